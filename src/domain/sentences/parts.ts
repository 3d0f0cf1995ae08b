import { mention, moment } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
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

/** What has to be topped up to pay a price: money that arrives pays a debt first. */
export const missingFor = ({ price, held, debt }: { price: number; held: number; debt: number }): number =>
  price - held + debt;

export function owing(locale: Locale, { debt, currency }: { debt: number; currency: string }): string {
  if (debt === 0) return "";
  const owed = formatMoney(debt, currency, locale);
  return locale === "id" ? `, dan utangmu kepada toko ${owed}` : `, and you owe the shop ${owed}`;
}

/** From when until when; what is open on either side is left out. */
export function spanOf(
  locale: Locale,
  { startsAtMs, expiresAtMs }: { startsAtMs: number | null; expiresAtMs: number | null },
): string {
  const words = locale === "id" ? { from: "dari", until: "sampai" } : { from: "from", until: "until" };
  return [
    ...(startsAtMs === null ? [] : [`${words.from} ${moment(startsAtMs)}`]),
    ...(expiresAtMs === null ? [] : [`${words.until} ${moment(expiresAtMs)}`]),
  ].join(" ");
}
