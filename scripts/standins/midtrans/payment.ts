import * as z from "zod";

/** What `transaction_status` can say of a payment by QRIS; `capture` and `failure` are for tests of who reads it. */
export const STATUSES = [
  "pending",
  "settlement",
  "capture",
  "deny",
  "cancel",
  "expire",
  "failure",
  "refund",
  "partial_refund",
  "chargeback",
  "partial_chargeback",
] as const;

const takenBackSchema = z.object({
  amount: z.int(),
  key: z.string(),
  reason: z.string(),
  atMs: z.int(),
});

export const paymentSchema = z.object({
  transactionId: z.string(),
  orderId: z.string(),
  /** Whole rupiah. */
  amount: z.int(),
  acquirer: z.string(),
  status: z.enum(STATUSES),
  /** Null: the field is left out. */
  fraudStatus: z.enum(["accept", "challenge", "deny"]).nullable(),
  chargedAtMs: z.int(),
  expiresAtMs: z.int(),
  settledAtMs: z.int().nullable(),
  /** Refunds and chargebacks. */
  takenBack: z.array(takenBackSchema),
  /** Where its notifications go. */
  notifyUrls: z.array(z.string()),
  qrString: z.string(),
});

export type Status = (typeof STATUSES)[number];
export type Payment = Readonly<z.infer<typeof paymentSchema>>;

/** An order id may be used again after these. */
export function isOver({ status }: Payment): boolean {
  return ["cancel", "expire", "deny", "failure"].includes(status);
}

/** Paid, and not all of it taken back. */
export function holdsMoney({ status }: Payment): boolean {
  return ["settlement", "partial_refund", "partial_chargeback"].includes(status);
}

export function takenBackTotal({ takenBack }: Payment): number {
  return takenBack.reduce((sum, { amount }) => sum + amount, 0);
}

/** The payment as it was when it had this status: an older notification tells no more than was known. */
export function asOf(payment: Payment, status: Status): Payment {
  const unpaid = ["pending", "expire", "cancel", "deny", "failure"].includes(status);
  const whole = unpaid || status === "settlement" || status === "capture";
  return {
    ...payment,
    status,
    settledAtMs: unpaid ? null : (payment.settledAtMs ?? payment.chargedAtMs),
    takenBack: whole ? [] : payment.takenBack,
  };
}
