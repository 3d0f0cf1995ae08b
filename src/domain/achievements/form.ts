import { Problem } from "../problem.ts";

/** Achievements that there can be, retired ones included: each claim looks through them. */
export const ACHIEVEMENTS_MAX = 100;
export const NAME_CHARS_MAX = 50;
export const DESCRIPTION_CHARS_MAX = 150;
export const EMOJI_CHARS_MAX = 64;
export const BONUS_MAX = 1_000_000;
export const THRESHOLD_MAX = 10_000_000;
/** Each new member's claim counts the early adopters there are. */
export const EARLY_ADOPTERS_MAX = 1_000;

/** As text: V8 unfolds a literal of all emojis whenever it reads the file, 15 ms of every start. */
const EMOJI = String.raw`^(?:\p{RGI_Emoji}|<a?:\w{2,32}:\d{17,20}>)$`;
let emojiForm: RegExp | null = null;

/** One emoji of Unicode, or one of the server's own as Discord writes it. */
function isEmoji(text: string): boolean {
  emojiForm ??= new RegExp(EMOJI, "v");
  return emojiForm.test(text);
}

/** What people read of an achievement; the Indonesian texts may be missing. */
export type AchievementTexts = {
  readonly name: string;
  readonly description: string;
  readonly nameId: string | null;
  readonly descriptionId: string | null;
  readonly emoji: string;
};

/** The option that each text comes from. */
const OPTIONS: Readonly<Record<keyof AchievementTexts, string>> = {
  name: "name",
  description: "description",
  nameId: "name_id",
  descriptionId: "description_id",
  emoji: "emoji",
};

/**
 * The texts that are given, without blanks around them and in one line.
 * @throws Problem when one is blank, or the emoji is none.
 */
export function checkedTexts<T extends Partial<AchievementTexts>>(given: T): T {
  const checked: Partial<Record<keyof AchievementTexts, string | null>> = { ...given };
  for (const key of textKeys) {
    const text = given[key];
    if (typeof text === "string") checked[key] = checkedText(key, text);
  }
  return checked as T;
}

const textKeys = ["name", "description", "nameId", "descriptionId", "emoji"] as const;

function checkedText(key: keyof AchievementTexts, text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, " ").trim();
  if (line === "") throw new Problem({ kind: "option_invalid", option: OPTIONS[key], expected: "some_text" });
  if (key === "emoji" && !isEmoji(line))
    throw new Problem({ kind: "option_invalid", option: OPTIONS[key], expected: "emoji" });
  return line;
}
