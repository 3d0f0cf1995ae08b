const UNITS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

const STYLES = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
};

/** A Discord timestamp, `<t:unix:style>`, in words. */
export function stamp(unixS, style, locale, nowMs) {
  if (style === "R") return relative(unixS, locale, nowMs);
  return new Intl.DateTimeFormat(locale, STYLES[style] ?? STYLES.f).format(unixS * 1_000);
}

/** "3 minutes ago", "in 2 days". */
export function relative(unixS, locale, nowMs) {
  const apartS = Math.round(unixS - nowMs / 1_000);
  const [unit, seconds] = UNITS.find(([, size]) => Math.abs(apartS) >= size) ?? UNITS.at(-1);
  return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(Math.round(apartS / seconds), unit);
}

/** As Discord dates a message: the hour for today's, the day too for older ones. */
export function messageTime(atMs, locale, nowMs) {
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "short" }).format(atMs);
  if (sameDay(atMs, nowMs)) return time;
  return `${new Intl.DateTimeFormat(locale, { dateStyle: "short" }).format(atMs)}, ${time}`;
}

export function sameDay(oneMs, otherMs) {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString();
}

export function longDay(atMs, locale) {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long" }).format(atMs);
}
