import { createHash, timingSafeEqual } from "node:crypto";
import * as z from "zod/mini";
import { wholeAmount } from "./values.ts";

const word = z.string().check(z.minLength(1), z.maxLength(200));

/** What we read of a notification; it has many more fields, and new ones appear. */
const notificationSchema = z.object({
  order_id: word,
  status_code: word,
  gross_amount: word,
  signature_key: word,
  transaction_status: word,
});

/** A notification as Midtrans sent it. Only order, status code and amount are signed: it is a reason to ask, and no more. */
export type Notification = {
  readonly orderId: string;
  /** As it claims to be; not signed. */
  readonly status: string;
  /** Null where it is no whole amount. */
  readonly amount: number | null;
  /** The body as it came. */
  readonly body: string;
};

export type ReadNotification =
  | { readonly kind: "signed"; readonly notification: Notification }
  | { readonly kind: "forged" }
  | { readonly kind: "unreadable" };

/**
 * Reads a notification and proves its signature: SHA-512 over order id, status code, amount as it is written, and the
 * server key (docs.midtrans.com, "HTTP(S) Notification / Webhooks").
 */
export function readNotification(body: string, serverKey: string): ReadNotification {
  const read = notificationSchema.safeParse(parseJson(body));
  if (!read.success) return { kind: "unreadable" };
  const { order_id, status_code, gross_amount, signature_key, transaction_status } = read.data;
  const expected = createHash("sha512")
    .update(`${order_id}${status_code}${gross_amount}${serverKey}`)
    .digest("hex");
  if (!isSame(expected, signature_key.toLowerCase())) return { kind: "forged" };
  const amount = wholeAmount(gross_amount);
  const notification = { orderId: order_id, status: transaction_status, amount, body };
  return { kind: "signed", notification };
}

/** Takes as long for any text of the right length. */
function isSame(expected: string, given: string): boolean {
  const [left, right] = [Buffer.from(expected), Buffer.from(given)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
