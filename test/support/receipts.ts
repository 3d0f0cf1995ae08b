import * as z from "zod";
import { sendReceipt } from "../../src/domain/receipts/ask.ts";
import type { DepsChange, TestShop } from "./shop.ts";

const sendSchema = z.object({
  id: z.string(),
  way: z.string(),
  state: z.string(),
  reason: z.string().nullable(),
  email_hash: z.string().nullable(),
  email_sealed: z.string().nullable(),
  state_at_ms: z.number(),
});

/** The sendings of an order's receipt, in the order in which they were asked for. */
export const sendsOf = (shop: TestShop, orderId: string) =>
  shop.database.rows(sendSchema, {
    sql: "select * from receipt_sends where order_id = ? order by created_at_ms, id",
    args: [orderId],
  });

let addresses = 0;

/** An address that nothing was ever mailed to. */
export const newAddress = () => `customer${++addresses}@example.com`;

/** Asks for the receipt of an order, as a new interaction of somebody of the staff. */
export async function askReceipt(
  shop: TestShop,
  code: string,
  email: string | null = null,
  change: DepsChange = {},
) {
  const request = shop.request(shop.newId(), "staff");
  const asked = await sendReceipt(shop.deps(change), request, code, email);
  return { request, asked, jobId: `${request.id}.receipt` };
}
