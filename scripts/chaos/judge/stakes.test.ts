import { describe, expect, it } from "vitest";
import { emptyHistory } from "../history.ts";
import { soundEvidence } from "./example.ts";
import { judgeStakes } from "./stakes.ts";

describe("what is at stake in a run", () => {
  it("is enough on a day with kills, claims, imports and mail", () => {
    expect(judgeStakes(soundEvidence(), { database: 1, worker: 1 })).toEqual([]);
  });

  it("is not enough without kills", () => {
    expect(judgeStakes(soundEvidence(), { database: 0, worker: 0 })).toHaveLength(2);
  });

  it("is nothing when nobody did anything", () => {
    const { books } = soundEvidence();
    const evidence = { history: emptyHistory(), books: { ...books, imports: [] } };
    expect(judgeStakes(evidence, { database: 1, worker: 1 }).map(({ about }) => about)).toEqual([
      "no claim was acknowledged",
      "no balance was shown",
      "no import was done",
      "no mail was reported",
    ]);
  });
});
