import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import type { Evidence } from "./evidence.ts";
import { AYU, DIMAS } from "./example.ts";

function attempt(evidence: Evidence, request: number) {
  return at(at(evidence.history.claims, request).attempts, 0);
}

function book(evidence: Evidence, memberId: string, claimId: string, points: number) {
  const { accounts, transfers } = evidence.books;
  for (const account of accounts) {
    if (account.owner === `member:${memberId}`) account.balance += points;
    if (account.owner === "system:claims") account.balance -= points;
  }
  transfers.push({
    ...at(transfers, -1),
    seq: transfers.length + 1,
    credit: `member:${memberId}/points`,
    amount: points,
    cause: `claim:${claimId}`,
    debit_balance: at(accounts, 0).balance,
    credit_balance: accounts.find(({ owner }) => owner === `member:${memberId}`)?.balance ?? 0,
  });
}

describe("the judge of claims", () => {
  sees([
    [
      "an acknowledged claim that the books do not have",
      "acknowledged_not_booked",
      (e) =>
        void Object.assign(at(e.books.claims, 0), {
          state: "pending",
          claimed_by: null,
          claimed_interaction: null,
        }),
    ],
    [
      "one code acknowledged to two members",
      "acknowledged_not_booked",
      (e) => {
        attempt(e, 1).answer = { kind: "acknowledged", points: 100, balance: 100, orderId: "KS-1" };
      },
    ],
    [
      "an acknowledgement with another amount",
      "acknowledged_other_amount",
      (e) => {
        attempt(e, 0).answer = { kind: "acknowledged", points: 90, balance: 100, orderId: "KS-1" };
      },
    ],
    [
      "an acknowledgement with another order",
      "acknowledged_other_amount",
      (e) => {
        attempt(e, 0).answer = { kind: "acknowledged", points: 100, balance: 100, orderId: "KS-2" };
      },
    ],
    [
      "a repeat that was told another balance",
      "acknowledged_differently",
      (e) =>
        void at(e.history.claims, 0).attempts.push({
          startedMs: 1_200,
          endedMs: 1_300,
          answer: { kind: "acknowledged", points: 100, balance: 400, orderId: "KS-1" },
        }),
    ],
    [
      "the same request acknowledged and refused",
      "acknowledged_and_refused",
      (e) =>
        void at(e.history.claims, 0).attempts.push({
          startedMs: 1_200,
          endedMs: 1_300,
          answer: { kind: "refused", why: "too_many_wrong_codes" },
        }),
    ],
    [
      "a refused claim that was booked",
      "refused_but_booked",
      (e) => {
        attempt(e, 2).answer = { kind: "refused", why: "too_many_wrong_codes" };
      },
    ],
    [
      "a request that was booked and then told that it is used",
      "refused_but_booked",
      (e) =>
        void at(e.history.claims, 2).attempts.push({
          startedMs: 5_100,
          endedMs: 5_200,
          answer: { kind: "refused", why: "code_used_by_you" },
        }),
    ],
    [
      "a code called taken before anybody asked for it",
      "refused_too_early",
      (e) => void Object.assign(attempt(e, 1), { startedMs: 900, endedMs: 950 }),
    ],
    [
      "a code called unknown that nobody has",
      "refused_wrongly",
      (e) => void Object.assign(at(e.history.claims, 1), { code: "CODE-3" }),
    ],
    [
      "a code called used by somebody who has not used it",
      "refused_wrongly",
      (e) => {
        attempt(e, 1).answer = { kind: "refused", why: "code_used_by_you" };
      },
    ],
    [
      "a good code called mistyped",
      "refused_wrongly",
      (e) => {
        attempt(e, 1).answer = { kind: "refused", why: "code_mistyped" };
      },
    ],
    [
      "a claim taken by a member who never asked for it",
      "claimed_unasked",
      (e) => void Object.assign(at(e.books.claims, 1), { claimed_by: DIMAS }),
    ],
    [
      "a claim taken by a request for another code",
      "claimed_unasked",
      (e) => void Object.assign(at(e.history.claims, 2), { code: "CODE-3" }),
    ],
    ["a claim booked twice under one cause", "cause_booked_twice", (e) => book(e, AYU, "10.2", 100)],
    ["a claim booked twice under two causes", "points_from_nowhere", (e) => book(e, AYU, "10.2:31", 100)],
    ["a claim that is claimed and not booked", "claim_booked_not_once", (e) => void e.books.transfers.pop()],
    [
      "a claim booked for another member",
      "claim_booked_wrongly",
      (e) => void Object.assign(at(e.books.transfers, 0), { credit: `member:${DIMAS}/points` }),
    ],
    ["points without a claim", "points_from_nowhere", (e) => book(e, DIMAS, "10.4", 70)],
    [
      "a claim worth more than its order",
      "claim_not_of_an_order",
      (e) => void Object.assign(at(e.books.claims, 2), { points: 71 }),
    ],
  ]);
});
