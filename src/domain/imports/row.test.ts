import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "../../lib/decimal.ts";
import type { ImportOptions } from "./options.ts";
import { decideRow, ORDER_ID_CHARS_MAX, PRODUCT_CHARS_MAX, rowFaults } from "./row.ts";
import { importRules } from "./rules.ts";

const columns = { email: 0, amount: 1, order: 2, date: null, products: [3] };
const withDate = { ...columns, date: 4 };

function decide(cells: string[], options: ImportOptions = {}, { overlong = false, currency = "IDR" } = {}) {
  const dated = options.from !== undefined || options.to !== undefined;
  const rules = importRules(options, { currency, timeZone: "Asia/Jakarta" });
  return decideRow({ line: 2, cells, overlong }, dated ? withDate : columns, rules);
}

const refused = (reason: string) => ({ kind: "refused", reason });
const filtered = { kind: "filtered" };

describe("a row", () => {
  it("becomes points for its address and order", () => {
    expect(decide([" Budi@Example.com", "Rp 29.990", " A-1 ", "Mug"])).toEqual({
      kind: "accepted",
      email: "budi@example.com",
      orderId: "A-1",
      points: 29_990,
      product: "Mug",
      amount: { text: "Rp 29.990", read: decimal("29990") },
    });
  });

  it.each([
    [["Total", "1.095.544", "", ""], "bad_email"],
    [["", "1.095.544", "", ""], "no_email"],
    [[" \u00a0", "5", "", ""], "no_email"],
    [["a@example.com; b@example.com", "5", "", ""], "bad_email"],
    [["a@example.com", "", "", ""], "amount_blank"],
    [["a@example.com", "-", "", ""], "amount_blank"],
    [["a@example.com", "-5", "", ""], "amount_negative"],
    [["a@example.com", "free", "", ""], "amount_unreadable"],
    [["a@example.com", "9".repeat(20), "", ""], "amount_too_large"],
    [["a@example.com", "0", "", ""], "zero_points"],
    [["a@example.com", "0,99", "", ""], "zero_points"],
    [["a@example.com", "1000001", "", ""], "points_over_max"],
    [["a@example.com", "5", "x".repeat(ORDER_ID_CHARS_MAX + 1), ""], "order_id_too_long"],
  ])("%j is refused: %s", (cells, reason) => expect(decide(cells)).toEqual(refused(reason)));

  it("with cells beyond the header is refused: an amount may have fallen apart at its comma", () => {
    expect(decide(["a@example.com", "1", "234", ""], {}, { overlong: true })).toEqual(
      refused("too_many_cells"),
    );
  });

  it("has the multiplier applied before the fraction is dropped", () => {
    expect(decide(["a@example.com", "29.99", "", ""], { multiplier: "10" })).toMatchObject({ points: 299 });
    expect(decide(["a@example.com", "0.5", "", ""], { multiplier: "1.5" })).toEqual(refused("zero_points"));
  });

  it("has fixed points whatever its amount says, and tells the amount where it can be read", () => {
    expect(decide(["a@example.com", "-", "", ""], { points: 50 })).toMatchObject({
      points: 50,
      amount: null,
    });
    expect(decide(["a@example.com", "$5", "", ""], { points: 50 })).toMatchObject({ amount: { text: "$5" } });
  });

  it("has no order id where its cell is blank, and never one with a line break", () => {
    expect(decide(["a@example.com", "5", "  ", ""])).toMatchObject({ orderId: null });
    expect(decide(["a@example.com", "5", "A-1\r\nBcc: x\u0000", ""])).toMatchObject({
      orderId: "A-1 Bcc: x",
    });
  });

  it("keeps no more of a product's name than is shown", () => {
    expect(decide(["a@example.com", "5", "", "x".repeat(500)])).toMatchObject({
      product: "x".repeat(PRODUCT_CHARS_MAX),
    });
    expect(decide(["a@example.com", "5", "", " "])).toMatchObject({ product: null });
  });

  it("passes the product filter by whole words, in any case", () => {
    const product = (name: string) => decide(["a@example.com", "5", "", name], { product: "sticker pack" });
    expect(product("2 x Sticker Pack – blue")).toMatchObject({
      kind: "accepted",
      product: "2 x Sticker Pack – blue",
    });
    for (const name of ["Stickers", "Pack sticker", "Sticker packs", ""])
      expect(product(name)).toEqual(filtered);
  });

  it("passes the product filter by any product column", () => {
    const rules = importRules({ product: "mug" }, { currency: "IDR", timeZone: "Asia/Jakarta" });
    const row = { line: 2, cells: ["a@example.com", "5", "", "Set", "Mug"], overlong: false };
    expect(decideRow(row, { ...columns, products: [3, 4] }, rules)).toMatchObject({ product: "Mug" });
  });

  it.each([
    ["2026-11-01", "accepted"],
    ["2026-11-30 23:59", "accepted"],
    ["2026-11-30T18:00:00Z", "filtered"],
    ["2026-10-31T18:00:00Z", "accepted"],
    ["2026-10-31", "filtered"],
    ["21/11/2026", "accepted"],
    ["11/21/2026", "accepted"],
    ["03/04/2026", "filtered"],
    ["05/11/2026", "refused"],
    ["", "refused"],
    ["soon", "refused"],
  ])("dated %j, for the days of November, is %s", (date, kind) => {
    const options = { from: "2026-11-01", to: "2026-11-30" };
    expect(decide(["a@example.com", "5", "", "", date], options)).toMatchObject({ kind });
  });

  it("tells a date that two readings put in and out of the days from one that is none", () => {
    expect(decide(["a@example.com", "5", "", "", "05/11/2026"], { from: "2026-11-01" })).toEqual(
      refused("ambiguous_date"),
    );
    expect(decide(["a@example.com", "5", "", "", "?"], { to: "2026-11-01" })).toEqual(refused("bad_date"));
  });

  it("without an address is refused, not filtered: a totals row is never lost silently", () => {
    expect(decide(["Total", "99", "", ""], { product: "mug" })).toEqual(refused("bad_email"));
  });

  it("that is filtered need not have an amount", () => {
    expect(decide(["a@example.com", "-", "", "Set"], { product: "mug" })).toEqual(filtered);
  });

  it("is decided whatever stands in it, and never gives points that are not whole and within the limit", () => {
    const cell = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("a@example.com", "5", "1.234,56", "2026-11-02"),
    );
    const cells = fc.array(cell, { minLength: 0, maxLength: 6 });
    fc.assert(
      fc.property(cells, fc.constantFrom("IDR", "USD"), fc.boolean(), (row, currency, dated) => {
        const options = dated ? { from: "2026-11-01", multiplier: "2.5" } : {};
        const decision = decide(row, options, { currency });
        if (decision.kind === "refused") expect(rowFaults).toContain(decision.reason);
        if (decision.kind === "accepted") {
          expect(
            Number.isInteger(decision.points) && decision.points >= 1 && decision.points <= 1_000_000,
          ).toBe(true);
        }
      }),
    );
  });
});
