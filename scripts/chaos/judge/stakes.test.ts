import { describe, expect, it } from "vitest";
import { emptyHistory } from "../history.ts";
import { soundEvidence } from "./example.ts";
import { judgeStakes, type Storm } from "./stakes.ts";

const STORM: Storm = { seconds: 5, startedMs: 900, kills: { database: 1, worker: 1 }, forgotten: 3 };

const missing = (storm: Storm) => judgeStakes(soundEvidence(), storm).map(({ about }) => about);

describe("what is at stake in a run", () => {
  it("is enough on a day with kills, claims, imports and mail", () => {
    const evidence = soundEvidence();
    const press = evidence.history.imports[1]?.decisions[0];
    expect(press?.answer.kind).toBe("acknowledged");
    expect(judgeStakes(evidence, STORM)).toEqual([]);
  });

  it("is not enough with fewer kills than one in 20 s", () => {
    expect(missing({ ...STORM, kills: { database: 0, worker: 0 } })).toEqual([
      "kills of the database: 0, not 1",
      "kills of the Worker: 0, not 1",
    ]);
    expect(missing({ ...STORM, seconds: 60, kills: { database: 3, worker: 2 } })).toContain(
      "kills of the Worker: 2, not 3",
    );
  });

  it("is not enough when all was claimed before the first kill", () => {
    expect(missing({ ...STORM, startedMs: 10_000 })).toEqual([
      "claims acknowledged amid it: 0, not 1",
      "claims refused amid it: 0, not 1",
      "claims of unknown outcome: 0, not 1",
    ]);
  });

  it("is not enough when the queue went without a job in it", () => {
    expect(missing({ ...STORM, forgotten: 0 })).toEqual(["the queue had nothing to forget"]);
  });

  it("is nothing when nobody did anything", () => {
    const { books } = soundEvidence();
    const nothing = {
      books: { ...books, imports: [], transfers: [], tokens: [], cashback_payouts: [] },
      midtrans: { payments: [], letters: [] },
    };
    const evidence = { history: emptyHistory(), ...nothing };
    expect(judgeStakes(evidence, STORM).map(({ about }) => about)).toEqual([
      "claims acknowledged amid it: 0, not 1",
      "claims refused amid it: 0, not 1",
      "claims of unknown outcome: 0, not 1",
      "no balance was shown",
      "no import was acknowledged",
      "no import was done",
      "no mail was reported",
      "no order with a token was completed",
      "no order's end was told",
      "no cashback was paid",
      "no top-up was credited",
      "no money went back",
      "nothing was owed",
      "no notification was taken",
      "no notification was to come again",
      "no forgery was refused",
      "no money was taken out",
      "no press was answered",
    ]);
  });
});
