import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimal } from "./decimal.ts";
import {
  AMOUNT_CHARS_MAX,
  currencyDigits,
  formatAmount,
  formatMoney,
  minorUnits,
  parseAmount,
} from "./money.ts";

/** `29.99` as the amount that is expected. */
function read(text: string) {
  const [whole = "", fraction] = text.split(".");
  return { ok: true, amount: decimal(whole, fraction) };
}

describe("the decimals of a currency", () => {
  it.each([
    ["IDR", 0],
    ["USD", 2],
    ["JPY", 0],
    ["KWD", 3],
  ])("%s has %i", (currency, digits) => expect(currencyDigits(currency)).toBe(digits));
});

describe("an amount", () => {
  it.each([
    ["29.99", "29.99"],
    ["1,234.56", "1234.56"],
    ["1.234,56", "1234.56"],
    ["Rp 29.990", "29990"],
    ["$5", "5"],
    [" 9,999 ", "9999"],
    ["9,999", "9999"],
    ["15000", "15000"],
    ["Rp29.990", "29990"],
    ["rp. 29.990", "29990"],
    ["Rp.29.990,-", "29990"],
    ["Rp 29.990,00", "29990"],
    ["IDR 29,990.00", "29990"],
    ["29.990 IDR", "29990"],
    ["1.234.567", "1234567"],
    ["1,234,567.89", "1234567.89"],
    ["1'234.50", "1234.5"],
    ["1’234’567", "1234567"],
    ["1 234,50", "1234.5"],
    ["1\u00a0234\u00a0567", "1234567"],
    ["1\u202f234,5", "1234.5"],
    ["Rp\u00a029.990", "29990"],
    ["US$ 5.50", "5.5"],
    ["S$12", "12"],
    ["€ 1.234,56", "1234.56"],
    ["5 €", "5"],
    ["¥500", "500"],
    ["￥５００", "500"],
    ["１，２３４．５６", "1234.56"],
    ["RM 12.50", "12.5"],
    ["5.00 usd", "5"],
    ["+5", "5"],
    [".5", "0.5"],
    ["0", "0"],
    ["0,00", "0"],
    ["007", "7"],
    ["33.3333333333", "33.3333333333"],
    ["9007199254740991", "9007199254740991"],
  ])("%j is %s in a currency without decimals", (text, amount) => {
    expect(parseAmount(text, "IDR")).toEqual(read(amount));
  });

  it.each([
    ["29.99", "29.99"],
    ["29.990", "29.99"],
    ["9,999", "9.999"],
    ["1,234.567", "1234.567"],
    ["1 234", "1234"],
    ["1'234", "1234"],
    ["1.234.567", "1234567"],
    ["1234,5", "1234.5"],
    ["0.500", "0.5"],
    ["90071992547409.91", "90071992547409.91"],
  ])("%j is %s in a currency with decimals", (text, amount) => {
    expect(parseAmount(text, "USD")).toEqual(read(amount));
  });

  it.each([
    ["", "blank"],
    ["  \u00a0 ", "blank"],
    ["-", "blank"],
    [" – ", "blank"],
    ["-5", "negative"],
    ["−5,00", "negative"],
    ["(5.00)", "negative"],
    ["5.00-", "negative"],
    ["$-5", "negative"],
    ["-Rp 5.000", "negative"],
    ["Rp -5.000", "negative"],
    ["abc", "unreadable"],
    ["n/a", "unreadable"],
    ["Rp", "unreadable"],
    ["10k", "unreadable"],
    ["12 pcs", "unreadable"],
    ["50%", "unreadable"],
    ["5²", "unreadable"],
    ["1e5", "unreadable"],
    ["0x10", "unreadable"],
    ["Infinity", "unreadable"],
    ["5.", "unreadable"],
    ["5 6", "unreadable"],
    ["1.23.45", "unreadable"],
    ["1,234,56", "unreadable"],
    ["1,234.567,890", "unreadable"],
    ["1.234 567", "unreadable"],
    ["(5", "unreadable"],
    ["5)", "unreadable"],
    ["--5", "unreadable"],
    ["USD.50", "unreadable"],
    ["=1+1", "unreadable"],
    ["5\n6", "unreadable"],
    ["1".repeat(AMOUNT_CHARS_MAX + 1), "unreadable"],
    ["9007199254740992", "too_large"],
    ["9".repeat(AMOUNT_CHARS_MAX), "too_large"],
  ])("%j is refused as %s", (text, reason) => {
    expect(parseAmount(text, "IDR")).toEqual({ ok: false, reason });
  });

  it.each(["1234.567", "0.500", "12345,000", ".500"])(
    "%j is refused in a currency without decimals, where it is neither thousands nor surely a fraction",
    (text) => expect(parseAmount(text, "IDR")).toEqual({ ok: false, reason: "unreadable" }),
  );

  it("is held to what an integer of cents can hold", () => {
    expect(parseAmount("90071992547409.92", "USD")).toEqual({ ok: false, reason: "too_large" });
  });

  it("reads back from every style it may be written in", () => {
    const style = fc.record({
      group: fc.constantFrom("", ".", ",", " ", "\u00a0", "\u202f", "'", "’"),
      point: fc.constantFrom(".", ","),
      before: fc.constantFrom("", "$", "Rp ", "Rp", "€ ", "IDR ", "US$"),
      after: fc.constantFrom("", " ", "  ", " €", " USD"),
    });
    const cents = fc.bigInt({ min: 0n, max: 10n ** 15n });
    fc.assert(
      fc.property(
        cents,
        style,
        fc.constantFrom("IDR", "USD"),
        (amount, { group, point, before, after }, currency) => {
          fc.pre(group !== point);
          const whole = String(amount / 100n).replace(/\B(?=(\d{3})+$)/g, group);
          const fraction = String(amount % 100n).padStart(2, "0");
          const text = `${before}${whole}${point}${fraction}${after}`;
          expect(parseAmount(text, currency), text).toEqual(read(`${amount / 100n}.${fraction}`));
        },
      ),
    );
  });

  it("never takes a text for a number in which two numbers stand", () => {
    fc.assert(
      fc.property(
        fc.nat(99),
        fc.nat(99),
        fc.constantFrom(" ", "/", " + ", ":", "x", " - ", ";"),
        (a, b, between) => {
          expect(parseAmount(`${a}${between}${b}`, "USD").ok).toBe(false);
        },
      ),
    );
  });

  it("is answered for any text, never thrown at", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        (text) => typeof parseAmount(text, "IDR").ok === "boolean",
      ),
    );
  });
});

