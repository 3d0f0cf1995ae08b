import { and, eq, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { isOpenRow } from "./order.ts";

const paidSum = sql<number>`coalesce(sum(coalesce(${orders.amount}, 0) - ${orders.discount}), 0)`;

/** The statement that reads how many orders of a member were completed, and what they paid for those. */
export const selectCompletedFor = ({ db }: Deps, memberId: string) =>
  db
    .select({ completed: sql<number>`count(*)`, spent: paidSum })
    .from(orders)
    .where(and(eq(orders.customerId, memberId), eq(orders.state, "completed")));

/** How the orders stand: now, and of the last days how many were completed and what was paid for them. */
export type OrderStats = {
  readonly open: number;
  readonly overdue: number;
  readonly completed: number;
  readonly value: number;
};

/** The statement that reads it, in one row. */
export function selectOrderStats({ db, clock }: Deps, days: number) {
  const nowMs = clock();
  const done = sql`${orders} where state = 'completed' and completed_at_ms > ${nowMs - days * DAY_MS}`;
  return db
    .select({
      open: sql<number>`(select count(*) from ${orders} where ${isOpenRow})`,
      overdue: sql<number>`(select count(*) from ${orders} where ${isOpenRow} and due_at_ms < ${nowMs})`,
      completed: sql<number>`(select count(*) from ${done})`,
      value: sql<number>`(select ${paidSum} from ${done})`,
    })
    .from(sql`(select 1)`);
}
