import { eq, sql } from "drizzle-orm";
import { type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { orderEvents, orders } from "../../db/schema/orders.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Deps } from "../deps.ts";
import type { Notice } from "../outbox/notice.ts";

export type OrderNotice = Extract<Notice, { notice: `order_${string}` }>;

/** What a message about an order tells. */
export type OrderNoticeFacts = {
  readonly notice: OrderNotice["notice"];
  readonly code: string;
  readonly description: string;
  readonly state: (typeof orders.$inferSelect)["state"];
  readonly amount: number | null;
  readonly discount: number;
  readonly dueAtMs: number | null;
  /** Why it was cancelled, or what staff say of it. */
  readonly text: string | null;
  /** What its token brought, or will bring when it is completed; and what that earned besides. */
  readonly points: number;
  readonly earned: readonly Earned[];
};

/** The statement that reads what a message about an order tells. */
export function orderOfNotice({ db }: Deps, notice: OrderNotice) {
  const said = sql`(select note from ${orderEvents} where order_id = ${orders.id} and at_ms = ${
    notice.notice === "order_updated" ? notice.atMs : 0
  } order by seq desc limit 1)`;
  return db
    .select({
      order: orders,
      said: sql<string | null>`coalesce(${said}, ${orders.note})`,
      points: sql<number>`coalesce((
        select amount from ${transfers} where cause = 'token:' || ${orders.tokenCode}), 0)`,
      promised: sql<number>`coalesce((
        select reward_value from ${tokens} join ${tokenBatches} on token_batches.id = batch_id
        where code = ${orders.tokenCode} and reward_kind = 'points'), 0)`,
      // Orders that were completed together earned together: the first of a customer's tells it.
      earned: sql<string>`iif(exists (
        select 1 from ${orders} as o where o.customer_id = orders.customer_id and o.number < orders.number
          and o.changed_request = orders.changed_request and o.state = 'completed'), '[]',
        ${earnedBy(sql`'orders:' || ${orders.changedRequest}`, sql`${orders.customerId}`)})`,
    })
    .from(orders)
    .where(eq(orders.id, notice.orderId));
}

type Row = Awaited<ReturnType<typeof orderOfNotice>>[number];

/** Null when there is nothing to tell any more. */
export function orderFacts(
  { notice }: OrderNotice,
  { order, said, points, promised, earned }: Row,
): OrderNoticeFacts | null {
  const { state } = order;
  if (notice === "order_completed" && state !== "completed") return null;
  if (notice === "order_cancelled" && state !== "cancelled") return null;
  const isDone = notice === "order_completed";
  return {
    notice,
    code: orderCode(order.number),
    description: order.description,
    state,
    amount: order.amount,
    discount: order.discount,
    dueAtMs: order.dueAtMs,
    text: notice === "order_cancelled" ? order.cancelReason : notice === "order_updated" ? said : null,
    points: isDone ? points : notice === "order_created" ? promised : 0,
    earned: isDone ? readEarned(earned) : [],
  };
}
