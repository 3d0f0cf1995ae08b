import { eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { apiKeys } from "../../db/schema/api.ts";
import { audits } from "../../db/schema/audit.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type Credentials, credentialsOf, newKey, type Scope, scopesText } from "./key.ts";
import { keyNamed, LIVE_KEYS_MAX } from "./keys.ts";

export const KEY_NAME_CHARS_MAX = 32;
const KEY_NAME = /^[a-z0-9-]{1,32}$/;

/** What a key may do, as staff choose it; each may read. */
export const accesses = {
  read: ["wallets:read", "topups:read"],
  credit: ["wallets:read", "topups:read", "wallets:credit"],
  debit: ["wallets:read", "topups:read", "wallets:debit"],
  all: ["wallets:read", "topups:read", "wallets:credit", "wallets:debit"],
} as const satisfies Record<string, readonly Scope[]>;

export type Access = keyof typeof accesses;

/** The key itself is told here and never again. */
export type CreatedKey = { readonly key: string; readonly name: string; readonly locale: Locale };

const auditIdOf = (request: Request) => `${request.id}.apikey`;

/**
 * Makes a key for another program, of which the shop keeps a hash alone. The repeat of a request makes none.
 * @throws Problem when the name is none or was ever taken, too many keys are in use, or this request has made its key.
 */
export async function createKey(
  deps: Deps,
  request: Request,
  { name, access }: { readonly name: string; readonly access: Access },
): Promise<CreatedKey> {
  if (!KEY_NAME.test(name))
    throw new Problem({ kind: "option_invalid", option: "name", expected: "key_name" });
  const { db } = deps;
  const key = newKey(deps.random);
  const credentials = credentialsOf(key);
  if (!credentials) throw new Error("a new key has not the form of one");
  const auditId = auditIdOf(request);
  const scopes = scopesText(accesses[access]);
  const nowMs = deps.clock();
  try {
    const [, , readers] = await db.batch([
      db.run(sql`
        insert into ${apiKeys} (id, name, hash, scopes, created_by, created_at_ms)
        select ${credentials.keyId}, ${name}, ${credentials.hash}, ${scopes}, ${request.actor.id}, ${nowMs}
        where (select count(*) from ${apiKeys} where revoked_at_ms is null) < ${LIVE_KEYS_MAX}
          and not exists (select 1 from ${audits} where cause = ${auditId})
        on conflict do nothing`),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "api_key.create",
        target: `api_key:${name}`,
        after: { keyId: credentials.keyId, scopes: scopes.trim() },
        cause: auditId,
      }),
    ]);
    ringAudit(deps, auditId);
    return { key, name, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return { key, name, locale: await explain(deps, request, name, credentials) };
  }
}

/** What the guard's refusal means. The reply to the first attempt may have been lost: then the key is there. */
async function explain(deps: Deps, request: Request, name: string, { hash }: Credentials): Promise<Locale> {
  const { db } = deps;
  const auditId = auditIdOf(request);
  const [[named], [echo], readers] = await db.batch([
    keyNamed(deps, name),
    db.select({ id: audits.id }).from(audits).where(eq(audits.cause, auditId)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (echo) ringAudit(deps, auditId);
  if (named?.hash === hash) return locale;
  if (echo) throw new Problem({ kind: "api_key_shown" }, locale);
  if (named) throw new Problem({ kind: "api_key_name_taken", name }, locale);
  throw new Problem({ kind: "api_keys_full", max: LIVE_KEYS_MAX }, locale);
}
