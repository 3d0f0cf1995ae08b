import { expect, it } from "vitest";
import type { Evidence } from "./evidence.ts";
import { soundEvidence } from "./example.ts";
import { judge } from "./judge.ts";

/** The element, for a doctor that knows it is there. */
export function at<T>(list: readonly T[], index: number): T {
  const item = list.at(index);
  if (item === undefined) throw new Error(`the example has no element ${index}`);
  return item;
}

export type Doctored = readonly [what: string, rule: string, doctor: (evidence: Evidence) => void];

/** Tests that the judge sees each of the things that a doctor did to a sound day. */
export function sees(doctored: readonly Doctored[]): void {
  it.each(doctored)("sees %s: %s", (_, rule, doctor) => {
    const evidence = soundEvidence();
    doctor(evidence);
    expect(judge(evidence).map((violation) => violation.rule)).toContain(rule);
  });
}
