import { describe, expect, it } from "vitest";
import { at, sees } from "./doctor.ts";
import { AYU, soundEvidence } from "./example.ts";
import { judge } from "./judge.ts";

describe("the judge of what members are told of money", () => {
  sees([
    [
      "money called arrived that is not booked",
      "told_arrived_uncredited",
      (e) => void Object.assign(at(e.history.topupsTold, 1), { topupId: "tu-73" }),
    ],
    [
      "another amount called arrived",
      "told_arrived_uncredited",
      (e) => void Object.assign(at(e.history.topupsTold, 1), { amount: 1 }),
    ],
    [
      "money called given back that was not",
      "told_returned_wrongly",
      (e) => void Object.assign(at(e.history.topupsTold, 2), { amount: 50_002 }),
    ],
    [
      "a code for a payment that nobody wrote down",
      "told_of_no_topup",
      (e) => void Object.assign(at(e.history.topupsTold, 0), { topupId: "tu-99" }),
    ],
    [
      "a press told less than was shown before",
      "told_backwards",
      (e) => void Object.assign(at(e.history.topupPresses, 0), { answer: { kind: "told", word: "ended" } }),
    ],
    [
      "a press told to wait for money that Midtrans has",
      "told_waiting_after_it_arrived",
      (e) => void Object.assign(at(e.history.topupPresses, 0), { answer: { kind: "told", word: "waiting" } }),
    ],
    [
      "a press on one's own payment that is refused",
      "press_refused",
      (e) =>
        void Object.assign(at(e.history.topupPresses, 0), {
          answer: { kind: "refused", why: "topup_unknown" },
        }),
    ],
    [
      "a second message that money arrived",
      "notice_arrived_not_once",
      (e) => void e.history.moneyNotices.push(at(e.history.moneyNotices, 0)),
    ],
    [
      "a message that money arrived which did not",
      "notice_arrived_not_once",
      (e) =>
        void e.history.moneyNotices.push({ messageId: "98", memberId: AYU, word: "arrived", amount: 30_003 }),
    ],
    ["money that nobody told of", "notice_arrived_missing", (e) => void e.history.moneyNotices.splice(0, 1)],
    [
      "a message of a payment that is nobody's",
      "notice_of_no_topup",
      (e) => void Object.assign(at(e.history.moneyNotices, 0), { amount: 20_009 }),
    ],
    [
      "a message that names another amount",
      "notice_wrong",
      (e) => void Object.assign(at(e.history.moneyNotices, 0), { amount: 30_001 }),
    ],
    [
      "a second message that money went back",
      "notice_returned_not_once",
      (e) => void e.history.moneyNotices.push(at(e.history.moneyNotices, 2)),
    ],
    [
      "money that went back and nobody told of it",
      "notice_returned_missing",
      (e) => void e.history.moneyNotices.pop(),
    ],
  ]);

  it("allows that nobody told of money that went back at once that it had arrived", () => {
    const evidence = soundEvidence();
    evidence.history.moneyNotices.splice(1, 1);
    expect(judge(evidence)).toEqual([]);
  });
});
