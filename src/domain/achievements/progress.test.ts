import { describe, expect, it } from "vitest";
import { progressOf } from "./progress.ts";

const member = { earned: 450, balance: 120 };
const of = (rule: Parameters<typeof progressOf>[0]["rule"], threshold = 0, taken = 0) =>
  progressOf({ rule, threshold, taken }, member);

describe("the progress of an open achievement", () => {
  it("is what was earned or is held of its threshold, and never more than that", () => {
    expect(of("earned_total", 500)).toEqual({ kind: "points", have: 450, need: 500 });
    expect(of("earned_total", 100)).toEqual({ kind: "points", have: 100, need: 100 });
    expect(of("balance", 2_000)).toEqual({ kind: "points", have: 120, need: 2_000 });
  });

  it("is how many places are left, and nothing when none is", () => {
    expect(of("early_adopter", 10, 7)).toEqual({ kind: "places", left: 3 });
    expect(of("early_adopter", 10, 10)).toBeNull();
  });

  it("is no number where something is done once, or staff award it", () => {
    for (const rule of ["first_points", "first_claim", "first_purchase"] as const) {
      expect(of(rule)).toEqual({ kind: "deed" });
    }
    expect(of("manual")).toEqual({ kind: "hand" });
  });
});
