import { HOUR_MS, MINUTE_MS } from "../../lib/time.ts";

/** A day of the calendar, `YYYY-MM-DD`; days compare as text. */
export type Day = string;

/** The longest text that is looked at as a date. */
const DATE_CHARS_MAX = 64;

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const YEAR_FIRST = /^(?<year>\d{4})([-/.])(?<month>\d{1,2})\2(?<day>\d{1,2})(?<time>$|[T ,].*)/i;
const YEAR_LAST = /^(?<first>\d{1,2})(?<mark>[-/.])(?<second>\d{1,2})\2(?<year>\d{4})(?<time>$|[ ,].*)/;
const DAY_NAMED_MONTH = /^(?<day>\d{1,2})[- ](?<name>[a-z]{3,9})\.?[-, ] ?(?<year>\d{4})(?<time>$|[ ,].*)/i;
const NAMED_MONTH_DAY = /^(?<name>[a-z]{3,9})\.? (?<day>\d{1,2}),? (?<year>\d{4})(?<time>$|[ ,].*)/i;
const TIME =
  /^(?:T|,? (?:at )?)(?<hour>[01]?\d|2[0-3])[:.](?<minute>[0-5]\d)(?:[:.]\d{2}(?:[.,]\d{1,9})?)? ?(?<half>[ap]m)? ?(?<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/i;

/** Reads `YYYY-MM-DD`; null for any other form and for a day that no calendar has. */
export function parseDay(text: string): Day | null {
  const [, year = "", month = "", day = ""] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim()) ?? [];
  return dayOf(Number(year), Number(month), Number(day));
}

/**
 * The days that a cell may mean in the shop's zone: none when it is no date, and two for 03/04/2026, which is in
 * April for some and in March for others. A time with an offset is moved into the zone.
 */
export function possibleDays(text: string, timeZone: string): readonly Day[] {
  const plain = text.replace(/\s+/g, " ").trim();
  if (plain.length > DATE_CHARS_MAX) return [];
  const parts = (YEAR_FIRST.exec(plain) ?? DAY_NAMED_MONTH.exec(plain) ?? NAMED_MONTH_DAY.exec(plain))
    ?.groups;
  if (parts) {
    const month = parts.name ? monthNamed(parts.name) : Number(parts.month);
    return inZone([dayOf(Number(parts.year), month, Number(parts.day))], parts.time, timeZone);
  }
  const { year, first, second, mark, time } = YEAR_LAST.exec(plain)?.groups ?? {};
  const dayFirst = dayOf(Number(year), Number(second), Number(first));
  const monthFirst = mark === "." ? null : dayOf(Number(year), Number(first), Number(second));
  return inZone(dayFirst === monthFirst ? [dayFirst] : [dayFirst, monthFirst], time, timeZone);
}

function inZone(days: readonly (Day | null)[], time: string | undefined, timeZone: string): readonly Day[] {
  const found = days.filter((day) => day !== null);
  if (!time) return found;
  const parts = TIME.exec(time)?.groups;
  if (!parts) return [];
  const { zone } = parts;
  if (!zone) return found;
  return found.map((day) => zonedDay(Date.parse(day) + timeOfDayMs(parts) - offsetMs(zone), timeZone));
}

function timeOfDayMs({ hour, minute, half }: Record<string, string | undefined>): number {
  const afternoon = half?.toLowerCase() === "pm" ? 12 : 0;
  const hours = half ? (Number(hour) % 12) + afternoon : Number(hour);
  return hours * HOUR_MS + Number(minute) * MINUTE_MS;
}

function offsetMs(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) ?? [];
  const ms = Number(hours ?? 0) * HOUR_MS + Number(minutes ?? 0) * MINUTE_MS;
  return sign === "-" ? -ms : ms;
}

const zones = new Map<string, Intl.DateTimeFormat>();

function zonedDay(ms: number, timeZone: string): Day {
  const format = zones.get(timeZone) ?? new Intl.DateTimeFormat("sv", { timeZone });
  zones.set(timeZone, format);
  return format.format(ms);
}

function monthNamed(name: string): number {
  return MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(year: number, month: number, day: number): Day | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = year >= 1000 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.toISOString().slice(0, 10) : null;
}
