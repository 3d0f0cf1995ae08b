import { type Button, type Card, plain, verbatim } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { fillPlaceholders } from "../../lib/placeholders.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { shopWords } from "../../lib/words/shop.ts";
import { earnedField } from "../achievements/lines.ts";
import type { Shop } from "../deps.ts";
import type { Bought } from "./buy.ts";
import type { Opened } from "./deliver.ts";

/** Codes that a message itself shows; more come as a file. */
export const CODES_SHOWN_MAX = 10;
/** What fits into a card besides the rest of it. */
const CODES_CHARS_MAX = 2_900;

/** A backtick or two blanks in a row would be shown as something else, and somebody would type that. */
const showsAsIs = (code: string): boolean => verbatim(code) === `\`${code}\``;

/** The codes of a purchase: in the message while they are few, else in a file. */
export function codesCard(
  { purchase, name, codes, locale }: Opened,
  shop: Pick<Shop, "name" | "purchaseMessage">,
): Card {
  const words = shopWords[locale];
  const shown = codes.map(verbatim).join("\n");
  const fits = codes.length <= CODES_SHOWN_MAX && shown.length <= CODES_CHARS_MAX && codes.every(showsAsIs);
  const own =
    shop.purchaseMessage && fillPlaceholders(shop.purchaseMessage, { shop: shop.name, product: name });
  const allWell: Button = { id: `orders:well:${purchase.id}`, label: words.allWell, style: "plain" };
  return {
    tone: "done",
    title: words.codes(plain(name), wholeNumber(locale, codes.length)),
    body: [fits ? shown : words.inFile, ...(own ? [plain(own)] : []), words.codesKept].join("\n\n"),
    footer: `${words.purchase} ${purchase.id}`,
    buttons: purchase.closedAtMs === null ? [allWell] : [],
    ...(fits ? {} : { file: { name: "codes.txt", type: "text/plain", text: `${codes.join("\n")}\n` } }),
  };
}

/** The answer to a purchase; `closed` where its buyer takes no direct message. It never shows a code. */
export function boughtCard(
  { purchase, name, balance, earned, locale }: Bought,
  currency: string,
  message: "coming" | "closed",
): Card {
  const words = shopWords[locale];
  const wallet = words.wallet(formatMoney(balance, currency, locale));
  const title = words.bought(plain(name), wholeNumber(locale, purchase.size));
  const footer = `${words.purchase} ${purchase.id}`;
  if (purchase.state === "refunded")
    return { tone: "warning", title, body: [words.refunded, wallet].join("\n"), footer };
  return {
    tone: message === "closed" ? "warning" : "done",
    title,
    body: [words[message], words.anyTime, wallet].join("\n"),
    fields: earnedField(earned, locale),
    footer,
    buttons: [{ id: `orders:reveal:${purchase.id}`, label: words.reveal, style: "go" }],
  };
}
