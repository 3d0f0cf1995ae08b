import { eq, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { type Asset, accountId, memberOwner } from "../../db/ledger.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { accountStats } from "../../db/schema/standings.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";

export const ENTRIES_PER_PAGE = 10;
/** Pages that can be asked for by number; buttons lead further. */
export const HISTORY_PAGE_MAX = 1_000;

/** Where a page is: by its number, or beside the entry `seq` of the page before. */
export type HistoryPlace =
  | { readonly kind: "page"; readonly page: number }
  | { readonly kind: "older" | "newer"; readonly seq: number; readonly page: number };

const entrySchema = z.object({
  seq: z.number(),
  change: z.number(),
  balance: z.number(),
  kind: z.string(),
  memo: z.nullable(z.string()),
  source: z.string(),
  atMs: z.number(),
});
export type HistoryEntry = z.infer<typeof entrySchema>;

export type HistoryPage = {
  readonly entries: readonly HistoryEntry[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly hasOlder: boolean;
  readonly locale: Locale;
};

/**
 * A page of what moved a member's points or money, the newest first. Pages follow each other by key, so that none
 * costs more than the first and an entry that comes in between moves none to the wrong page. One round trip.
 */
export async function historyOf(
  deps: Deps,
  readerId: string,
  memberId: string,
  asset: Asset,
  place: HistoryPlace,
): Promise<HistoryPage> {
  const account = accountId(memberOwner(memberId), asset);
  const [rows, [stats], readers] = await deps.db.batch([
    deps.db.all(pageOf(account, place)),
    deps.db
      .select({ count: accountStats.transfers })
      .from(accountStats)
      .where(eq(accountStats.account, account)),
    chosenLocale(deps.db, readerId),
  ]);
  const found = readEntries(rows);
  const more = found.length > ENTRIES_PER_PAGE;
  const entries = found.slice(0, ENTRIES_PER_PAGE);
  const count = stats?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / ENTRIES_PER_PAGE));
  return {
    entries: place.kind === "newer" ? entries.reverse() : entries,
    page: place.kind === "newer" && !more ? 1 : Math.min(Math.max(1, place.page), pages),
    pages,
    count,
    hasOlder: place.kind === "newer" || more,
    locale: localeFrom(deps, readers),
  };
}

/** The entries of a page and one more. */
function pageOf(account: string, place: HistoryPlace) {
  const [order, edge] =
    place.kind === "newer"
      ? [sql`asc`, sql`seq > ${BigInt(place.seq)}`]
      : [sql`desc`, olderThan(account, place)];
  return entriesOf(account, { edge, order, most: ENTRIES_PER_PAGE + 1 });
}

/** The newest entries of an account, for other answers than a history; `readEntries` reads the rows. */
export const newestEntries = (account: string, most: number): SQL => entriesBefore(account, null, most);

/** The newest entries before one, or of all. */
export const entriesBefore = (account: string, seq: number | null, most: number): SQL =>
  entriesOf(account, {
    edge: seq === null ? sql`true` : sql`seq < ${BigInt(seq)}`,
    order: sql`desc`,
    most,
  });

export const readEntries = (rows: readonly unknown[]): HistoryEntry[] => z.array(entrySchema).parse(rows);

/** Each side of the account is read by its own index, at most so many rows. */
function entriesOf(account: string, part: { edge: SQL; order: SQL; most: number }): SQL {
  const { edge, order } = part;
  const most = sql.raw(String(part.most));
  return sql`
    select * from (
      select * from (
        select seq, amount as change, credit_balance as balance, kind, memo, source, created_at_ms as "atMs"
        from ${transfers} where credit = ${account} and ${edge} order by seq ${order} limit ${most})
      union all
      select * from (
        select seq, -amount, debit_balance, kind, memo, source, created_at_ms
        from ${transfers} where debit = ${account} and ${edge} order by seq ${order} limit ${most}))
    order by seq ${order} limit ${most}`;
}

/** A page asked for by number begins after as many entries, which the two indexes alone count off; the last page stands for those beyond. */
function olderThan(account: string, place: HistoryPlace) {
  if (place.kind !== "page") return sql`seq < ${BigInt(place.seq)}`;
  if (place.page <= 1) return sql`true`;
  const perPage = sql.raw(String(ENTRIES_PER_PAGE));
  const skipped = BigInt((Math.min(place.page, HISTORY_PAGE_MAX) - 1) * ENTRIES_PER_PAGE);
  return sql`seq <= (
    select seq from (
      select seq from ${transfers} where credit = ${account} union all select seq from ${transfers} where debit = ${account})
    order by seq desc limit 1 offset min(${skipped}, coalesce((
      select (transfers - 1) / ${perPage} * ${perPage} from ${accountStats} where account = ${account}), 0)))`;
}
