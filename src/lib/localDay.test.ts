import { describe, expect, it } from "vitest";
import { localDay } from "./localDay.ts";

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
});
