import { DAY_MS, HOUR_MS } from "./time.ts";

const WEEK_MS = 7 * DAY_MS;
/** The epoch began on a Thursday. */
const EPOCH_WEEKDAY = 4;

/** The last moment at or before `nowMs` that is on a day of the week (0 is Sunday) at an hour, both of UTC. */
export function weeklyDueMs(nowMs: number, weekday: number, hourUtc: number): number {
  const firstMs = (weekday - EPOCH_WEEKDAY) * DAY_MS + hourUtc * HOUR_MS;
  return firstMs + Math.floor((nowMs - firstMs) / WEEK_MS) * WEEK_MS;
}

/** The next such moment after `nowMs`. */
export const nextWeeklyMs = (nowMs: number, weekday: number, hourUtc: number): number =>
  weeklyDueMs(nowMs, weekday, hourUtc) + WEEK_MS;
