import { describe, expect, it } from "vitest";
import { namedOrders, paidFor } from "./order.ts";

describe("orders that staff name", () => {
  it.each([
    ["ED001", [1]],
    ["ed1, ED002  3;#4", [1, 2, 3, 4]],
    ["ED 001 ed 2", [1, 2]],
    ["ED001,1, ed0001", [1]],
    ["ED1000", [1000]],
    ["", []],
    [" , ;", []],
  ])("are read, each once: %s", (text, numbers) => {
    expect(namedOrders(text).map(({ number }) => number)).toEqual(numbers);
  });

  it("that are none keep their text and stand among the others", () => {
    expect(namedOrders("ED002 pizza ED0 ED001")).toEqual([
      { code: "ED002", number: 2 },
      { code: "pizza", number: null },
      { code: "ED0", number: null },
      { code: "ED001", number: 1 },
    ]);
  });
});

describe("what a customer pays", () => {
  it("is the amount less the discount, and nothing is said where there is no amount", () => {
    expect(paidFor({ amount: 50_000, discount: 12_500 })).toBe(37_500);
    expect(paidFor({ amount: 50_000, discount: 50_000 })).toBe(0);
    expect(paidFor({ amount: null, discount: 0 })).toBeNull();
  });
});
