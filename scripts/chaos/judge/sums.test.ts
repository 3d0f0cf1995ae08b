import { describe, expect, it } from "vitest";
import { isSumOf } from "./sums.ts";

describe("whether some of the amounts make up the whole", () => {
  it.each([
    [0, [], true],
    [0, [5], true],
    [5, [], false],
    [5, [5], true],
    [10, [5], false],
    [12, [5, 7, 9], true],
    [13, [5, 7, 9], false],
    [-1, [5], false],
  ])("%i of %j: %s", (whole, amounts, expected) => {
    expect(isSumOf(whole, amounts)).toBe(expected);
  });
});
