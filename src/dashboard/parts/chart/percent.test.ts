import { expect, it } from "vitest";
import { percentOf } from "./percent.ts";

it.each([
  [1, 3, "33 %"],
  [0, 3, "0 %"],
  [3, 3, "100 %"],
  [1, 100_000, "0.1 %"],
  [99_999, 100_000, "99.9 %"],
  [5, 0, "–"],
])("%d of %d is %s", (part, whole, written) => {
  expect(percentOf(part, whole, "en")).toBe(written);
});

it("has a comma in Indonesian", () => {
  expect(percentOf(1, 200, "id")).toBe("0,5 %");
});
