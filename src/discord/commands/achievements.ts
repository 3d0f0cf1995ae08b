import { type Button, type Card, mention, moment, plain } from "../../clients/discord/card.ts";
import { achievementTitle } from "../../domain/achievements/lines.ts";
import {
  achievementsOf,
  type MemberAchievement,
  type MemberAchievements,
} from "../../domain/achievements/member.ts";
import { achievementWords } from "../../lib/words/achievements.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { action, type Command, card, pressId } from "../command.ts";
import { optional } from "../options.ts";

const description = {
  en: "See what you have achieved, and what is still open",
  id: "Lihat yang sudah kamu capai, dan yang masih terbuka",
};

export const achievementsCommand: Command = {
  name: "achievements",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      member: optional("user", { en: "Of whom; you if left out", id: "Milik siapa; kamu bila kosong" }),
    },
    ephemeral: true,
    async run({ deps, request }, { member = request.actor.id }) {
      const found = await achievementsOf(deps, request, member, 1);
      return card(found.locale, pageCard(found));
    },
  }),
  presses: {
    page: {
      level: "everyone",
      async run({ deps, request }, [member = "", page]) {
        const wanted = Number(page);
        const asked = Number.isSafeInteger(wanted) && wanted >= 1 ? wanted : 1;
        const found = await achievementsOf(deps, request, member, asked);
        return card(found.locale, pageCard(found));
      },
    },
  },
};

function pageCard(found: MemberAchievements): Card {
  const { locale, memberId, page, pages } = found;
  const text = achievementWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const to = (target: number, label: string): Button => ({
    id: pressId("achievements", "page", memberId, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  return {
    tone: "info",
    title: text.title,
    body: [
      text.of(mention(memberId)),
      ...(found.rows.length > 0 ? found.rows.map((row) => line(row, locale)) : [text.none]),
    ].join("\n"),
    footer: [
      text.summary(number(found.earned), number(found.count), number(found.bonus)),
      ...(pages > 1 ? [text.page(number(page), number(pages))] : []),
    ].join(" · "),
    buttons: pages > 1 ? [to(page - 1, "◀"), to(page + 1, "▶")] : [],
  };
}

function line(row: MemberAchievement, locale: Locale): string {
  const about = plain((locale === "id" && row.descriptionId) || row.description);
  const bonus = row.bonus > 0 ? [achievementWords[locale].bonus(wholeNumber(locale, row.bonus))] : [];
  const how = row.state === "earned" ? [moment(row.atMs, "D")] : progressWords(row.progress, locale);
  return [
    `${row.state === "earned" ? "✅" : "▫️"} ${achievementTitle(row, locale)}`,
    about,
    ...how,
    ...bonus,
  ].join(" · ");
}

function progressWords(
  progress: Extract<MemberAchievement, { state: "open" }>["progress"],
  locale: Locale,
): string[] {
  const text = achievementWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  switch (progress?.kind) {
    case "points":
      return [text.progress(number(progress.have), number(progress.need))];
    case "places":
      return [text.places(number(progress.left))];
    case "hand":
      return [text.byHand];
    default:
      return [];
  }
}
