import { DAY_MS } from "./time.ts";

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
