import { cancelOrder } from "../../src/domain/orders/cancel.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { updateOrder } from "../../src/domain/orders/update.ts";
import type { TestShop } from "./shop.ts";
import { newOrder, newToken, staff } from "./staffOrders.ts";

export type OrderMade = {
  readonly customerId?: string;
  readonly description?: string;
  /** Null: it has none. */
  readonly amount?: number | null;
  readonly state?: "pending" | "in_progress" | "waiting" | "completed" | "cancelled";
  /** What staff said about it before it ended. */
  readonly note?: string;
  /** Why it was cancelled. */
  readonly reason?: string;
  /** A token that takes a tenth off the amount. */
  readonly withToken?: boolean;
};

export type MadeOrder = {
  readonly id: string;
  readonly number: number;
  /** As staff type it. */
  readonly code: string;
  readonly customerId: string;
  readonly token: string | null;
};

/** An order that staff have made and brought into a state; its customer has been told. Other bells wait as they did. */
export async function madeOrder(shop: TestShop, given: OrderMade = {}): Promise<MadeOrder> {
  const { customerId = shop.newId(), description = "A cake", amount = 50_000, state = "completed" } = given;
  const others = shop.rings.splice(0);
  const token = given.withToken ? await newToken(shop, { reward: ["percent", 10] }) : null;
  const { order, code } = await newOrder(shop, {
    customerId,
    description,
    ...(amount === null ? {} : { amount }),
    ...(token === null ? {} : { token }),
  });
  const isOpen = state === "pending" || state === "in_progress" || state === "waiting";
  if (given.note !== undefined || state === "in_progress" || state === "waiting")
    await updateOrder(shop.deps(), staff(shop), code, {
      state: isOpen ? state : "in_progress",
      note: given.note,
    });
  if (state === "completed") await completeOrders(shop.deps(), staff(shop), code);
  if (state === "cancelled") await cancelOrder(shop.deps(), staff(shop), code, given.reason ?? "no milk");
  await shop.answerBells();
  shop.rings.push(...others);
  return { id: order.id, number: order.number, code, customerId, token };
}
