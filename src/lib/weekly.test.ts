import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "./time.ts";
import { lastWeeklyMs, nextWeeklyMs, WEEK_MS } from "./weekly.ts";

const FRIDAY_15 = { weekday: 5, hourUtc: 15 };
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number) => new Date(ms).toISOString();

describe("a weekly moment", () => {
  it.each([
    ["at the moment itself", "2027-01-15T15:00:00.000Z", "2027-01-15T15:00:00.000Z"],
    ["a millisecond before", "2027-01-15T14:59:59.999Z", "2027-01-08T15:00:00.000Z"],
    ["later on the day", "2027-01-15T23:59:00.000Z", "2027-01-15T15:00:00.000Z"],
    ["the day after", "2027-01-16T00:00:00.000Z", "2027-01-15T15:00:00.000Z"],
    ["the day before", "2027-01-14T23:00:00.000Z", "2027-01-08T15:00:00.000Z"],
    ["over the end of a year", "2027-01-01T14:00:00.000Z", "2026-12-25T15:00:00.000Z"],
    ["in the first week of a year", "2026-01-01T00:00:00.000Z", "2025-12-26T15:00:00.000Z"],
    ["over a leap day", "2028-03-01T00:00:00.000Z", "2028-02-25T15:00:00.000Z"],
    ["while clocks in Europe go forward", "2027-03-28T02:30:00.000Z", "2027-03-26T15:00:00.000Z"],
  ])("was last, %s", (_, now, due) => {
    expect(iso(lastWeeklyMs(at(now), FRIDAY_15))).toBe(due);
  });

  it.each([
    [0, "2027-01-17T00:00:00.000Z"],
    [1, "2027-01-18T00:00:00.000Z"],
    [2, "2027-01-19T00:00:00.000Z"],
    [3, "2027-01-20T00:00:00.000Z"],
    [4, "2027-01-14T00:00:00.000Z"],
    [5, "2027-01-15T00:00:00.000Z"],
    [6, "2027-01-16T00:00:00.000Z"],
  ])("of weekday %i, counted from Sunday, falls on that day", (weekday, due) => {
    const found = lastWeeklyMs(at("2027-01-20T12:00:00.000Z"), { weekday, hourUtc: 0 });
    expect(iso(found)).toBe(due);
    expect(new Date(found).getUTCDay()).toBe(weekday);
  });

  it("comes every seven days, whenever it is asked for", () => {
    for (let hour = 0; hour < 3 * 366 * 24; hour += 7) {
      const nowMs = at("2026-06-01T00:00:00.000Z") + hour * HOUR_MS + 11 * MINUTE_MS;
      const last = lastWeeklyMs(nowMs, FRIDAY_15);
      expect(last <= nowMs && nowMs < last + WEEK_MS).toBe(true);
      expect([new Date(last).getUTCDay(), new Date(last).getUTCHours(), last % HOUR_MS]).toEqual([5, 15, 0]);
      expect(nextWeeklyMs(nowMs, FRIDAY_15)).toBe(last + 7 * DAY_MS);
    }
  });
});
