import { eq, sql } from "drizzle-orm";
import { floatColumn } from "../../db/money.ts";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { localDay } from "../../lib/localDay.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { type OrderStats, selectOrderStats } from "../orders/stats.ts";
import { type SalesStats, selectSales } from "../shop/stats.ts";
import { isOpenRow, topupCause } from "../wallet/topups.ts";

/** The days that "the last seven days" are, today included. */
const WEEK_DAYS = 7;
/** Who pays later than a day after asking for the code is not counted: the week is read by the day it was made. */
const MADE_WITHIN_MS = (WEEK_DAYS + 1) * DAY_MS;

/** Money and points of the shop as a whole, and the sales of so many days. */
export type ShopStats = {
  readonly members: number;
  readonly points: number;
  /** What the shop owes its members, and what they owe it. */
  readonly float: number;
  readonly debt: number;
  readonly debtors: number;
  /** Top-ups that were paid on the shop's own day, and on the last seven. */
  readonly todayCount: number;
  readonly todaySum: number;
  readonly weekCount: number;
  readonly weekSum: number;
  readonly open: number;
  readonly unmatched: number;
  readonly disputed: number;
  readonly days: number;
  readonly sales: SalesStats;
  readonly orders: OrderStats;
  readonly locale: Locale;
};

/** How the shop stands. One question to the database, which reads the members' ids, a week of top-ups, and the purchases. */
export async function shopStats(deps: Deps, readerId: string, days: number): Promise<ShopStats> {
  const today = localDay(deps.clock(), deps.shop.timeZone);
  const paid = (what: string, fromDay: number) => sql<number>`(
    select ${sql.raw(what)} from ${topups} join ${transfers} on ${transfers.cause} = ${topupCause("")} || ${topups.id}
    where ${topups.createdAtMs} >= ${deps.clock() - MADE_WITHIN_MS} and ${transfers.localDay} >= ${fromDay})`;
  const [count, sum] = ["count(*)", "coalesce(sum(transfers.amount), 0)"] as const;
  const week = today - WEEK_DAYS + 1;
  const debts = sql`${accounts} where id > 'system:debt:' and id < 'system:debt;' and balance < 0`;
  const standing = deps.db
    .select({
      members: sql<number>`(select count(*) from ${members})`,
      points: sql<number>`(select -coalesce(sum(balance), 0) from ${accounts}
        where id > 'system:' and id < 'system;' and asset = 'points')`,
      float: floatColumn,
      debt: sql<number>`(select -coalesce(sum(balance), 0) from ${debts})`,
      debtors: sql<number>`(select count(*) from ${debts})`,
      todayCount: paid(count, today),
      todaySum: paid(sum, today),
      weekCount: paid(count, week),
      weekSum: paid(sum, week),
      open: sql<number>`(select count(*) from ${topups} where ${isOpenRow})`,
      unmatched: sql<number>`(select count(*) from ${unmatchedPayments} where state = 'open')`,
      disputed: sql<number>`(select count(*) from ${topups} where disputed_at_ms is not null)`,
      locale: members.locale,
    })
    .from(sql`(select 1)`)
    .leftJoin(members, eq(members.id, readerId));
  const [[row], [sales], [orders]] = await deps.db.batch([
    standing,
    selectSales(deps, days),
    selectOrderStats(deps, days),
  ]);
  if (!row || !sales || !orders) throw new Error("a question without a table has no answer");
  return { ...row, days, sales, orders, locale: row.locale ?? deps.shop.locale };
}
