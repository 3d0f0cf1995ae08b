import { expect, it } from "vitest";
import { timeAtMs, wholeAmount } from "./values.ts";

it.each([
  ["10000.00", 10_000],
  ["10000", 10_000],
  ["10000.0", 10_000],
  ["0.00", 0],
])("the amount %s is %i rupiah", (text, amount) => {
  expect(wholeAmount(text)).toBe(amount);
});

it.each(["10000.50", "10,000", "-1.00", "1e4", "", " 10000", "10000.", "9999999999999999"])(
  "%j is no amount of rupiah",
  (text) => {
    expect(wholeAmount(text)).toBeNull();
  },
);

it("a time is one of GMT+7", () => {
  expect(timeAtMs("2026-11-21 12:13:47")).toBe(Date.parse("2026-11-21T05:13:47Z"));
});

it.each(["", "2026-11-21", "2026-13-41 12:13:47", "21/11/2026 12:13"])("%j is no time", (text) => {
  expect(timeAtMs(text)).toBeNull();
});
