import { mention, moment, verbatim } from "../clients/discord/card.ts";
import type { ListedTopup } from "../domain/wallet/list.ts";
import { formatMoney } from "../lib/money.ts";
import type { Locale } from "../lib/words/locale.ts";
import { topupDeskWords } from "../lib/words/topupDesk.ts";
import { nameIn, topupStateNames } from "../lib/words/walletStates.ts";

/** A top-up in a list of staff: whose, how much, how far, since when, and its id. */
export function topupLine(topup: ListedTopup, currency: string, locale: Locale): string {
  return `${mention(topup.memberId)} · ${ownTopupLine(topup, currency, locale)}`;
}

/** The same where it is clear whose. */
export function ownTopupLine(topup: ListedTopup, currency: string, locale: Locale): string {
  const words = topupDeskWords[locale];
  const money = (amount: number) => formatMoney(amount, currency, locale);
  return [
    `**${money(topup.amount)}**`,
    nameIn(topupStateNames, topup.state, locale),
    ...(topup.refunded > 0 ? [words.back(money(topup.refunded))] : []),
    ...(topup.disputedAtMs === null ? [] : [words.disputed]),
    moment(topup.createdAtMs, "R"),
    verbatim(topup.id),
  ].join(" · ");
}
