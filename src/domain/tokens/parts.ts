import { moment } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { tokenWords } from "../../lib/words/tokens.ts";
import type { Reward, RewardKind } from "./form.ts";

/** The reward of a batch of tokens. */
export function rewardOf(batch: {
  rewardKind: RewardKind | null;
  rewardValue: number | null;
}): Reward | null {
  const { rewardKind: kind, rewardValue: value } = batch;
  return kind === null || value === null ? null : { kind, value };
}

/** What a token brings its customer. */
export function rewardText({ kind, value }: Reward, currency: string, locale: Locale): string {
  const words = tokenWords[locale];
  if (kind === "money") return words.money(formatMoney(value, currency, locale));
  return words[kind](wholeNumber(locale, value));
}

type Dates = { readonly startsAtMs: number | null; readonly expiresAtMs: number | null };

/**
 * From when until when a token is good.
 * @param shown how a moment is written.
 */
export function validText(
  { startsAtMs, expiresAtMs }: Dates,
  locale: Locale,
  shown: (atMs: number) => string = moment,
): string {
  const words = tokenWords[locale];
  const parts = [
    ...(startsAtMs === null ? [] : [words.from(shown(startsAtMs))]),
    ...(expiresAtMs === null ? [] : [words.until(shown(expiresAtMs))]),
  ];
  return parts.join(", ") || words.always;
}
