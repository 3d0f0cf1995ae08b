import { describe } from "vitest";
import { at, sees } from "./doctor.ts";
import type { Evidence } from "./evidence.ts";
import { DIMAS } from "./example.ts";

const doTransfer = (fields: object) => (e: Evidence) =>
  void Object.assign(e.books.transfers.find(({ cause }) => cause.startsWith("api:")) ?? {}, fields);
const doMove = (index: number, fields: object) => (e: Evidence) =>
  void Object.assign(at(e.history.moves, index), fields);

describe("the judge of what another program moves", () => {
  sees([
    [
      "a debit that was answered and is not booked",
      "moved_not_booked",
      (e) => {
        e.books.transfers = e.books.transfers.filter(({ cause }) => !cause.startsWith("api:"));
      },
    ],
    [
      "a debit that was booked for a repeat again",
      "move_booked_twice",
      (e) =>
        void e.books.transfers.push(...e.books.transfers.filter(({ cause }) => cause.startsWith("api:"))),
    ],
    [
      "a debit that was refused and is booked",
      "refused_but_moved",
      doMove(0, { answers: [{ kind: "refused" }] }),
    ],
    [
      "a repeat that was told another entry",
      "move_answered_wrongly",
      doMove(0, { answers: [{ kind: "moved", entry: 11, balance: 5_001 }] }),
    ],
    ["a debit of another amount", "move_booked_wrongly", doTransfer({ amount: 45_002 })],
    ["a debit from another's wallet", "move_booked_wrongly", doMove(0, { memberId: DIMAS })],
    ["a debit that nobody asked for", "move_unasked", (e) => void e.history.moves.shift()],
  ]);
});
