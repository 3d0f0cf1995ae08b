import { type Card, plain, verbatim } from "../clients/discord/card.ts";
import type { Defined } from "../domain/shop/define.ts";
import type { ProductPage } from "../domain/shop/productList.ts";
import { formatMoney } from "../lib/money.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { productWords } from "../lib/words/products.ts";
import { pressId } from "./command.ts";
import { pageButtons } from "./pageButtons.ts";

type Shown = Pick<Defined, "product" | "packages">;

/** A product as it is after staff made or changed it. */
export function productCard(title: string, defined: Defined, currency: string, hint?: string): Card {
  const { product, packages, locale } = defined;
  const words = productWords[locale];
  return {
    tone: "done",
    title,
    body: [headline(product, locale), ...(product.description ? [plain(product.description)] : [])].join(
      "\n",
    ),
    fields: [
      {
        name: words.packages,
        value: packagesOf(packages, currency, locale).join("\n") || words.noPackages,
        wide: true,
      },
    ],
    footer: hint,
  };
}

/** A page of all products. */
export function productsCard(found: ProductPage, currency: string): Card {
  const { rows, count, page, pages, locale } = found;
  const words = productWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.list,
    body: rows.map((row) => listed(row, currency, locale)).join("\n") || words.none,
    footer: words.found(number(count), number(page), number(pages)),
    buttons: pageButtons(found, (target) => pressId("admin", "products", target)),
  };
}

function listed({ product, packages }: Shown, currency: string, locale: Locale): string {
  const sold = packagesOf(packages, currency, locale).join(" · ");
  return `${headline(product, locale)}\n${sold || productWords[locale].noPackages}`;
}

function headline(product: Shown["product"], locale: Locale): string {
  const words = productWords[locale];
  const { name, sku, state, lowStock } = product;
  return [
    `**${plain(name)}**`,
    verbatim(sku),
    ...(state === "archived" ? [words.isArchived] : []),
    lowStock === null ? words.neverLow : words.lowStock(wholeNumber(locale, lowStock)),
  ].join(" · ");
}

const packagesOf = (packages: Shown["packages"], currency: string, locale: Locale): string[] =>
  packages.map(({ size, price }) => `${wholeNumber(locale, size)} = ${formatMoney(price, currency, locale)}`);
