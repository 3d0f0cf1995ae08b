import * as z from "zod";
import { newestWithin } from "../newest.ts";
import { type Payment, paymentSchema } from "./payment.ts";

/** The newest payments that a restart brings back. Sizes count characters. */
export const PAYMENTS_SAVED = { countMax: 2_000, sizeMax: 4_000_000 };

/** The payments as they are kept in a file. */
export const savedPaymentsSchema = z.object({ payments: z.array(paymentSchema) });

export type SavedPayments = z.infer<typeof savedPaymentsSchema>;

/** The newest of these payments, oldest first, as they are kept. */
export function takePayments(all: readonly Payment[]): SavedPayments {
  return { payments: newestWithin(all, PAYMENTS_SAVED, (payment) => JSON.stringify(payment).length) };
}
