import { formatMoney } from "../lib/money.ts";
import { inviteWords } from "../lib/words/invites.ts";
import type { Locale } from "../lib/words/locale.ts";

/** What was earned, in whole parts of the currency: what is less than one is told so, and paid when more has come. */
export function earnedMoney(amount: number, currency: string, locale: Locale): string {
  const whole = Math.trunc(amount);
  if (whole === 0 && amount > 0) return inviteWords[locale].lessThan(formatMoney(1, currency, locale));
  return formatMoney(whole, currency, locale);
}
