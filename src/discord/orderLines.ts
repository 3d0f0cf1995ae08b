import { cut, mention, moment, plain, verbatim } from "../clients/discord/card.ts";
import type { Deps } from "../domain/deps.ts";
import { type FullOrder, isOpen, type Order, paidFor, type Reward } from "../domain/orders/order.ts";
import { formatMoney } from "../lib/money.ts";
import { orderCode } from "../lib/orderCode.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderDeskWords } from "../lib/words/orderDesk.ts";
import { orderStateWords, priorityWords } from "../lib/words/orders.ts";

/** Of a description in a list. */
const DESCRIPTION_SHOWN_MAX = 80;

/** What a token brings, as people say it. */
export function rewardText({ kind, value }: Reward, { shop }: Deps, locale: Locale): string {
  const amount = kind === "money" ? formatMoney(value, shop.currency, locale) : wholeNumber(locale, value);
  return orderDeskWords[locale].reward[kind](amount);
}

/** The token's code with what it brings, or has brought. */
export function tokenText({ order, reward, points }: FullOrder, deps: Deps, locale: Locale): string {
  const won = points > 0 ? orderDeskWords[locale].pointsWon(wholeNumber(locale, points)) : null;
  const brings = won ?? (reward && rewardText(reward, deps, locale));
  return [verbatim(order.tokenCode ?? ""), ...(brings === null ? [] : [brings])].join(" · ");
}

/** What the customer pays, and what it was before a discount. */
export function priceText(order: Order, { shop }: Deps, locale: Locale): string {
  const pays = paidFor(order);
  if (pays === null) return orderDeskWords[locale].noAmount;
  const money = (amount: number) => formatMoney(amount, shop.currency, locale);
  const before = order.discount > 0 ? ` (~~${money(order.amount ?? 0)}~~ − ${money(order.discount)})` : "";
  return `**${money(pays)}**${before}`;
}

export const isOverdue = (order: Order, nowMs: number): boolean =>
  isOpen(order) && order.dueAtMs !== null && order.dueAtMs < nowMs;

export function dueText(order: Order, nowMs: number, locale: Locale): string | null {
  if (order.dueAtMs === null) return null;
  const mark = isOverdue(order, nowMs) ? `${orderDeskWords[locale].overdue} ` : "";
  return `${mark}${moment(order.dueAtMs)} (${moment(order.dueAtMs, "R")})`;
}

export const priorityText = ({ priority }: Order, locale: Locale): string =>
  priorityWords[locale][priority] ?? String(priority);

/** An order in a list of staff: two lines. */
export function queueLine({ order }: FullOrder, deps: Deps, nowMs: number, locale: Locale): string {
  const words = orderDeskWords[locale];
  const due =
    order.dueAtMs === null
      ? []
      : [`${isOverdue(order, nowMs) ? words.overdue : words.due} ${moment(order.dueAtMs, "R")}`];
  const price = paidFor(order);
  return [
    `**${orderCode(order.number)}** · ${plain(cut(order.description, DESCRIPTION_SHOWN_MAX))}`,
    [
      priorityText(order, locale),
      orderStateWords[locale][order.state],
      mention(order.customerId),
      ...(price === null ? [] : [formatMoney(price, deps.shop.currency, locale)]),
      ...due,
    ].join(" · "),
  ].join("\n");
}

/** An order in its customer's list: two lines. */
export function ownLine({ order }: FullOrder, deps: Deps, nowMs: number, locale: Locale): string {
  const due = isOpen(order) ? dueText(order, nowMs, locale) : null;
  const price = paidFor(order);
  return [
    `**${orderCode(order.number)}** · ${plain(cut(order.description, DESCRIPTION_SHOWN_MAX))}`,
    [
      orderStateWords[locale][order.state],
      ...(price === null ? [] : [formatMoney(price, deps.shop.currency, locale)]),
      ...(due === null ? [moment(order.changedAtMs, "R")] : [due]),
    ].join(" · "),
  ].join("\n");
}
