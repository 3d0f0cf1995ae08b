import { expect, test } from "vitest";
import { typedAmount, typedWhole } from "./typedNumber.ts";

test.each([
  ["0", 0],
  ["50000", 50_000],
  ["50.000", 50_000],
  [" 1,250,000 ", 1_250_000],
  ["1 250 000", 1_250_000],
  ["5.00", null],
  ["0.500", null],
  ["1.000,000", null],
  ["1.5", null],
  ["-3", null],
  ["", null],
  ["1e3", null],
  ["9".repeat(16), null],
])("the whole number %o is %o", (text, number) => {
  expect(typedWhole(text)).toBe(number);
});

test.each([
  ["IDR", "50000", 50_000],
  ["IDR", "50.000", 50_000],
  ["IDR", "Rp 1.250.000", 1_250_000],
  ["IDR", "50,000", 50_000],
  ["IDR", "10.5", 10.5],
  ["IDR", "1.23456", null],
  ["IDR", "-5", null],
  ["IDR", "", null],
  ["IDR", "ten", null],
  ["USD", "50.000", 50],
  ["USD", "10.25", 10.25],
  ["USD", "10,25", 10.25],
  ["USD", "1,234.50", 1_234.5],
])("in %s the amount %o is %o", (currency, text, amount) => {
  expect(typedAmount(text, currency)).toBe(amount);
});
