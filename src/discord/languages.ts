import type { Locale } from "../lib/words/locale.ts";

const MEMBERS_MAX = 10_000;
const chosen = new Map<string, Locale>();

/**
 * Languages seen in answers of the database, for the few answers that ask it nothing. Only this isolate
 * knows them, so an answer may come in the shop's language now and then; nothing else rests on it.
 */
export const languages = {
  of: (memberId: string | undefined, fallback: Locale): Locale =>
    (memberId === undefined ? undefined : chosen.get(memberId)) ?? fallback,

  remember(memberId: string, locale: Locale): void {
    chosen.delete(memberId);
    chosen.set(memberId, locale);
    if (chosen.size > MEMBERS_MAX) chosen.delete(chosen.keys().next().value ?? memberId);
  },
};
