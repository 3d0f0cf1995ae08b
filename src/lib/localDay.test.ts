import { describe, expect, it } from "vitest";
import { dayBegins, dayOf, localDay } from "./localDay.ts";

describe("the local day", () => {
  it.each([
    ["1970-01-01T00:00:00Z", "UTC", 0],
    ["1970-01-01T16:59:59.999Z", "Asia/Jakarta", 0],
    ["1970-01-01T17:00:00Z", "Asia/Jakarta", 1],
    ["2026-11-01T05:59:59Z", "America/New_York", 20_758],
    ["2026-11-02T04:59:59Z", "America/New_York", 20_758],
    ["2026-11-02T05:00:00Z", "America/New_York", 20_759],
  ])("of %s in %s is %i", (moment, timeZone, day) => {
    expect(localDay(Date.parse(moment), timeZone)).toBe(day);
  });

  it.each([
    ["1970-01-01T17:00:00.000Z", "Asia/Jakarta", 1],
    ["2026-11-02T05:00:00.000Z", "America/New_York", 20_759],
    ["2026-11-01T04:00:00.000Z", "America/New_York", 20_758],
    ["2026-10-31T10:00:00.000Z", "Pacific/Kiritimati", 20_758],
  ])("begins at %s in %s: %i", (moment, timeZone, day) => {
    expect(new Date(dayBegins(day, timeZone)).toISOString()).toBe(moment);
  });
});

describe("a date of a form", () => {
  it("is a day", () => {
    expect(dayOf("1970-01-02")).toBe(1);
    expect(dayOf("2026-11-02")).toBe(20_759);
  });

  it.each([undefined, "", "2026-13-01", "tomorrow", "2026-1-1"])("is none: %s", (date) => {
    expect(dayOf(date)).toBeNull();
  });
});