describe("money for people", () => {
  it.each([
    [15_000, "IDR", "id", "Rp 15.000"],
    [15_000, "IDR", "en", "Rp 15,000"],
    [500, "USD", "en", "$5.00"],
    [123_456, "USD", "id", "$1.234,56"],
    [-5, "USD", "en", "-$0.05"],
    [0, "IDR", "id", "Rp 0"],
    [Number.MAX_SAFE_INTEGER, "USD", "en", "$90,071,992,547,409.91"],
  ] as const)("%i of %s in %s is %s", (minor, currency, locale, text) => {
    expect(formatMoney(minor, currency, locale)).toBe(text);
  });

  it("shows an amount with every decimal that was read", () => {
    expect(formatAmount(decimal("29", "99"), "IDR", "id")).toBe("Rp 29,99");
    expect(formatAmount(decimal("9", "999"), "USD", "en")).toBe("$9.999");
    expect(formatAmount(decimal("5"), "USD", "en")).toBe("$5.00");
  });

  it("reads back to the same number of cents", () => {
    fc.assert(
      fc.property(fc.nat(Number.MAX_SAFE_INTEGER), fc.constantFrom("en", "id"), (minor, locale) => {
        const parsed = parseAmount(formatMoney(minor, "USD", locale), "USD");
        expect(parsed).toEqual(read(`${BigInt(minor) / 100n}.${String(minor % 100).padStart(2, "0")}`));
      }),
    );
  });
});

describe("a number that was typed as money", () => {
  it.each([
    [15_000, "IDR", 15_000],
    [10.25, "USD", 1_025],
    [0.1, "USD", 10],
    [5, "USD", 500],
    [1.005, "KWD", 1_005],
    [0, "IDR", 0],
  ])("%d of %s is %i of its smallest part", (typed, currency, minor) => {
    expect(minorUnits(typed, currency)).toBe(minor);
  });

  it.each([
    [0.5, "IDR"],
    [10.255, "USD"],
    [-1, "IDR"],
    [1e21, "IDR"],
    [1e-7, "USD"],
    [2 ** 53, "IDR"],
    [1e14, "USD"],
    [Number.NaN, "IDR"],
    [Number.POSITIVE_INFINITY, "IDR"],
  ])("%d is no amount of %s", (typed, currency) => {
    expect(minorUnits(typed, currency)).toBeNull();
  });

  it("keeps every cent", () => {
    fc.assert(
      fc.property(fc.nat(100_000_000_000_000), (cents) => {
        expect(minorUnits(cents / 100, "USD")).toBe(cents);
      }),
    );
  });
});
