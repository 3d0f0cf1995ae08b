import { type Card, plain } from "../clients/discord/card.ts";
import type { Achievement } from "../domain/achievements/define.ts";
import { achievementTitle } from "../domain/achievements/lines.ts";
import type { listAchievements } from "../domain/achievements/list.ts";
import { achievementStaffWords, achievementWords } from "../lib/words/achievements.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { pressId } from "./command.ts";
import { pageButtons } from "./pageButtons.ts";

/** An achievement as it is after staff made or changed it. */
export function definedCard(title: string, achievement: Achievement, footer: string, locale: Locale): Card {
  return { tone: "done", title, body: definitionLine(achievement, locale), footer };
}

/** A page of all achievements. */
export function definitionsCard(found: Awaited<ReturnType<typeof listAchievements>>): Card {
  const { locale, rows, count, page, pages } = found;
  const words = achievementStaffWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.list,
    body: rows.map((row) => definitionLine(row, locale)).join("\n"),
    footer: `${words.found(number(count))} · ${achievementWords[locale].page(number(page), number(pages))}`,
    buttons: pageButtons(found, (target) => pressId("achievement", "page", target)),
  };
}

function definitionLine(row: Achievement, locale: Locale): string {
  const words = achievementStaffWords[locale];
  const describe = (locale === "id" && row.descriptionId) || row.description;
  return [
    achievementTitle(row, locale),
    plain(describe),
    ...ruleWords(row, locale),
    ...(row.bonus > 0 ? [achievementWords[locale].bonus(wholeNumber(locale, row.bonus))] : []),
    ...(row.retiredAtMs === null ? [] : [words.retired]),
  ].join(" · ");
}

function ruleWords({ rule, threshold }: Achievement, locale: Locale): string[] {
  const words = achievementStaffWords[locale];
  if (rule === "manual") return [words.manual];
  if (rule === "earned_total" || rule === "balance" || rule === "early_adopter")
    return [words[rule](wholeNumber(locale, threshold))];
  return [];
}
