import { DAY_MS } from "./time.ts";

const FORM = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3])[:.]([0-5]\d))?$/;

/** The longest text that is looked at as a moment. */
export const MOMENT_CHARS_MAX = 20;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The moment that `YYYY-MM-DD` or `YYYY-MM-DD HH:MM` is in a time zone; null for any other form and for a day that no
 * calendar has. A day alone is its beginning, or its last millisecond where it is the end of something.
 */
export function localMoment(text: string, timeZone: string, edge: "start" | "end"): number | null {
  const [, year, month, day, hour, minute = 0] = FORM.exec(text.trim()) ?? [];
  if (year === undefined) return null;
  const dayMs = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = Number(year) >= 1000 && new Date(dayMs).getUTCMonth() === Number(month) - 1;
  if (!isReal || Number(day) === 0) return null;
  if (hour !== undefined) return inZone(dayMs + (Number(hour) * 60 + Number(minute)) * 60_000, timeZone);
  return edge === "start" ? inZone(dayMs, timeZone) : inZone(dayMs + DAY_MS, timeZone) - 1;
}

/** A moment as `YYYY-MM-DD HH:MM` in a time zone. */
export function localMinute(atMs: number, timeZone: string): string {
  return formatFor(timeZone).format(atMs).slice(0, "YYYY-MM-DD HH:MM".length);
}

/** The moment at which clocks of the zone show what UTC's show at `wallMs`; of two the earlier, of none the next. */
function inZone(wallMs: number, timeZone: string): number {
  const offsets = [-DAY_MS, DAY_MS].map((away) => offsetMs(wallMs + away, timeZone));
  const moments = offsets.map((offset) => wallMs - offset).sort((one, other) => one - other);
  return moments.find((atMs) => atMs + offsetMs(atMs, timeZone) === wallMs) ?? Math.max(...moments);
}

function offsetMs(atMs: number, timeZone: string): number {
  const wall = Date.parse(`${formatFor(timeZone).format(atMs).replace(" ", "T")}Z`);
  return wall - Math.floor(atMs / 1_000) * 1_000;
}

/** Swedish writes a moment as ISO 8601 does. */
function formatFor(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(timeZone, format);
  return format;
}
