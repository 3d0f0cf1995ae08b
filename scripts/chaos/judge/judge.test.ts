import { describe, expect, it } from "vitest";
import { at } from "./doctor.ts";
import { AYU, soundEvidence } from "./example.ts";
import { judge } from "./judge.ts";

describe("the judge of a chaos run", () => {
  it("finds nothing against a sound day", () => {
    expect(judge(soundEvidence())).toEqual([]);
  });

  it("allows that a read shows a claim whose answer never came, and that it does not", () => {
    const evidence = soundEvidence();
    evidence.history.balances = [{ memberId: AYU, startedMs: 3_000, endedMs: 3_050, points: 400 }];
    expect(judge(evidence)).toEqual([]);
    at(evidence.history.balances, 0).points = 150;
    expect(judge(evidence)).toEqual([]);
  });

  it("allows that mail is kept from an address that bounced before", () => {
    const evidence = soundEvidence();
    Object.assign(at(at(evidence.history.imports, 0).orders, 2), { email: "b@example.com" });
    Object.assign(at(evidence.mailbox, 2), { to: "b@example.com" });
    Object.assign(at(evidence.books.mails, 2), { state: "held", reason: "bounced" });
    expect(judge(evidence)).toEqual([]);
  });

  it("allows that the reading of a file is given up when its upload was never answered", () => {
    const evidence = soundEvidence();
    Object.assign(at(evidence.books.outbox, 0), { id: "20.read", state: "failed" });
    Object.assign(at(evidence.history.imports, 1), { shown: false });
    expect(judge(evidence)).toEqual([]);
  });
});
