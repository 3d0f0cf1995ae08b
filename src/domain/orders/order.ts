import { eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { orders } from "../../db/schema/orders.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { orderCode, parseOrderCode } from "../../lib/orderCode.ts";
import { rewardCause } from "../tokens/reward.ts";

export const DESCRIPTION_CHARS_MAX = 500;
export const NOTE_CHARS_MAX = 300;
export const REASON_CHARS_MAX = 200;
/** The most that an order costs, in the smallest unit; what it earns a referrer is counted in 1/10,000 of it. */
export const ORDER_AMOUNT_MAX = 100_000_000_000;
/** Orders that are completed at once. */
export const CODES_PER_REQUEST_MAX = 20;

export type Order = typeof orders.$inferSelect;
export type OrderState = Order["state"];
/** What staff make of an order that is open. */
export const openStates = ["pending", "in_progress", "waiting"] as const;
export type OpenState = (typeof openStates)[number];

/** Urgent, high, normal, low: as the number that sorts them. */
export const PRIORITIES = [0, 1, 2, 3] as const;
export const PRIORITY_NORMAL = 2;

/** What a token brings its customer. */
export type Reward = { readonly kind: "points" | "percent" | "money"; readonly value: number };

/** An order with what its token brings, and the points that it brought. */
export type FullOrder = { readonly order: Order; readonly reward: Reward | null; readonly points: number };

/** What the customer pays; null for an order without an amount. */
export const paidFor = ({ amount, discount }: Pick<Order, "amount" | "discount">): number | null =>
  amount === null ? null : amount - discount;

export const isOpen = ({ state }: Pick<Order, "state">): boolean =>
  state !== "completed" && state !== "cancelled";

/** As a condition on a row of `orders`; the states stand as literals, from which SQLite proves its partial indexes. */
export const isOpenRow: SQL = sql.raw("orders.state in ('pending', 'in_progress', 'waiting')");

/** Orders with what belongs to them, to be narrowed and put in order. */
export const selectOrders = (db: Database) =>
  db
    .select({
      order: orders,
      rewardKind: tokenBatches.rewardKind,
      rewardValue: tokenBatches.rewardValue,
      points: sql<number>`iif(${orders.state} = 'completed', coalesce((
        select amount from ${transfers} where cause = ${rewardCause(sql`${orders.tokenCode}`)}), 0), 0)`,
    })
    .from(orders)
    .leftJoin(tokens, eq(tokens.code, orders.tokenCode))
    .leftJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId));

type Row = {
  readonly order: Order;
  readonly rewardKind: Reward["kind"] | null;
  readonly rewardValue: number | null;
  readonly points: number;
};

export function fullOrder({ order, rewardKind, rewardValue, points }: Row): FullOrder {
  const reward =
    rewardKind === null || rewardValue === null ? null : { kind: rewardKind, value: rewardValue };
  return { order, reward, points };
}

/** What staff typed where orders are named: each once, in the order that they were typed in. */
export type NamedOrder = { readonly code: string; readonly number: number | null };

/** Reads order codes that blanks or commas separate; one that has not the form of a code has no number. */
export function namedOrders(text: string): NamedOrder[] {
  const words = text
    .replace(/\b(ED)\s*[-#]?\s+(?=\d)/gi, "$1")
    .split(/[\s,;]+/)
    .filter((word) => word !== "");
  const named = words.map((word): NamedOrder => {
    const number = parseOrderCode(word);
    return number === null ? { code: word, number } : { code: orderCode(number), number };
  });
  return [...new Map(named.map((one) => [one.code, one])).values()];
}
