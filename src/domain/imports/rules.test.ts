import { describe, expect, it } from "vitest";
import { ONE } from "../../lib/decimal.ts";
import { Problem } from "../problem.ts";
import { FILTER_CHARS_MAX, type ImportOptions } from "./options.ts";
import { POINTS_PER_ROW_MAX } from "./points.ts";
import { importRules, productWords } from "./rules.ts";

const shop = { currency: "IDR", timeZone: "Asia/Jakarta" };

function refusedOption(options: ImportOptions) {
  try {
    return importRules(options, shop);
  } catch (error) {
    return error instanceof Problem ? error.facts : error;
  }
}

describe("the rules of an import", () => {
  it("without options: a point a unit, every product, every day", () => {
    const rules = { points: null, multiplier: ONE, product: null, from: null, to: null };
    expect(importRules({}, shop)).toEqual({ ...rules, ...shop });
  });

  it("are those of the options", () => {
    const options = {
      points: 50,
      multiplier: "1.5",
      product: " Sticker  pack",
      from: "2026-11-01",
      to: "2026-11-01",
    };
    expect(importRules(options, shop)).toMatchObject({
      points: 50,
      multiplier: { digits: 15n, decimals: 1 },
      product: "sticker pack",
      from: "2026-11-01",
      to: "2026-11-01",
    });
  });

  it.each([
    [{ points: 0 }, "points", "points"],
    [{ points: 1.5 }, "points", "points"],
    [{ points: POINTS_PER_ROW_MAX + 1 }, "points", "points"],
    [{ multiplier: "a lot" }, "multiplier", "multiplier"],
    [{ from: "21/11/2026" }, "from", "date"],
    [{ to: "2026-02-30" }, "to", "date"],
    [{ from: "2026-11-02", to: "2026-11-01" }, "to", "date_order"],
    [{ product: " ,- " }, "product", "short_text"],
    [{ product: "x".repeat(FILTER_CHARS_MAX + 1) }, "product", "short_text"],
  ])("are refused with the name of the option: %j", (options, option, expected) => {
    expect(refusedOption(options)).toEqual({ kind: "option_invalid", option, expected });
  });
});

describe("the words of a product", () => {
  it("are the same in any case, width and punctuation", () => {
    expect(productWords("Ｓticker-Pack,  BLUE|2")).toBe("sticker pack blue 2");
  });
});
