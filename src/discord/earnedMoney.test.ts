import { expect, it } from "vitest";
import { earnedMoney } from "./earnedMoney.ts";

it.each([
  [0, "Rp 0"],
  [0.005, "less than Rp 1"],
  [1.9999, "Rp 1"],
  [75, "Rp 75"],
  [-0.5, "Rp 0"],
  [-500.5, "-Rp 500"],
])("%s of the smallest unit is told as %s", (amount, text) => {
  expect(earnedMoney(amount, "IDR", "en").replaceAll("\u00a0", " ")).toBe(text);
});
