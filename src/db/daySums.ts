import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { daySums } from "./schema/counts.ts";

/** What of the books' days is added up: which transfers, as a condition on a row of `day_sums`. */
const MOVED = {
  issued: sql`asset = 'points' and way = 'in'`,
  spent: sql`asset = 'points' and way = 'out'`,
  toppedUp: sql`asset = 'money' and kind in ('topup', 'payment.credit')`,
  purchased: sql`asset = 'money' and kind = 'purchase'`,
  refunded: sql`asset = 'money' and kind = 'purchase.refund'`,
  takenBack: sql`asset = 'money' and kind in ('topup.refund', 'topup.chargeback')`,
  moneyIn: sql`asset = 'money' and way = 'in'`,
  moneyOut: sql`asset = 'money' and way = 'out'`,
} as const satisfies Readonly<Record<string, SQL>>;

export type Moved = keyof typeof MOVED;

const sumOf = (moved: SQL) => sql<number>`coalesce(sum(amount) filter (where ${moved}), 0)`;
const countOf = (moved: SQL) => sql<number>`coalesce(sum(transfers) filter (where ${moved}), 0)`;

/** The statement that reads what moved on each of the shop's days from one on; a day on which nothing moved has no row. */
export const selectDays = (db: Database, fromDay: number) =>
  db
    .select({
      day: daySums.localDay,
      issued: sumOf(MOVED.issued),
      spent: sumOf(MOVED.spent),
      toppedUp: sumOf(MOVED.toppedUp),
      topups: countOf(MOVED.toppedUp),
      purchased: sumOf(MOVED.purchased),
      purchases: countOf(MOVED.purchased),
      refunded: sumOf(MOVED.refunded),
      refunds: countOf(MOVED.refunded),
      takenBack: sumOf(MOVED.takenBack),
      moneyIn: sumOf(MOVED.moneyIn),
      moneyOut: sumOf(MOVED.moneyOut),
    })
    .from(daySums)
    .where(sql`${daySums.localDay} >= ${BigInt(fromDay)}`)
    .groupBy(daySums.localDay);
