import type { PaymentStatus, StatusOutcome } from "../../clients/midtrans/answers.ts";
import type { ProblemFacts } from "../problem.ts";
import { stepTo } from "./states.ts";

/** Money that Midtrans confirms, or why it cannot be given to anybody. */
export type Arrival =
  | { readonly kind: "arrived"; readonly status: PaymentStatus; readonly amount: number }
  | { readonly kind: "refused"; readonly facts: ProblemFacts };

const refused = (facts: ProblemFacts): Arrival => ({ kind: "refused", facts });

/** Whether money has arrived for certain, in the shop's currency, by what Midtrans says at this moment. */
export function arrivalOf(outcome: StatusOutcome, currency: string): Arrival {
  if (outcome.kind !== "found")
    return refused({ kind: "payment_unconfirmed", isKnown: outcome.kind !== "unknown" });
  const { status } = outcome;
  if (stepTo(status)?.state !== "paid")
    return refused({ kind: "payment_not_arrived", status: status.status });
  if (status.currency !== null && status.currency !== currency)
    return refused({ kind: "payment_other_currency", currency: status.currency });
  if (!status.amount) return refused({ kind: "payment_amount_unknown" });
  return { kind: "arrived", status, amount: status.amount };
}
