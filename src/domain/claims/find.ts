import { and, desc, eq, inArray, like, or, type SQL, sql } from "drizzle-orm";
import { type claimStates, claims } from "../../db/schema/claims.ts";
import { normalizeEmail } from "../../lib/email.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { maskedAddressOf } from "./address.ts";

export const CLAIMS_PER_PAGE = 8;
/** Claims of one address that a lookup shows; the newest first. */
export const LOOKUP_CLAIMS_MAX = 8;
const SUGGESTIONS_MAX = 25;

export type ClaimState = (typeof claimStates)[number];
export type ClaimFilter = { importId: string | undefined; state: ClaimState | undefined };

/** A claim as staff see it: no code, and an address only where nothing else names it, and only masked. */
export type ListedClaim = {
  id: string;
  orderId: string | null;
  address: string | null;
  points: number;
  state: ClaimState;
  expiresAtMs: number;
  claimedBy: string | null;
  claimedAtMs: number | null;
  mailState: string | null;
  mailReason: string | null;
};

export type ClaimPage = { rows: ListedClaim[]; count: number; page: number; pages: number; locale: Locale };

/** Written out, because Drizzle drops the table of a column in a selection from one table. */
const lastMail = (column: "state" | "reason") =>
  sql<
    string | null
  >`(select ${sql.identifier(column)} from mails where mails.claim_id = claims.id order by mails.created_at_ms desc limit 1)`;

/** What a list shows of a claim, for `named` to read. */
export const listed = {
  id: claims.id,
  keyId: claims.keyId,
  emailSealed: claims.emailSealed,
  orderId: claims.orderId,
  points: claims.points,
  state: claims.state,
  expiresAtMs: claims.expiresAtMs,
  claimedBy: claims.claimedBy,
  claimedAtMs: claims.claimedAtMs,
  mailState: lastMail("state"),
  mailReason: lastMail("reason"),
};

/** One page of claims, the newest first. `page` counts from 1; one past the end shows the last. */
export async function listClaims(
  deps: Deps,
  readerId: string,
  filter: ClaimFilter,
  page: number,
): Promise<ClaimPage> {
  const where = and(
    filter.importId ? eq(claims.importId, filter.importId) : undefined,
    filter.state ? eq(claims.state, filter.state) : undefined,
  );
  const [[total], rows, readers] = await deps.db.batch([
    deps.db.select({ count: sql<number>`count(*)` }).from(claims).where(where),
    deps.db
      .select(listed)
      .from(claims)
      .where(where)
      .orderBy(desc(claims.createdAtMs), claims.line)
      .limit(CLAIMS_PER_PAGE)
      .offset((page - 1) * CLAIMS_PER_PAGE),
    chosenLocale(deps.db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / CLAIMS_PER_PAGE));
  if (page > pages) return await listClaims(deps, readerId, filter, pages);
  return { rows: await named(deps, rows), count, page, pages, locale: localeFrom(deps, readers) };
}

/**
 * The claims of one address.
 * @throws Problem when the text is no address.
 */
export async function claimsOfEmail(deps: Deps, readerId: string, typed: string) {
  const email = normalizeEmail(typed);
  if (!email) throw new Problem({ kind: "email_invalid" });
  const hashes = await emailHashes(deps, email);
  const [rows, readers] = await deps.db.batch([
    deps.db
      .select(listed)
      .from(claims)
      .where(inArray(claims.emailHash, hashes))
      .orderBy(desc(claims.createdAtMs))
      .limit(LOOKUP_CLAIMS_MAX),
    chosenLocale(deps.db, readerId),
  ]);
  const locale: Locale = localeFrom(deps, readers);
  return { email, rows: await named(deps, rows), locale };
}

/** Opens the addresses of claims without an order. */
export function named<C extends Omit<ListedClaim, "address"> & { keyId: string; emailSealed: string }>(
  deps: Deps,
  rows: readonly C[],
): Promise<(Omit<C, "keyId" | "emailSealed"> & { address: string | null })[]> {
  return Promise.all(
    rows.map(async ({ keyId, emailSealed, ...row }) => {
      const address =
        row.orderId === null ? await maskedAddressOf(deps, { id: row.id, keyId, emailSealed }) : null;
      return { ...row, address };
    }),
  );
}

/** The hashes under which an address may stand: with the current root key and, after a rotation, the previous one. */
export async function emailHashes(deps: Deps, email: string): Promise<string[]> {
  const keyring = await deps.keyring();
  return await Promise.all(keyring.all.map((keys) => keys.hash("email-lookup", email)));
}

/**
 * Open claims whose order or id begins with what is typed, or whose address it is, for autocompletion. Each with
 * its masked address.
 */
export async function suggestClaims(deps: Deps, typed: string) {
  const rows = await deps.db
    .select({
      id: claims.id,
      keyId: claims.keyId,
      emailSealed: claims.emailSealed,
      orderId: claims.orderId,
      points: claims.points,
    })
    .from(claims)
    .where(and(sql`${claims.state} = 'pending'`, await fitting(deps, typed)))
    .orderBy(desc(claims.createdAtMs), claims.line)
    .limit(SUGGESTIONS_MAX);
  return await Promise.all(
    rows.map(async (row) => {
      const { id, orderId, points } = row;
      return { id, orderId, points, address: await maskedAddressOf(deps, row) };
    }),
  );
}

/** An address goes by its index alone: no order is called so. */
async function fitting(deps: Deps, typed: string): Promise<SQL | undefined> {
  const email = normalizeEmail(typed);
  if (email) return inArray(claims.emailHash, await emailHashes(deps, email));
  const start = `${escapeLike(typed)}%`;
  return typed ? or(like(claims.orderId, start), like(claims.id, start)) : undefined;
}

/** `%` and `_` typed by a person mean themselves: here they match nothing, since no id has them. */
function escapeLike(text: string): string {
  return text.replace(/[%_]/g, "\u0000");
}
