import { type Button, type Card, mention, moment, plain, verbatim } from "../clients/discord/card.ts";
import type { Deps } from "../domain/deps.ts";
import { stageOf } from "../domain/shop/progress.ts";
import type { ListedPurchase, OwnPurchase, PurchasePage } from "../domain/shop/purchases.ts";
import { formatMoney } from "../lib/money.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { orderDeskWords } from "../lib/words/orderDesk.ts";
import { purchaseWords } from "../lib/words/purchases.ts";
import { shopWords } from "../lib/words/shop.ts";
import { pressId } from "./command.ts";

const LABEL_NAME_CHARS_MAX = 30;

/** A page of the reader's own purchases, with a button for each, and one to their orders where they have some. */
export function purchasesCard(deps: Deps, found: PurchasePage, orders: number): Card {
  const { rows, page, locale } = found;
  const words = purchaseWords[locale];
  return {
    tone: "info",
    title: words.title,
    body:
      rows.length > 0
        ? [...rows.map((row, at) => numbered(deps, row, at, locale)), words.choose].join("\n\n")
        : words.none,
    footer: page > 1 || found.hasNext ? words.page(wholeNumber(locale, page)) : undefined,
    buttons: [
      ...rows.map(
        ({ purchase, name }, at): Button => ({
          id: pressId("orders", "show", purchase.id, page),
          label: `${at + 1}. ${whatIn({ purchase, name: name.slice(0, LABEL_NAME_CHARS_MAX) }, locale)}`,
          style: "plain",
        }),
      ),
      ...turns(found, (target) => pressId("orders", "page", target)),
      ...(orders > 0 ? [toOrders(orders, locale)] : []),
    ],
  };
}

const toOrders = (orders: number, locale: Locale): Button => ({
  id: pressId("orders", "made", 1),
  label: orderDeskWords[locale].toOrders(wholeNumber(locale, orders)),
  style: "plain",
});

/** One of the reader's own purchases. */
export function purchaseCard(deps: Deps, { purchase, name, locale }: OwnPurchase, page: number): Card {
  const words = purchaseWords[locale];
  const shop = shopWords[locale];
  const { stage, atMs } = stageOf(purchase);
  const { id, price, deliveredAtMs, revealedAtMs, closedAtMs } = purchase;
  const reveal: Button = { id: pressId("orders", "reveal", id), label: shop.reveal, style: "go" };
  const close: Button = { id: pressId("orders", "close", id, page), label: shop.allWell, style: "plain" };
  const isSeen = deliveredAtMs !== null || revealedAtMs !== null;
  return {
    tone: stage === "failed" ? "warning" : "info",
    title: plain(whatIn({ purchase, name }, locale)),
    body: [`**${words.stages[stage]}** · ${moment(atMs)}`, words.where[stage]].join("\n"),
    fields: [
      { name: shop.price, value: formatMoney(price, deps.shop.currency, locale) },
      { name: words.bought, value: moment(purchase.createdAtMs) },
    ],
    footer: `${shop.purchase} ${id}`,
    buttons: [
      ...(stage === "refunded" ? [] : [reveal]),
      ...(stage !== "refunded" && isSeen && closedAtMs === null ? [close] : []),
      { id: pressId("orders", "page", page), label: words.back, style: "plain" },
    ],
  };
}

/** A page of all purchases, for staff. */
export function allPurchasesCard(deps: Deps, found: PurchasePage, pageId: (target: number) => string): Card {
  const { rows, page, locale } = found;
  const words = purchaseWords[locale];
  return {
    tone: rows.some(({ purchase }) => stageOf(purchase).stage === "failed") ? "warning" : "info",
    title: words.all,
    body: rows.map((row) => staffLine(deps, row, locale)).join("\n\n") || words.noneFound,
    footer: words.page(wholeNumber(locale, page)),
    buttons: turns(found, pageId),
  };
}

const numbered = (deps: Deps, row: ListedPurchase, at: number, locale: Locale): string =>
  `**${at + 1}. ${plain(whatIn(row, locale))}**\n${told(deps, row, locale)}`;

function staffLine(deps: Deps, row: ListedPurchase, locale: Locale): string {
  const { id, memberId, deliveryFailure } = row.purchase;
  const why =
    stageOf(row.purchase).stage === "failed" && deliveryFailure ? ` (${verbatim(deliveryFailure)})` : "";
  return `${verbatim(id)} · ${mention(memberId)} · **${plain(whatIn(row, locale))}**\n${told(deps, row, locale)}${why}`;
}

function told({ shop }: Deps, { purchase }: ListedPurchase, locale: Locale): string {
  const { stage, atMs } = stageOf(purchase);
  const price = formatMoney(purchase.price, shop.currency, locale);
  return `${price} · ${moment(purchase.createdAtMs)} · ${purchaseWords[locale].stages[stage]} ${moment(atMs, "R")}`;
}

const whatIn = ({ purchase, name }: ListedPurchase, locale: Locale): string =>
  `${name} × ${wholeNumber(locale, purchase.size)}`;

function turns({ page, hasNext, locale }: PurchasePage, idOf: (target: number) => string): Button[] {
  if (page === 1 && !hasNext) return [];
  const words = purchaseWords[locale];
  const to = (target: number, label: string, isThere: boolean): Button => ({
    id: idOf(target),
    label,
    style: "plain",
    disabled: !isThere,
  });
  return [to(page - 1, words.previous, page > 1), to(page + 1, words.next, hasNext)];
}
