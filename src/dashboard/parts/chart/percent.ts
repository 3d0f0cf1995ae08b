import type { Locale } from "../../../lib/words/locale.ts";

/** A share as it is read: `42 %`; of nothing it is a dash. A part that is there is never 0 %, one that lacks something never 100 %. */
export function percentOf(part: number, whole: number, locale: Locale): string {
  if (whole <= 0) return "–";
  const exact = (100 * part) / whole;
  const few = exact > 0 && exact < 1;
  const almost = exact > 99 && exact < 100;
  const shown =
    few || almost ? Math.min(99.9, Math.max(0.1, Math.round(exact * 10) / 10)) : Math.round(exact);
  return `${locale === "id" ? String(shown).replace(".", ",") : shown} %`;
}
