import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import { apiKeys, apiScopes } from "../../db/schema/api.ts";
import { base32 } from "../../lib/id.ts";

export type Scope = (typeof apiScopes)[number];

/** 200 bits, so a plain hash of it says nothing about it. */
const KEY_BYTES = 25;
const KEY_FORM = /^coffer_[0-9a-hjkmnp-tv-z]{40}$/;
const ID_BYTES = 10;

/** What is known of a key without asking the database: its id is the beginning of its hash. */
export type Credentials = { readonly keyId: string; readonly hash: string };

export const newKey = (random: (bytes: number) => Uint8Array) => `coffer_${base32(random(KEY_BYTES))}`;

/** Null for what cannot be a key. */
export function credentialsOf(key: string): Credentials | null {
  if (!KEY_FORM.test(key)) return null;
  const hash = createHash("sha256").update(key).digest();
  return { keyId: base32(hash.subarray(0, ID_BYTES)), hash: hash.toString("hex") };
}

/** As the row keeps them: each between blanks. */
export const scopesText = (scopes: readonly Scope[]) => ` ${scopes.join(" ")} `;

export const scopesOf = (text: string): Scope[] =>
  apiScopes.filter((scope) => text.includes(scopesText([scope])));

/** A key by what a request brought, or by a statement's placeholders. */
export type WhichKey = { readonly keyId: string | SQL; readonly hash: string | SQL };

/** The row of a key that is known and not revoked; a condition may follow. */
export const liveKey = ({ keyId, hash }: WhichKey): SQL =>
  sql`${apiKeys} where ${apiKeys.id} = ${keyId} and ${apiKeys.hash} = ${hash} and ${apiKeys.revokedAtMs} is null`;

/** Whether such a key is there, and whether it may do this. */
export const accessColumns = (key: WhichKey, scope: Scope) => ({
  known: sql<number>`exists (select 1 from ${liveKey(key)})`,
  allowed: sql<number>`exists (select 1 from ${liveKey(key)} and ${mayUse(scope)})`,
});

export const mayUse = (scope: Scope): SQL => sql`instr(${apiKeys.scopes}, ${scopesText([scope])}) > 0`;
