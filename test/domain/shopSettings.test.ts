import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeSettings } from "../../src/domain/settings/change.ts";
import { storedSettings } from "../../src/domain/settings/stored.ts";
import { formOf } from "../../src/lib/changeable.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const inForce = (name: Parameters<typeof formOf>[0]) => {
  const form = formOf(name);
  return "standard" in form ? String(form.standard) : "";
};
const change = (given: Record<string, string>, request = shop.request()) =>
  changeSettings(shop.deps(), request, given, inForce);
const stored = async () => Object.fromEntries(await storedSettings(shop.deps()));
const auditsOf = (name: string) =>
  shop.database.number({ sql: "select count(*) from audits where target = ?", args: [name] });

describe("a setting that is changed", () => {
  it("is kept, is told once in the audit log, and is the Worker's own again when it is emptied", async () => {
    const request = shop.request();
    await change({ CLAIM_EXPIRY_DAYS: " 30 " }, request);
    await change({ CLAIM_EXPIRY_DAYS: "30" }, request);
    await change({ CLAIM_EXPIRY_DAYS: "30" });
    expect(await stored()).toMatchObject({ CLAIM_EXPIRY_DAYS: "30" });
    expect(await auditsOf("CLAIM_EXPIRY_DAYS")).toBe(1);
    await change({ CLAIM_EXPIRY_DAYS: "" });
    expect(await stored()).not.toHaveProperty("CLAIM_EXPIRY_DAYS");
    expect(await auditsOf("CLAIM_EXPIRY_DAYS")).toBe(2);
  });

  it("stays as somebody else has changed it since, when the first request comes once more", async () => {
    const [request, before] = [shop.request(), await auditsOf("TOPUPS_OPEN_MAX")];
    await change({ TOPUPS_OPEN_MAX: "4", REVIEW_POINTS: "6" }, request);
    await change({ TOPUPS_OPEN_MAX: "5" });
    await change({ TOPUPS_OPEN_MAX: "4", REVIEW_POINTS: "6" }, request);
    expect(await stored()).toMatchObject({ TOPUPS_OPEN_MAX: "5", REVIEW_POINTS: "6" });
    expect(await auditsOf("TOPUPS_OPEN_MAX")).toBe(before + 2);
    await change({ REVIEW_POINTS: "" });
  });

  it("is refused with a value that it does not take, and all that came with it", async () => {
    for (const value of ["0", "soon", "3651"])
      await expect(change({ REVIEW_POINTS: "5", CLAIM_EXPIRY_DAYS: value })).rejects.toMatchObject({
        facts: { kind: "setting_invalid", name: "CLAIM_EXPIRY_DAYS" },
      });
    await expect(change({ DISCORD_BOT_TOKEN: "x" })).rejects.toMatchObject({
      facts: { kind: "setting_invalid" },
    });
    expect(await stored()).not.toHaveProperty("REVIEW_POINTS");
  });

  it("is refused where another that holds would not stand beside it", async () => {
    await expect(change({ TOPUP_MAX: "5000" })).rejects.toMatchObject({
      facts: { kind: "settings_crossed", least: "TOPUP_MIN", most: "TOPUP_MAX" },
    });
    await change({ TOPUP_MIN: "1000", TOPUP_MAX: "5000" });
    expect(await stored()).toMatchObject({ TOPUP_MIN: "1000", TOPUP_MAX: "5000" });
  });

  it("that this version does not take is left out", async () => {
    await shop.database.run(
      "insert into shop_settings (name, value, changed_by, changed_at_ms) values ('GONE', '1', '1', 0), ('DIGEST_HOUR', '99', '1', 0)",
    );
    expect(Object.keys(await stored())).not.toEqual(expect.arrayContaining(["GONE", "DIGEST_HOUR"]));
  });
});
