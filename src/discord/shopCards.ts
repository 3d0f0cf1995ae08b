import { type Button, type Card, moment, plain } from "../clients/discord/card.ts";
import type { Deps } from "../domain/deps.ts";
import type { Quote } from "../domain/shop/quote.ts";
import { type ShopWindow, type ShownProduct, STOCK_COUNTED_MAX } from "../domain/shop/window.ts";
import { formatMoney } from "../lib/money.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { shopWords } from "../lib/words/shop.ts";
import { pressId } from "./command.ts";

/** Of a product in the list of all; its own page tells more. */
const PACKAGES_LISTED_MAX = 6;
const DESCRIPTION_CHARS_MAX = 1_000;

/** What is sold; where that is one thing, its page at once. */
export function shopCard(deps: Deps, found: ShopWindow): Card {
  const { products, page, pages, count, locale } = found;
  const [only] = products;
  if (count === 1 && only) return productCard(deps, found, only);
  const words = shopWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.title,
    body: [...products.map((product) => listed(deps, product, locale)), ...(count === 0 ? [words.empty] : [])]
      .concat(held(deps, found))
      .join("\n\n"),
    footer: pages > 1 ? words.page(number(page), number(pages)) : undefined,
    buttons: [
      ...products.map(
        ({ id, name }): Button => ({ id: pressId("shop", "product", id), label: name, style: "go" }),
      ),
      ...(pages > 1 ? turns(found) : []),
      ...walletButtons(deps, locale),
    ],
  };
}

/** A product with a button for each of its packages. */
export function productCard(deps: Deps, found: ShopWindow, product: ShownProduct): Card {
  const { locale, count } = found;
  const words = shopWords[locale];
  const { id, description, packages, free } = product;
  const back: Button = { id: pressId("shop", "page", 1), label: words.back, style: "plain" };
  return {
    tone: "info",
    title: plain(product.name),
    body: [
      ...(description ? [plain(description).slice(0, DESCRIPTION_CHARS_MAX)] : []),
      `**${stockOf(product, locale)}**`,
      packages.length > 0 ? words.choosePackage : words.noPackages,
      held(deps, found),
    ].join("\n\n"),
    buttons: [
      ...packages.map(
        ({ size, price }): Button => ({
          id: pressId("shop", "buy", id, size),
          label: packageName(deps, size, price, locale),
          style: "go",
          disabled: size > Math.min(free, deps.shop.purchaseCodesMax),
        }),
      ),
      ...(count > 1 ? [back] : []),
      ...walletButtons(deps, locale),
    ],
  };
}

/** The question that a purchase is confirmed by. */
export function confirmCard({ shop }: Deps, quote: Quote, changed: boolean): Card {
  const { id, productId, size, price, balance, expiresAtMs, locale } = quote;
  const words = shopWords[locale];
  const money = (amount: number) => formatMoney(amount, shop.currency, locale);
  return {
    tone: changed ? "warning" : "info",
    title: changed ? words.confirmChanged : words.confirm,
    body: words.lapses(moment(expiresAtMs, "R")),
    fields: [
      { name: words.product, value: plain(quote.name) },
      { name: words.count, value: wholeNumber(locale, size) },
      { name: words.price, value: money(price) },
      { name: words.before, value: money(balance) },
      { name: words.after, value: money(balance - price) },
    ],
    buttons: [
      { id: pressId("shop", "confirm", id), label: words.buy, style: "go" },
      { id: pressId("shop", "cancel", productId, id), label: words.cancel, style: "plain" },
    ],
  };
}

/** The size of a package that a button names; none is sold of 0. */
export function sizeFrom(text: string | undefined): number {
  const size = Number(text);
  return Number.isSafeInteger(size) ? size : 0;
}

function listed(deps: Deps, product: ShownProduct, locale: Locale): string {
  const { packages } = product;
  const shown = packages
    .slice(0, PACKAGES_LISTED_MAX)
    .map(({ size, price }) => packageName(deps, size, price, locale));
  const more = packages.length > PACKAGES_LISTED_MAX ? ["…"] : [];
  const prices = packages.length > 0 ? [...shown, ...more].join(" · ") : shopWords[locale].noPackages;
  return `**${plain(product.name)}** · ${stockOf(product, locale)}\n${prices}`;
}

const packageName = ({ shop }: Deps, size: number, price: number, locale: Locale): string =>
  `${wholeNumber(locale, size)} × ${formatMoney(price, shop.currency, locale)}`;

function stockOf({ free }: ShownProduct, locale: Locale): string {
  const words = shopWords[locale];
  if (free === 0) return words.soldOut;
  return words.stock(`${wholeNumber(locale, free)}${free === STOCK_COUNTED_MAX ? "+" : ""}`);
}

function held({ shop }: Deps, { balance, debt, locale }: ShopWindow): string {
  const words = shopWords[locale];
  const money = (amount: number) => formatMoney(amount, shop.currency, locale);
  return [words.wallet(money(balance)), ...(debt > 0 ? [words.debt(money(debt))] : [])].join("\n");
}

function turns({ page, pages, locale }: ShopWindow): Button[] {
  const words = shopWords[locale];
  const to = (target: number, label: string): Button => ({
    id: pressId("shop", "page", target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  return [to(page - 1, words.previous), to(page + 1, words.next)];
}

function walletButtons({ midtrans }: Deps, locale: Locale): Button[] {
  const words = shopWords[locale];
  const balance: Button = { id: pressId("shop", "balance"), label: words.balance, style: "plain" };
  const topUp: Button = { id: pressId("topup", "choose"), label: words.topUp, style: "plain" };
  return midtrans ? [balance, topUp] : [balance];
}
