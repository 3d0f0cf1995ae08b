import { asc, desc, type SQL, sql } from "drizzle-orm";
import { accountId, debtOwner, memberOwner } from "../../db/ledger.ts";
import { transfers } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";
import { type BookedTransfer, bookedTransfer } from "./transfers.ts";

export const TRANSFERS_PER_SEARCH = 50;

/** What of the books is asked for: only what an index leads to, because there may be ten million movements. */
export type TransferSearch =
  | { readonly by: "time"; readonly after: number | null }
  | { readonly by: "account"; readonly account: string; readonly after: number | null }
  | { readonly by: "member"; readonly memberId: string; readonly after: number | null }
  /** A cause, and what was made of it: a purchase with what it paid of a debt, all rows of an import. */
  | { readonly by: "cause"; readonly cause: string; readonly after: string | null };

export type FoundTransfers = {
  readonly rows: readonly BookedTransfer[];
  /** Behind which the next page begins: a movement's number, or its cause where one was asked for. */
  readonly next: string | null;
};

/** A page of the books: the newest first, and those of a cause in the order of their causes. */
export async function searchTransfers(
  { db }: Deps,
  search: TransferSearch,
  most = TRANSFERS_PER_SEARCH,
): Promise<FoundTransfers> {
  const rows = await db
    .select(bookedTransfer)
    .from(transfers)
    .where(whichOf(search, most + 1))
    .orderBy(search.by === "cause" ? asc(transfers.cause) : desc(transfers.seq))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  if (rows.length <= most || !last) return { rows: shown, next: null };
  return { rows: shown, next: search.by === "cause" ? last.cause : String(last.seq) };
}

function whichOf(search: TransferSearch, most: number): SQL | undefined {
  switch (search.by) {
    case "time":
      return search.after === null ? undefined : sql`${transfers.seq} < ${BigInt(search.after)}`;
    case "account":
      return ofAccounts([search.account], search.after, most);
    case "member":
      return ofAccounts(accountsOf(search.memberId), search.after, most);
    case "cause":
      return ofCause(search.cause, search.after, most);
  }
}

/** The cause itself, and what begins with it and a colon: each a range of the index, the second cut to a page. */
function ofCause(cause: string, after: string | null, most: number): SQL {
  const behind = after === null ? sql`true` : sql`cause > ${after}`;
  return sql`${transfers.cause} in (
    select cause from ${transfers} where cause = ${cause} and ${behind}
    union all select * from (
      select cause from ${transfers} where cause > ${`${cause}:`} and cause < ${`${cause};`} and ${behind}
      order by cause limit ${sql.raw(String(most))}))`;
}

const accountsOf = (memberId: string): string[] => [
  accountId(memberOwner(memberId), "points"),
  accountId(memberOwner(memberId), "money"),
  accountId(debtOwner(memberId), "money"),
];

/** Each side of each account is read by its own index, at most so many rows. */
function ofAccounts(ids: readonly string[], after: number | null, most: number): SQL {
  const behind = after === null ? sql`true` : sql`seq < ${BigInt(after)}`;
  const page = sql`order by seq desc limit ${sql.raw(String(most))}`;
  const sides = ids.flatMap((id) => [
    sql`select * from (select seq from ${transfers} where credit = ${id} and ${behind} ${page})`,
    sql`select * from (select seq from ${transfers} where debit = ${id} and ${behind} ${page})`,
  ]);
  return sql`${transfers.seq} in (select seq from (${sql.join(sides, sql` union all `)}) ${page})`;
}
