import { describe, expect, it } from "vitest";
import { Problem } from "../problem.ts";
import { productFacts } from "./productForm.ts";

describe("what staff say of a product", () => {
  it("is kept in one line without blanks around it, and only as much as was said", () => {
    expect(productFacts({ sku: " Gift-10 ", name: " Gift\n card ", description: "a\tb" })).toEqual({
      sku: "gift-10",
      name: "Gift card",
      description: "a b",
    });
    expect(productFacts({})).toEqual({});
  });

  it("a description of - is none, and a threshold of 0 is none", () => {
    expect(productFacts({ description: "-", lowStock: 0 })).toEqual({ description: null, lowStock: null });
    expect(productFacts({ lowStock: 1 })).toEqual({ lowStock: 1 });
  });

  it.each(["", "gift card", "gift_card", "kopi☕", "a".repeat(33)])("refuses the sku %j", (sku) => {
    expect(() => productFacts({ sku })).toThrow(Problem);
  });

  it("refuses a name of blanks", () => {
    expect(() => productFacts({ name: " \n " })).toThrow(Problem);
  });
});
