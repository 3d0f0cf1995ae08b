import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import type { Evidence } from "./evidence.ts";
import { AYU } from "./example.ts";

function attempt(evidence: Evidence, request: number) {
  return at(at(evidence.history.claims, request).attempts, 0);
}

describe("the judge of balances", () => {
  sees([
    [
      "a balance without a claim acknowledged before",
      "balance_misses_a_claim",
      (e) => void Object.assign(at(e.history.balances, 0), { points: 0 }),
    ],
    [
      "a balance with points that no claim explains",
      "balance_unexplained",
      (e) => void Object.assign(at(e.history.balances, 0), { points: 151 }),
    ],
    [
      "a balance with a claim that was asked for only later",
      "balance_unexplained",
      (e) => void Object.assign(at(e.history.balances, 0), { points: 400 }),
    ],
    [
      "an acknowledgement that tells a balance without itself",
      "balance_misses_a_claim",
      (e) => {
        attempt(e, 0).answer = { kind: "acknowledged", points: 100, balance: 0, orderId: "KS-1" };
      },
    ],
    [
      "a balance that fell",
      "balance_fell",
      (e) => void e.history.balances.push({ memberId: AYU, startedMs: 7_000, endedMs: 7_010, points: 150 }),
    ],
    [
      "a balance below what an acknowledgement told before",
      "balance_fell",
      (e) => {
        attempt(e, 0).answer = { kind: "acknowledged", points: 100, balance: 400, orderId: "KS-1" };
        at(e.history.claims, 2).attempts.unshift({ ...attempt(e, 2), startedMs: 1_000 });
      },
    ],
    [
      "a member who in the end is shown something else than the books say",
      "balance_not_as_booked",
      (e) => void Object.assign(at(e.history.finalBalances, 0), { points: 100 }),
    ],
    [
      "a member who in the end is shown nothing",
      "balance_not_as_booked",
      (e) => void e.history.finalBalances.pop(),
    ],
    [
      "a member with more than was acknowledged or may have been done",
      "balance_not_from_answers",
      (e) => void Object.assign(at(e.books.accounts, 2), { balance: 100 }),
    ],
    [
      "a member with less than was acknowledged",
      "balance_not_from_answers",
      (e) => void Object.assign(at(e.books.accounts, 1), { balance: 0 }),
    ],
  ]);
});
