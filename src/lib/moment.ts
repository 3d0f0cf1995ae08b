import { DAY_MS } from "./time.ts";
import type { Locale } from "./words/locale.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

/** A moment in a time zone as its reader writes it: `21 Nov 2026, 14.30`. */
export function writtenMoment(atMs: number, locale: Locale, timeZone: string): string {
  const key = `${locale} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      timeZone,
      dateStyle: "medium",
      timeStyle: "short",
    });
    formats.set(key, format);
  }
  return format.format(atMs);
}

/** A day as its reader writes it: `21 Nov`. @param day in days since 1970-01-01, as `localDay` counts them. */
export function writtenDay(day: number, locale: Locale): string {
  const key = `${locale} day`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
      timeZone: "UTC",
      day: "numeric",
      month: "short",
    });
    formats.set(key, format);
  }
  return format.format(day * DAY_MS);
}
