import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import type { Evidence } from "./evidence.ts";

const cashbackOf = ({ books }: Evidence) =>
  books.transfers.filter(({ kind }) => kind === "referral_cashback");

describe("the judge of cashback", () => {
  sees([
    ["an order that earned nothing", "order_not_earned_once", (e) => void e.books.earnings.shift()],
    [
      "an order that earned twice",
      "order_not_earned_once",
      (e) => void e.books.earnings.push({ ...at(e.books.earnings, 0) }),
    ],
    [
      "an order that earned before it was completed",
      "order_not_earned_once",
      (e) => void e.books.earnings.push({ ...at(e.books.earnings, 0), cause: "order:82" }),
    ],
    [
      "an order that earned from before the discount",
      "earning_not_its_order",
      (e) => void Object.assign(at(e.books.earnings, 0), { units: 50_000 }),
    ],
    [
      "an earning of no order",
      "earning_of_no_order",
      (e) => void e.books.earnings.push({ ...at(e.books.earnings, 0), cause: "order:99" }),
    ],
    [
      "a payout that was booked twice",
      "payout_not_its_transfer",
      (e) => void e.books.transfers.push({ ...at(cashbackOf(e), 0), seq: 901 }),
    ],
    [
      "a payout that was not booked",
      "payout_not_its_transfer",
      (e) => void e.books.transfers.splice(e.books.transfers.indexOf(at(cashbackOf(e), 0)), 1),
    ],
    [
      "cashback that no batch pays",
      "cashback_of_no_payout",
      (e) => void e.books.transfers.push({ ...at(cashbackOf(e), 0), cause: "cashback:BATCH-1:302" }),
    ],
    [
      "a payout of more than was earned",
      "payout_not_what_was_earned",
      (e) => void Object.assign(at(e.books.cashback_payouts, 0), { units: 55_000, amount: 5 }),
    ],
    ["a remainder that was lost", "payout_not_what_was_earned", (e) => void e.books.earnings.pop()],
    [
      "earnings that a payout took and did not pay",
      "payout_not_what_was_earned",
      (e) => void Object.assign(at(e.books.cashback_payouts, 0), { state: "changed" }),
    ],
    [
      "earnings that were marked paid without a payout",
      "earnings_paid_to_nobody",
      (e) => void e.books.cashback_payouts.pop(),
    ],
  ]);
});
