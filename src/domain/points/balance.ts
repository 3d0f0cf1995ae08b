import { sql } from "drizzle-orm";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { type Given, prepared } from "../../db/prepared.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { accountStats } from "../../db/schema/standings.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { mayActAs, type Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { openTopups } from "../wallet/topups.ts";

/** What a member's points have seen, from the books. */
export type PointsStats = {
  readonly earned: number;
  readonly spent: number;
  readonly highest: number;
  readonly transfers: number;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
};

/**
 * `money` is null before the member has a wallet, `stats` before points have moved; `debt` is owed to the shop, and
 * `waiting` is the sum of top-ups that can still be paid.
 */
export type Balance = {
  readonly points: number;
  readonly money: number | null;
  readonly debt: number;
  readonly waiting: number;
  readonly stats: PointsStats | null;
  readonly locale: Locale;
};

/**
 * What a member has; somebody we never met has nothing. One question to the database.
 * @throws Problem when a customer asks about somebody else.
 */
export async function balanceOf(deps: Deps, { actor }: Request, memberId = actor.id): Promise<Balance> {
  if (memberId !== actor.id && !mayActAs(actor, "staff")) throw new Problem({ kind: "balance_for_staff" });
  const owner = memberOwner(memberId);
  const [[row]] = await readBalance(deps.db, {
    points: accountId(owner, "points"),
    money: accountId(owner, "money"),
    memberId,
    nowMs: deps.clock(),
    readerId: actor.id,
  });
  return {
    points: row?.points ?? 0,
    money: row?.money ?? null,
    debt: row?.debt ?? 0,
    waiting: row?.waiting ?? 0,
    stats: statsOf(row),
    locale: row?.locale ?? deps.shop.locale,
  };
}

type Row = {
  points: number | null;
  money: number | null;
  debt: number;
  waiting: number;
  locale: Locale | null;
} & Nullable<PointsStats>;
type Nullable<T> = { [K in keyof T]: T[K] | null };

type Asked = { points: string; money: string; memberId: string; nowMs: number; readerId: string };

const readBalance = prepared((db, given: Given<Asked>) => [
  db.all<Row>(sql`
    select (select balance from ${accounts} where id = ${given("points")}) as points,
      (select balance from ${accounts} where id = ${given("money")}) as money,
      ${heldBy(given("memberId")).debt} as debt,
      (select coalesce(sum(amount), 0) from ${openTopups(given("memberId"), given("nowMs"))}) as waiting,
      (select locale from ${members} where id = ${given("readerId")}) as locale,
      earned, spent, highest, transfers, first_at_ms as "firstAtMs", last_at_ms as "lastAtMs"
    from (select 1) left join ${accountStats} on account = ${given("points")}`),
]);

function statsOf(row: Row | undefined): PointsStats | null {
  if (row?.firstAtMs == null || row.lastAtMs == null) return null;
  const { earned, spent, highest, transfers, firstAtMs, lastAtMs } = row;
  return {
    earned: earned ?? 0,
    spent: spent ?? 0,
    highest: highest ?? 0,
    transfers: transfers ?? 0,
    firstAtMs,
    lastAtMs,
  };
}
