import { expect, it } from "vitest";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import { arrivalOf } from "./arrived.ts";

const settled: PaymentStatus = {
  orderId: "other-1",
  transactionId: "t",
  statusCode: "200",
  status: "settlement",
  fraud: "accept",
  amount: 25_000,
  currency: "IDR",
  refunded: null,
  expiresAtMs: null,
};
const arrival = (differing: Partial<PaymentStatus> = {}) =>
  arrivalOf({ kind: "found", status: { ...settled, ...differing } }, "IDR");

it.each<Partial<PaymentStatus>>([{}, { status: "capture" }, { fraud: null }, { currency: null }])(
  "money has arrived by a status of %o",
  (differing) => {
    expect(arrival(differing)).toMatchObject({ kind: "arrived", amount: 25_000 });
  },
);

it.each<[string, Partial<PaymentStatus>]>([
  ["payment_not_arrived", { status: "pending" }],
  ["payment_not_arrived", { status: "expire" }],
  ["payment_not_arrived", { status: "refund" }],
  ["payment_not_arrived", { status: "partial_refund" }],
  ["payment_not_arrived", { status: "chargeback" }],
  ["payment_not_arrived", { status: "a_new_word" }],
  ["payment_not_arrived", { statusCode: "201" }],
  ["payment_not_arrived", { fraud: "challenge" }],
  ["payment_not_arrived", { fraud: "deny" }],
  ["payment_other_currency", { currency: "USD" }],
  ["payment_amount_unknown", { amount: null }],
  ["payment_amount_unknown", { amount: 0 }],
])("it is refused as %s by a status of %o", (kind, differing) => {
  expect(arrival(differing)).toMatchObject({ kind: "refused", facts: { kind } });
});

it.each([
  [{ kind: "away" }, true],
  [{ kind: "refused", code: "401" }, true],
  [{ kind: "unknown" }, false],
] as const)("without a status nothing has arrived: %o", (outcome, isKnown) => {
  const facts = { kind: "payment_unconfirmed", isKnown };
  expect(arrivalOf(outcome, "IDR")).toEqual({ kind: "refused", facts });
});
