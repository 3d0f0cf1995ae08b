import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "./time.ts";
import { nextWeeklyMs, weeklyDueMs } from "./weekly.ts";

const at = (text: string) => Date.parse(text);

it.each([
  ["2026-11-20T15:00:00.000Z", "2026-11-20T15:00:00Z", "2026-11-27T15:00:00Z"],
  ["2026-11-20T14:59:59.999Z", "2026-11-13T15:00:00Z", "2026-11-20T15:00:00Z"],
  ["2026-12-31T23:59:59.999Z", "2026-12-25T15:00:00Z", "2027-01-01T15:00:00Z"],
  ["2027-01-01T15:00:00.000Z", "2027-01-01T15:00:00Z", "2027-01-08T15:00:00Z"],
  ["2028-02-29T00:00:00.000Z", "2028-02-25T15:00:00Z", "2028-03-03T15:00:00Z"],
])("on Fridays at 15 h, at %s it was due at %s and is next at %s", (now, due, next) => {
  expect(weeklyDueMs(at(now), 5, 15)).toBe(at(due));
  expect(nextWeeklyMs(at(now), 5, 15)).toBe(at(next));
});

it("at any time, for any day and hour, the due moment is within the week past, on that day and hour", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: at("2100-01-01T00:00:00Z") }),
      fc.integer({ min: 0, max: 6 }),
      fc.integer({ min: 0, max: 23 }),
      (nowMs, weekday, hour) => {
        const due = new Date(weeklyDueMs(nowMs, weekday, hour));
        expect([due.getUTCDay(), due.getUTCHours(), due.getTime() % 3_600_000 === 0]).toEqual([
          weekday,
          hour,
          true,
        ]);
        expect(nowMs - due.getTime()).toBeGreaterThanOrEqual(0);
        expect(nowMs - due.getTime()).toBeLessThan(7 * DAY_MS);
      },
    ),
  );
});
