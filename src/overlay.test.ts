import { expect, test } from "vitest";
import { readConfig } from "./config.ts";
import { withChanges } from "./overlay.ts";

const OWN = {
  DISCORD_APPLICATION_ID: "1180000000000000900",
  DISCORD_PUBLIC_KEY: "aB".repeat(32),
  DISCORD_BOT_TOKEN: "a token",
  DISCORD_GUILD_IDS: "1180000000000000001",
  ENCRYPTION_KEY: Buffer.alloc(32, 7).toString("base64"),
  CLAIM_EXPIRY_DAYS: "60",
};
const base = readConfig(OWN);

test("what was changed holds over the Worker's own, and what was not stays", () => {
  const config = withChanges(OWN, base, [["TOPUPS_OPEN_MAX", "2"]]);
  expect([config.topups.limits.openMax, config.claims.expiryDays]).toEqual([2, 60]);
  expect(withChanges(OWN, base, [])).toBe(base);
});

test("changes that do not stand beside each other are left out, and take no other with them", () => {
  const config = withChanges(OWN, base, [
    ["CLAIM_EXPIRY_DAYS", "30"],
    ["TOPUP_MIN", "90000"],
    ["TOPUP_MAX", "80000"],
  ]);
  expect(config.claims.expiryDays).toBe(30);
  expect(config.topups.limits).toEqual(base.topups.limits);
});

test("a change that does not stand beside what the Worker has by now is left out alone", () => {
  const own = { ...OWN, TOPUP_MIN: "90000", TOPUP_MAX: "900000" };
  const config = withChanges(own, readConfig(own), [
    ["CLAIM_EXPIRY_DAYS", "30"],
    ["TOPUP_MAX", "80000"],
  ]);
  expect([config.claims.expiryDays, config.topups.limits.max]).toEqual([30, 900_000]);
});

test("a change that its setting does not take is left out, and with only such changes the Worker's own hold", () => {
  expect(withChanges(OWN, base, [["TOPUPS_OPEN_MAX", "many"]])).toBe(base);
});
