import { plain } from "../../clients/discord/card.ts";
import type { Earned } from "../../db/earned.ts";
import { achievementWords } from "../../lib/words/achievements.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";

/** An achievement as a line begins with it: in the reader's language, where it has a name there. */
export function achievementTitle(
  { emoji, name, nameId }: Pick<Earned, "emoji" | "name" | "nameId">,
  locale: Locale,
): string {
  return `${emoji} **${plain((locale === "id" && nameId) || name)}**`;
}

/** The field of a card that tells what was just earned; none where nothing was. */
export function earnedField(earned: readonly Earned[], locale: Locale) {
  if (earned.length === 0) return [];
  return [
    { name: achievementWords[locale].earned, value: earnedLines(earned, locale).join("\n"), wide: true },
  ];
}

/** What a batch earned somebody, a line each. */
export function earnedLines(earned: readonly Omit<Earned, "key">[], locale: Locale): string[] {
  const { bonus: bonusWord } = achievementWords[locale];
  return earned.map((one) => {
    const bonus = one.bonus > 0 ? [bonusWord(wholeNumber(locale, one.bonus))] : [];
    return [achievementTitle(one, locale), ...bonus].join(" · ");
  });
}
