import { expect, it } from "vitest";
import { orderCode, parseOrderCode } from "./orderCode.ts";

it("an order's code has three digits, and more when it needs them", () => {
  expect([1, 42, 999, 1_000, 123_456].map(orderCode)).toEqual([
    "ED001",
    "ED042",
    "ED999",
    "ED1000",
    "ED123456",
  ]);
});

it("an order's code is read as people type it", () => {
  for (const typed of ["ED042", "ed42", " #ED-042 ", "42", "0042"]) expect(parseOrderCode(typed)).toBe(42);
});

it("what names no order is refused", () => {
  for (const typed of ["", "ED", "ED0", "EX42", "4.2", "-", "ED1234567890"])
    expect(parseOrderCode(typed)).toBeNull();
});
