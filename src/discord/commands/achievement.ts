import { mention } from "../../clients/discord/card.ts";
import { createAchievement, editAchievement } from "../../domain/achievements/define.ts";
import {
  BONUS_MAX,
  DESCRIPTION_CHARS_MAX,
  EMOJI_CHARS_MAX,
  NAME_CHARS_MAX,
  THRESHOLD_MAX,
} from "../../domain/achievements/form.ts";
import { awardAchievement, REASON_CHARS_MAX, revokeAchievement } from "../../domain/achievements/hand.ts";
import { achievementTitle, earnedLines } from "../../domain/achievements/lines.ts";
import { listAchievements, suggestAchievements } from "../../domain/achievements/list.ts";
import { achievementStaffWords } from "../../lib/words/achievements.ts";
import type { Words } from "../../lib/words/locale.ts";
import { definedCard, definitionsCard } from "../achievementCards.ts";
import { action, type Call, type Command, card } from "../command.ts";
import type { GivenOption } from "../interaction.ts";
import { optional, required } from "../options.ts";

const KEY_CHARS_MAX = 60;
const PAGE_MAX = 100;

const about = {
  name: { en: "Its name", id: "Namanya" },
  description: { en: "What it is for", id: "Untuk apa" },
  emoji: { en: "One emoji", id: "Satu emoji" },
  bonus: { en: "Points that come with it, once a member", id: "Poin yang menyertainya, sekali per anggota" },
  name_id: { en: "Its name in Indonesian", id: "Namanya dalam bahasa Indonesia" },
  description_id: { en: "What it is for, in Indonesian", id: "Untuk apa, dalam bahasa Indonesia" },
  achievement: { en: "The achievement", id: "Pencapaiannya" },
  member: { en: "The member", id: "Anggotanya" },
} as const satisfies Record<string, Words<string>>;

const name = { max: NAME_CHARS_MAX };
const text = { max: DESCRIPTION_CHARS_MAX };
const emoji = { max: EMOJI_CHARS_MAX };
const bonus = { min: 0, max: BONUS_MAX };
const inIndonesian = {
  name_id: optional("text", about.name_id, name),
  description_id: optional("text", about.description_id, text),
};
const achievementOption = required("text", about.achievement, { max: KEY_CHARS_MAX, autocomplete: true });

async function suggest({ deps }: Call, focused: GivenOption) {
  const found = await suggestAchievements(deps, String(focused.value ?? ""));
  return found.map(({ key, name: named, emoji: shown }) => ({
    // A server's own emoji has no picture in a list.
    name: shown.startsWith("<") ? named : `${shown} ${named}`,
    value: key,
  }));
}

const create = action({
  description: { en: "Make an achievement to award by hand", id: "Buat pencapaian untuk diberikan langsung" },
  level: "admin",
  options: {
    name: required("text", about.name, name),
    description: required("text", about.description, text),
    emoji: required("text", about.emoji, emoji),
    bonus: optional("integer", about.bonus, bonus),
    ...inIndonesian,
  },
  ephemeral: true,
  async run({ deps, request }, given) {
    const { achievement, locale } = await createAchievement(deps, request, {
      name: given.name,
      description: given.description,
      emoji: given.emoji,
      bonus: given.bonus ?? 0,
      nameId: given.name_id ?? null,
      descriptionId: given.description_id ?? null,
    });
    const words = achievementStaffWords[locale];
    return card(locale, definedCard(words.created, achievement, words.createdHint, locale));
  },
});

const edit = action({
  description: { en: "Change an achievement, or retire it", id: "Ubah sebuah pencapaian, atau pensiunkan" },
  level: "admin",
  options: {
    achievement: achievementOption,
    name: optional("text", about.name, name),
    description: optional("text", about.description, text),
    emoji: optional("text", about.emoji, emoji),
    bonus: optional("integer", about.bonus, bonus),
    threshold: optional(
      "integer",
      { en: "Points, or for early adopters members, that it takes", id: "Poin, atau untuk pelopor anggota" },
      { min: 1, max: THRESHOLD_MAX },
    ),
    active: optional("boolean", {
      en: "Whether it can be earned or awarded",
      id: "Apakah bisa didapat atau diberikan",
    }),
    ...inIndonesian,
  },
  ephemeral: true,
  async run({ deps, request }, given) {
    const { achievement, locale } = await editAchievement(deps, request, given.achievement, {
      ...(given.name === undefined ? {} : { name: given.name }),
      ...(given.description === undefined ? {} : { description: given.description }),
      ...(given.emoji === undefined ? {} : { emoji: given.emoji }),
      ...(given.bonus === undefined ? {} : { bonus: given.bonus }),
      ...(given.threshold === undefined ? {} : { threshold: given.threshold }),
      ...(given.active === undefined ? {} : { retired: !given.active }),
      ...(given.name_id === undefined ? {} : { nameId: given.name_id }),
      ...(given.description_id === undefined ? {} : { descriptionId: given.description_id }),
    });
    const words = achievementStaffWords[locale];
    return card(locale, definedCard(words.edited, achievement, words.editedHint, locale));
  },
  suggest,
});

const award = action({
  description: { en: "Give a member an achievement", id: "Beri anggota sebuah pencapaian" },
  options: {
    member: required("user", about.member, { human: true }),
    achievement: achievementOption,
    reason: optional(
      "text",
      { en: "Why; for the audit log", id: "Alasannya; untuk catatan audit" },
      { max: REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { member, achievement: key, reason }) {
    const asked = { key, memberId: member, reason };
    const { achievement, earned, locale } = await awardAchievement(deps, request, asked);
    const words = achievementStaffWords[locale];
    const lines = earned.length > 0 ? earnedLines(earned, locale) : [achievementTitle(achievement, locale)];
    return card(locale, {
      tone: "done",
      title: words.awarded,
      body: [mention(member), ...lines, ...(earned.length > 0 ? [] : [words.givenBack])].join("\n"),
      footer: words.awardedHint,
    });
  },
  suggest,
});

const revoke = action({
  description: { en: "Take an achievement from a member", id: "Cabut pencapaian seorang anggota" },
  options: {
    member: required("user", about.member),
    achievement: achievementOption,
    reason: required(
      "text",
      { en: "Why; kept in the audit log", id: "Alasannya; disimpan di catatan audit" },
      { max: REASON_CHARS_MAX },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { member, achievement: key, reason }) {
    const { achievement, locale } = await revokeAchievement(deps, request, { key, memberId: member, reason });
    const words = achievementStaffWords[locale];
    return card(locale, {
      tone: "done",
      title: words.revoked,
      body: `${mention(member)}\n${achievementTitle(achievement, locale)}`,
      footer: words.revokedHint,
    });
  },
  suggest,
});

const list = action({
  description: { en: "List all achievements", id: "Daftar semua pencapaian" },
  options: { page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }) },
  ephemeral: true,
  async run({ deps, request }, { page = 1 }) {
    const found = await listAchievements(deps, request.actor.id, page);
    return card(found.locale, definitionsCard(found));
  },
});

export const achievementCommand: Command = {
  name: "achievement",
  description: { en: "Make, award and revoke achievements", id: "Buat, beri, dan cabut pencapaian" },
  level: "staff",
  subcommands: { create, edit, award, revoke, list },
  presses: {
    page: {
      level: "staff",
      async run({ deps, request }, [page]) {
        const wanted = Number(page);
        const asked = Number.isSafeInteger(wanted) && wanted >= 1 ? wanted : 1;
        const found = await listAchievements(deps, request.actor.id, asked);
        return card(found.locale, definitionsCard(found));
      },
    },
  },
};
