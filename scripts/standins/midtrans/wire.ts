import { createHash } from "node:crypto";
import { type Payment, type Status, takenBackTotal } from "./payment.ts";

const JAKARTA_MS = 7 * 3_600_000;
export const MERCHANT_ID = "G812785002";

const STATUS_CODES: Readonly<Record<Status, string>> = {
  pending: "201",
  settlement: "200",
  capture: "200",
  deny: "202",
  cancel: "200",
  expire: "407",
  failure: "202",
  refund: "200",
  partial_refund: "200",
  chargeback: "200",
  partial_chargeback: "200",
};

/** The `status_code` with which a status is answered. */
export function statusCode({ status, fraudStatus }: Payment): string {
  if (status === "capture" && fraudStatus === "challenge") return "201";
  if (status === "capture" && fraudStatus === "deny") return "202";
  return STATUS_CODES[status];
}

/** Midtrans' times are Jakarta's, and do not say so. */
export function jakartaTime(atMs: number): string {
  return new Date(atMs + JAKARTA_MS).toISOString().slice(0, 19).replace("T", " ");
}

export function moneyText(amount: number): string {
  return `${amount}.00`;
}

/** What every answer and notification about a payment says of it. */
export function transactionObject(payment: Payment) {
  const { settledAtMs, fraudStatus } = payment;
  return {
    transaction_time: jakartaTime(payment.chargedAtMs),
    transaction_status: payment.status,
    transaction_id: payment.transactionId,
    payment_type: "qris",
    order_id: payment.orderId,
    merchant_id: MERCHANT_ID,
    gross_amount: moneyText(payment.amount),
    currency: "IDR",
    acquirer: payment.acquirer,
    expiry_time: jakartaTime(payment.expiresAtMs),
    ...(fraudStatus && { fraud_status: fraudStatus }),
    ...(settledAtMs !== null && {
      settlement_time: jakartaTime(settledAtMs),
      transaction_type: "on-us",
      issuer: payment.acquirer,
    }),
    ...takenBackFields(payment),
  };
}

function takenBackFields(payment: Payment) {
  if (payment.takenBack.length === 0) return {};
  return {
    refund_amount: moneyText(takenBackTotal(payment)),
    refunds: payment.takenBack.map(({ amount, key, reason, atMs }, index) => ({
      refund_chargeback_id: index + 1,
      refund_amount: moneyText(amount),
      created_at: jakartaTime(atMs),
      reason,
      refund_key: key,
    })),
  };
}

export type Notification = ReturnType<typeof notificationObject>;

/** The body of a notification. Its signature covers neither the status nor anything else than these four texts. */
export function notificationObject(payment: Payment, serverKey: string) {
  const about = transactionObject(payment);
  // The notification of an expiry says 202 where the status says 407.
  const code = payment.status === "expire" ? "202" : statusCode(payment);
  return {
    ...about,
    status_code: code,
    status_message: "midtrans payment notification",
    signature_key: signature(about.order_id, code, about.gross_amount, serverKey),
  };
}

export function signature(orderId: string, code: string, grossAmount: string, serverKey: string): string {
  return createHash("sha512").update(`${orderId}${code}${grossAmount}${serverKey}`).digest("hex");
}

/** The answer to a question for the status. */
export function statusObject(payment: Payment, serverKey: string) {
  const about = transactionObject(payment);
  const code = statusCode(payment);
  return {
    ...about,
    status_code: code,
    status_message: "Success, transaction is found",
    signature_key: signature(about.order_id, code, about.gross_amount, serverKey),
  };
}
