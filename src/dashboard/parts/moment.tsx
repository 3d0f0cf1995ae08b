import { writtenMoment } from "../../lib/moment.ts";
import type { Locale } from "../../lib/words/locale.ts";

/** A moment in the shop's time zone. */
export const Moment = ({ atMs, locale, timeZone }: { atMs: number; locale: Locale; timeZone: string }) => (
  <time datetime={new Date(atMs).toISOString()}>{writtenMoment(atMs, locale, timeZone)}</time>
);
