import { describe, expect, it } from "vitest";
import { interleaved, median, summary } from "./pairs.ts";

describe("the median", () => {
  it("is the middle value, whatever the order", () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 9, 2])).toBe(3);
  });

  it("of nothing is an error", () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe("pairs", () => {
  it("are compared one by one: a slow minute that met both changes no ratio", () => {
    const pairs = [
      { ours: 90, theirs: 100 },
      { ours: 9, theirs: 10 },
      { ours: 900, theirs: 1_000 },
    ];
    expect(summary(pairs)).toEqual({ ours: 90, theirs: 100, ratio: 0.9 });
  });

  it("take turns in going first", async () => {
    const order: string[] = [];
    const note = (name: string) => async () => order.push(name);
    const pairs = await interleaved(2, note("ours"), note("theirs"));
    expect(order).toEqual(["ours", "theirs", "theirs", "ours"]);
    expect(pairs).toEqual([
      { ours: 1, theirs: 2 },
      { ours: 4, theirs: 3 },
    ]);
  });
});
