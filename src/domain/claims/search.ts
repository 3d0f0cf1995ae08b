import { inArray, type SQL, sql } from "drizzle-orm";
import { claims } from "../../db/schema/claims.ts";
import { normalizeEmail } from "../../lib/email.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { emailHashes, type ListedClaim, listed, named } from "./find.ts";
import { type ClaimState, claimStates } from "./states.ts";

export const CLAIMS_PER_SEARCH = 50;
export const CLAIMS_EXPORTED_MAX = 5_000;
/** Orders that begin with what was typed and are looked through. */
const ORDERS_LOOKED_THROUGH = 1_000;
/** The newest claims that one page is looked for among where only their state is asked for: it has no index of its own. */
export const CLAIMS_LOOKED_THROUGH = 20_000;
/** Above every row of a table. */
const ROW_MAX = 2 ** 53;

export type ClaimSearch = {
  readonly email?: string | undefined;
  /** What the order's id begins with, in upper or lower case. */
  readonly order?: string | undefined;
  readonly memberId?: string | undefined;
  readonly importId?: string | undefined;
  readonly state?: ClaimState | undefined;
  /** The row behind which the page begins; claims that were made later stand in later rows. */
  readonly after?: number | null;
  readonly most?: number;
};

export type FoundClaim = ListedClaim & { readonly importId: string; readonly createdAtMs: number };
/** `next` may be there although the page is not full: it then leads on behind what was looked through. */
export type FoundClaims = { readonly rows: readonly FoundClaim[]; readonly next: number | null };

/**
 * A page of claims, the newest first, from the index of what narrows them most.
 * @throws Problem when the address is none.
 */
export async function searchClaims(deps: Deps, search: ClaimSearch): Promise<FoundClaims> {
  const { most = CLAIMS_PER_SEARCH } = search;
  const hashes = search.email === undefined ? null : await hashesOf(deps, search.email);
  const keys = keysOf(search, hashes, most + 1);
  const [found, [floor]] = await deps.db.batch([
    deps.db
      .select({
        ...listed,
        importId: claims.importId,
        createdAtMs: claims.createdAtMs,
        row: sql<number>`claims.rowid`,
      })
      .from(claims)
      .where(sql`claims.rowid in (${keys})`)
      .orderBy(sql`claims.rowid desc`)
      .limit(most + 1),
    floorOf(deps, search),
  ]);
  const shown = found.slice(0, most);
  const next = found.length > most ? shown.at(-1)?.row : isByStateAlone(search) ? floor?.row : null;
  return { rows: await named(deps, shown), next: next ?? null };
}

const isByStateAlone = ({ email, order, memberId, importId, state }: ClaimSearch): boolean =>
  state !== undefined && [email, order, memberId, importId].every((part) => part === undefined);

const behind = ({ after }: ClaimSearch): SQL => sql`claims.rowid < ${BigInt(after ?? ROW_MAX)}`;

/** The last row that a page by state alone was looked for in; no row where these were all. */
const floorOf = ({ db }: Deps, search: ClaimSearch) =>
  db
    .select({ row: sql<number>`claims.rowid` })
    .from(claims)
    .where(isByStateAlone(search) ? behind(search) : sql`false`)
    .orderBy(sql`claims.rowid desc`)
    .limit(1)
    .offset(CLAIMS_LOOKED_THROUGH - 1);

async function hashesOf(deps: Deps, typed: string): Promise<string[]> {
  const email = normalizeEmail(typed);
  if (!email) throw new Problem({ kind: "email_invalid" });
  return await emailHashes(deps, email);
}

/** The rows of one page. The index is named, because SQLite without statistics may rather walk through all rows. */
function keysOf(search: ClaimSearch, hashes: readonly string[] | null, most: number): SQL {
  const { order, memberId, importId, state } = search;
  const paged = behind(search);
  const page = sql`order by claims.rowid desc limit ${sql.raw(String(most))}`;
  const also = (...conditions: (SQL | undefined)[]) =>
    sql.join(
      [paged, ...conditions.filter((condition) => condition !== undefined)].map((one) => sql`(${one})`),
      sql` and `,
    );
  const ofMember = memberId === undefined ? undefined : sql`+claimed_by = ${memberId}`;
  const ofImport = importId === undefined ? undefined : sql`+import_id = ${importId}`;
  const inState = state === undefined ? undefined : sql`+state = ${state}`;
  if (hashes !== null)
    return sql`select rowid from claims indexed by claim_email
      where ${inArray(claims.emailHash, [...hashes])} and ${also(ofMember, ofImport, inState)} ${page}`;
  if (order !== undefined)
    return sql`select rowid from claims where rowid in (${ordersLike(order)}) and ${also(ofMember, ofImport, inState)} ${page}`;
  if (memberId !== undefined) {
    // Whoever has claimed it, it is claimed: a rule of the table, so that no row is read to see it.
    const isClaimed = state === undefined || state === "claimed" ? undefined : sql`false`;
    return sql`select rowid from claims indexed by claim_member
      where claimed_by = ${memberId} and ${also(ofImport, isClaimed)} ${page}`;
  }
  if (importId !== undefined) {
    const each = (state === undefined ? claimStates : [state]).map(
      (one) => sql`select * from (select rowid from claims indexed by claim_import
        where import_id = ${importId} and state = ${one} and ${paged} ${page})`,
    );
    return sql.join(each, sql` union all `);
  }
  if (state !== undefined)
    return sql`select at from (
        select rowid as at, state from claims where ${paged} order by claims.rowid desc
        limit ${sql.raw(String(CLAIMS_LOOKED_THROUGH))})
      where state = ${state} order by at desc limit ${sql.raw(String(most))}`;
  return sql`select rowid from claims where ${paged} ${page}`;
}

/** Orders are unique without regard to case, and so they are found. */
function ordersLike(typed: string): SQL {
  const from = `order:${typed.trim().toLowerCase()}`;
  return sql`select rowid from claims indexed by claim_order
    where order_key >= ${from} and order_key < ${`${from}\u{10ffff}`}
    order by order_key limit ${sql.raw(String(ORDERS_LOOKED_THROUGH))}`;
}
