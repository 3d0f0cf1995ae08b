import { DAY_MS, HOUR_MS } from "./time.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** The day that a moment falls on in a time zone, in days since 1970-01-01. */
export function localDay(atMs: number, timeZone: string): number {
  let format = formats.get(timeZone);
  if (!format) {
    // Swedish writes a date as ISO 8601 does.
    format = new Intl.DateTimeFormat("sv-SE", {
      timeZone,
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return Date.parse(format.format(atMs)) / DAY_MS;
}

/** No zone is further from UTC. */
const OFFSET_MS_MAX = 15 * HOUR_MS;

/** The moment at which a day begins in a time zone. */
export function dayBegins(day: number, timeZone: string): number {
  let before = day * DAY_MS - OFFSET_MS_MAX;
  let within = day * DAY_MS + OFFSET_MS_MAX;
  while (within - before > 1) {
    const middle = Math.floor((before + within) / 2);
    if (localDay(middle, timeZone) >= day) within = middle;
    else before = middle;
  }
  return within;
}

/** A date as a form has it (`2026-11-21`), in days since 1970-01-01; null for what is none. */
export function dayOf(date: string | undefined): number | null {
  const atMs = /^\d{4}-\d{2}-\d{2}$/.test(date ?? "") ? Date.parse(date ?? "") : Number.NaN;
  return Number.isNaN(atMs) ? null : atMs / DAY_MS;
}
