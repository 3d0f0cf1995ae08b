import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridOf, labelledAt } from "./scale.ts";

describe("a chart's grid", () => {
  it.each([
    [
      [0, 0],
      [0, 1],
    ],
    [
      [1, 3, 2],
      [0, 1, 2, 3],
    ],
    [
      [7, 38],
      [0, 10, 20, 30, 40],
    ],
    [[1_500], [0, 500, 1_000, 1_500]],
  ])("stands on round numbers: %j", (values, grid) => {
    expect(gridOf(values)).toEqual(grid);
  });

  it("begins at 0, reaches the highest value, and has few lines", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 2 ** 50 }), { minLength: 1 }), (values) => {
        const grid = gridOf(values);
        expect(grid[0]).toBe(0);
        expect(grid.at(-1)).toBeGreaterThanOrEqual(Math.max(...values));
        expect(grid.length).toBeLessThanOrEqual(6);
      }),
    );
  });
});

describe("the labels of an axis", () => {
  it("are all of a few, and of many the first, the last and some between", () => {
    expect(labelledAt(3, 5)).toEqual([0, 1, 2]);
    expect(labelledAt(30, 4)).toEqual([0, 10, 19, 29]);
    expect(labelledAt(0, 4)).toEqual([]);
  });
});
