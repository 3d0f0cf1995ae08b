import { describe, expect, it } from "vitest";
import { changeableGroups, fits, formOf, isChangeable } from "./changeable.ts";
import { fillPlaceholders, placeholdersIn } from "./placeholders.ts";

describe("a setting that owners may change", () => {
  it("takes its standard value, and nothing at all", () => {
    for (const group of Object.values(changeableGroups)) {
      for (const form of Object.values(group)) {
        expect(fits(form, "")).toBe(true);
        if ("standard" in form) expect(fits(form, String(form.standard))).toBe(true);
      }
    }
  });

  it("is a whole number within its bounds", () => {
    const form = formOf("CLAIM_EXPIRY_DAYS");
    expect(["1", "3650"].map((value) => fits(form, value))).toEqual([true, true]);
    for (const value of ["0", "3651", "-1", "1.5", "1e3", " 5", "five"])
      expect(fits(form, value)).toBe(false);
  });

  it("is one of its choices, on or off, or a channel", () => {
    expect(fits(formOf("CASHBACK_DAY"), "mon")).toBe(true);
    expect(fits(formOf("CASHBACK_DAY"), "Monday")).toBe(false);
    expect(fits(formOf("CASHBACK_AUTO_BATCH"), "yes")).toBe(false);
    expect(fits(formOf("STAFF_CHANNEL_ID"), "#staff")).toBe(false);
    expect(fits(formOf("STAFF_CHANNEL_ID"), "1180000000000000123")).toBe(true);
  });

  it("is a text with placeholders that it knows", () => {
    const form = formOf("PURCHASE_MESSAGE");
    expect(fits(form, "Thanks for {product} from {shop}!")).toBe(true);
    for (const value of ["{order}", "{shop", "shop}", "{ shop }", "x".repeat(501)])
      expect(fits(form, value)).toBe(false);
  });

  it("is no other setting", () => {
    for (const name of ["DISCORD_BOT_TOKEN", "TURSO_DATABASE_URL", "constructor", ""])
      expect(isChangeable(name)).toBe(false);
  });
});

it("a text's placeholders are filled in, and a value's own braces stay", () => {
  expect(placeholdersIn("{shop} and {order}")).toEqual(["shop", "order"]);
  expect(fillPlaceholders("{shop}: {order} {other}", { shop: "{order}", order: "ED001" })).toBe(
    "{order}: ED001 {other}",
  );
});
