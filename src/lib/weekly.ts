import { DAY_MS, HOUR_MS } from "./time.ts";

export const WEEK_MS = 7 * DAY_MS;

/** The first of January 1970 was a Thursday; days of the week count from Sunday, which is 0. */
const FIRST_WEEKDAY = 4;

/** A moment of the week in UTC: it comes every seven days exactly, because UTC has no summer time. */
export type WeeklyMoment = { readonly weekday: number; readonly hourUtc: number };

/** When a weekly moment was last, at `atMs` itself at the latest. */
export function lastWeeklyMs(atMs: number, { weekday, hourUtc }: WeeklyMoment): number {
  const day = Math.floor(atMs / DAY_MS);
  const daysSince = (day + FIRST_WEEKDAY - weekday + 7) % 7;
  const dueMs = (day - daysSince) * DAY_MS + hourUtc * HOUR_MS;
  return dueMs <= atMs ? dueMs : dueMs - WEEK_MS;
}

/** When a weekly moment comes next, after `atMs`. */
export const nextWeeklyMs = (atMs: number, moment: WeeklyMoment): number =>
  lastWeeklyMs(atMs, moment) + WEEK_MS;
