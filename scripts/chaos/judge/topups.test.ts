import { describe, expect, it } from "vitest";
import { at, sees } from "./doctor.ts";
import type { Evidence } from "./evidence.ts";
import { AYU, DIMAS, soundEvidence } from "./example.ts";
import { judge } from "./judge.ts";

const topup = (e: Evidence, index: number) => at(e.books.topups, index);
const payment = (e: Evidence, index: number) => at(e.midtrans.payments, index);
const doPayment = (index: number, fields: object) => (e: Evidence) =>
  void Object.assign(payment(e, index), fields);
const doTransfer = (cause: string, fields: object) => (e: Evidence) =>
  void Object.assign(e.books.transfers.find((transfer) => transfer.cause === cause) ?? {}, fields);
const without = (cause: string) => (e: Evidence) => {
  e.books.transfers = e.books.transfers.filter((transfer) => transfer.cause !== cause);
};
/** The member cancelled the third top-up, and then somebody paid who may be a fraud. */
function doubted(e: Evidence): void {
  topup(e, 2).state = "cancelled";
  doPayment(2, { status: "capture", fraudStatus: "challenge", settledAtMs: 5_000 })(e);
}

describe("the judge of top-ups", () => {
  it("takes it that doubted money opens no cancelled top-up again", () => {
    const evidence = soundEvidence();
    doubted(evidence);
    expect(judge(evidence)).toEqual([]);
  });

  sees([
    ["money that Midtrans has and the member has not", "topup_not_credited", without("topup:tu-71")],
    [
      "a payment credited twice",
      "topup_credited_twice",
      (e) => void e.books.transfers.push(...e.books.transfers.filter(({ cause }) => cause === "topup:tu-71")),
    ],
    [
      "a payment credited though nobody paid",
      "topup_credited_unpaid",
      doPayment(0, { status: "expire", settledAtMs: null }),
    ],
    [
      "a payment credited that may be a fraud",
      "topup_credited_unpaid",
      doPayment(0, { fraudStatus: "deny" }),
    ],
    ["a payment credited in another amount", "topup_credited_unpaid", doPayment(0, { amount: 40_002 })],
    [
      "a credit to another member",
      "topup_credited_wrongly",
      doTransfer("topup:tu-71", { credit: `member:${DIMAS}/money` }),
    ],
    ["a refund that took too little", "topup_back_differs", without("topup:tu-72:owed:20002")],
    [
      "a refund that the shop does not know of",
      "topup_back_differs",
      doPayment(0, { status: "refund", takenBack: [{ amount: 20_001, key: "2", reason: "", atMs: 1 }] }),
    ],
    ["a payment made before its row", "payment_without_topup", (e) => void e.books.topups.pop()],
    ["a top-up that nobody asked for", "topup_unasked", (e) => void e.history.topups.splice(2, 1)],
    [
      "a top-up of another member",
      "topup_unasked",
      (e) => void Object.assign(at(e.history.topups, 2), { memberId: DIMAS }),
    ],
    [
      "a top-up made and refused",
      "refused_but_topped_up",
      (e) => void Object.assign(at(e.history.topups, 2), { refused: true }),
    ],
    [
      "a top-up that still waits",
      "topup_state_differs",
      (e) => void Object.assign(topup(e, 0), { state: "pending" }),
    ],
    [
      "a top-up cancelled here alone",
      "topup_state_differs",
      (e) => void Object.assign(topup(e, 2), { state: "cancelled" }),
    ],
    [
      "a top-up that nobody cancelled and that is cancelled when doubted money comes",
      "topup_state_differs",
      (e) => {
        doubted(e);
        e.history.topupPresses = [];
      },
    ],
    [
      "a cancelled top-up whose money came after all",
      "topup_state_differs",
      (e) => {
        doubted(e);
        doPayment(2, { fraudStatus: "accept" })(e);
      },
    ],
    [
      "a refund that was forgotten in the row",
      "topup_refunded_differs",
      (e) => void Object.assign(topup(e, 1), { refunded: 0 }),
    ],
    [
      "money that no payment explains",
      "money_from_nowhere",
      doTransfer("topup:tu-71:debt", { cause: "gift" }),
    ],
    [
      "a debt paid from another's wallet",
      "money_from_nowhere",
      doTransfer("topup:tu-71:debt", { debit: `member:${DIMAS}/money` }),
    ],
    [
      "a stranger's payment that staff cannot see",
      "unmatched_missing",
      (e) => void e.books.unmatched_payments.pop(),
    ],
    ["money of another amount that staff cannot see", "unmatched_missing", doPayment(0, { amount: 40_002 })],
    [
      "a member's payment on the staff's desk",
      "unmatched_unfounded",
      (e) =>
        void e.books.unmatched_payments.push({ order_id: "tu-71", why: "amount_differs", amount: 20_001 }),
    ],
    [
      "a sum that is not Midtrans'",
      "money_not_midtrans",
      doPayment(2, { settledAtMs: 1, status: "settlement" }),
    ],
    [
      "a debt beside money",
      "debt_beside_money",
      (e) => void Object.assign(at(e.books.accounts, -1), { balance: -1 }),
    ],
    [
      "a wallet below zero",
      "balance_negative",
      (e) =>
        void Object.assign(e.books.accounts.find(({ id }) => id === `member:${AYU}/money`) ?? {}, {
          balance: -1,
        }),
    ],
  ]);
});
