import type { Dice } from "../dice.ts";
import type { Order } from "../history.ts";

const CUSTOMERS = 400;
const BAD_ADDRESSES = 8;
const POINTS_MIN = 1_000;
const POINTS_MAX = 99_999;

/** Addresses that look well and that SendGrid refuses. */
export const badAddresses: readonly string[] = Array.from(
  { length: BAD_ADDRESSES },
  (_, at) => `refused${at}@example.com`,
);

/** Numbers that are given once. */
export type OrderBook = {
  /** Orders that nobody has imported before. Some customers order twice. */
  orders(dice: Dice, count: number): Order[];
  fileName(): string;
};

export function openOrderBook(): OrderBook {
  let orders = 1_000;
  let files = 0;
  return {
    orders: (dice, count) =>
      Array.from({ length: count }, () => ({
        orderId: `KS-${++orders}`,
        email: dice.chance(0.02)
          ? (dice.any(badAddresses) ?? "")
          : `customer${dice.int(1, CUSTOMERS)}@example.com`,
        points: dice.int(POINTS_MIN, POINTS_MAX),
      })),
    fileName: () => `orders-${++files}.csv`,
  };
}

/** The orders as a shop's software writes them, in any order, at times with a line of totals below. */
export function csvOf(dice: Dice, orders: readonly Order[]): Uint8Array {
  const separator = dice.pick([",", ";", "\t"]);
  const rows = dice.shuffled(orders).map(({ orderId, email, points }) => [orderId, email, points]);
  const totals = ["Total", "", orders.reduce((sum, { points }) => sum + points, 0)];
  const table = [["Order ID", "Customer email", "Amount"], ...rows, ...(dice.chance(0.3) ? [totals] : [])];
  return new TextEncoder().encode(table.map((row) => `${row.join(separator)}\r\n`).join(""));
}
