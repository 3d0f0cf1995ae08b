import * as z from "zod";

/** Midtrans' and Bank Indonesia's limits of a payment by QRIS. */
export const ORDER_ID_CHARS_MAX = 50;
export const AMOUNT_MAX = 10_000_000;
const EXPIRES_AFTER_MS = 15 * 60_000;

const UNITS_MS = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

const amountSchema = z
  .int("transaction_details.gross_amount is not a number without decimals")
  .positive("transaction_details.gross_amount must be greater than or equal to 1")
  .max(AMOUNT_MAX, `transaction_details.gross_amount must be less than or equal to ${AMOUNT_MAX}`);

const chargeSchema = z.object({
  payment_type: z.string("payment_type is required"),
  transaction_details: z.object({
    order_id: z
      .string("transaction_details.order_id is required")
      .min(1, "transaction_details.order_id is required")
      .max(ORDER_ID_CHARS_MAX, "transaction_details.order_id too long")
      .regex(/^[A-Za-z0-9\-_~.]*$/, "transaction_details.order_id contains invalid characters"),
    gross_amount: amountSchema,
  }),
  item_details: z.array(z.object({ price: z.int(), quantity: z.int() })).optional(),
  qris: z.object({ acquirer: z.enum(["gopay", "airpay shopee"]).default("gopay") }).optional(),
  custom_expiry: z
    .object({
      order_time: z.string().optional(),
      expiry_duration: z.int().positive(),
      unit: z.enum(["second", "minute", "hour", "day"]).default("minute"),
    })
    .optional(),
});

export type Charge = {
  readonly paymentType: string;
  readonly orderId: string;
  readonly amount: number;
  readonly acquirer: string;
  readonly expiresAtMs: number;
};

/** Reads a charge, or says what Midtrans finds wrong with it. */
export function readCharge(
  json: unknown,
  nowMs: number,
): { charge: Charge } | { problems: readonly string[] } {
  const read = chargeSchema.safeParse(json);
  if (!read.success) return { problems: read.error.issues.map(({ message }) => message) };
  const { payment_type, transaction_details: details, item_details: items, qris, custom_expiry } = read.data;
  if (items && items.reduce((sum, { price, quantity }) => sum + price * quantity, 0) !== details.gross_amount)
    return { problems: ["transaction_details.gross_amount is not equal to the sum of item_details"] };
  return {
    charge: {
      paymentType: payment_type,
      orderId: details.order_id,
      amount: details.gross_amount,
      acquirer: qris?.acquirer ?? "gopay",
      expiresAtMs: expiryOf(custom_expiry, nowMs),
    },
  };
}

function expiryOf(custom: z.infer<typeof chargeSchema>["custom_expiry"], nowMs: number): number {
  if (!custom) return nowMs + EXPIRES_AFTER_MS;
  const { order_time, expiry_duration, unit } = custom;
  const fromMs = order_time ? Date.parse(order_time.replace(" +", "+").replace(" ", "T")) : nowMs;
  return (Number.isNaN(fromMs) ? nowMs : fromMs) + expiry_duration * UNITS_MS[unit];
}
