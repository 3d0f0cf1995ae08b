import { mention } from "../../clients/discord/card.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";

const MIB = 1024 * 1024;

export function mebibytes(bytes: number, locale: Locale): string {
  return wholeNumber(locale, Math.ceil((bytes / MIB) * 10) / 10);
}

export function roomFor(locale: Locale, { balance, max }: { balance: number; max: number }): string {
  const room = Math.max(0, max - balance);
  if (room === 0) return locale === "id" ? "Tidak bisa ditambah lagi." : "No more can be added.";
  const points = wholeNumber(locale, room);
  return locale === "id"
    ? `Masih bisa ditambah paling banyak ${points}.`
    : `At most ${points} more can be added.`;
}

export const mentionOr = (userId: string | null, otherwise: string): string =>
  userId === null ? otherwise : mention(userId);
