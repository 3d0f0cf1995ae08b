import { formatMoney } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { type ReceiptWords, receiptWords } from "../../lib/words/receipts.ts";
import type { MailContent } from "./client.ts";
import { type ReceiptLine, receiptHtml } from "./receiptHtml.ts";
import { htmlValue, manyLines, oneLine, plainValue } from "./substitution.ts";

const SHOWN_SHOP_NAME_MAX = 80;
/** More of a description than this is cut off. */
export const SHOWN_DESCRIPTION_MAX = 1_000;

export type ReceiptSettings = {
  readonly locale: Locale;
  readonly shopName: string;
  readonly timeZone: string;
  readonly currency: string;
  /** What the owner says instead of our thanks. */
  readonly message: string | null;
};

/** What a receipt tells of an order; money in the smallest unit. */
export type Receipt = {
  /** `R0001` */
  readonly code: string;
  readonly issuedAtMs: number;
  /** `ED001` */
  readonly order: string;
  readonly completedAtMs: number;
  readonly description: string;
  readonly token: { readonly code: string; readonly percent: number | null } | null;
  /** Null: the order has none, and nothing is said of money. */
  readonly amount: number | null;
  readonly discount: number;
  readonly points: number;
};

/** The receipt of an order as mail: nothing in it is a tag, so that its HTML is a whole page by itself too. */
export function receiptContent(settings: ReceiptSettings, receipt: Receipt): MailContent {
  const { locale } = settings;
  const words = receiptWords[locale];
  const shop = oneLine(settings.shopName, SHOWN_SHOP_NAME_MAX);
  const description = shortened(manyLines(receipt.description));
  const head = headLines(settings, receipt, words);
  const lines = moneyLines(settings, receipt, words);
  const message = settings.message === null ? null : manyLines(settings.message);
  const thanks = message ?? words.thanks(shop);
  const total = lines.find(({ isSum }) => isSum)?.value ?? "";
  return {
    subject: plainValue(words.subject(receipt.code, receipt.order, shop)),
    text: receiptText({ words, shop, thanks, description, code: receipt.code, head, lines }),
    html: receiptHtml({
      locale,
      words,
      code: receipt.code,
      preview: words.preview(receipt.order, htmlValue(total)),
      shop: htmlValue(shop),
      thanks: message === null ? words.thanks(`<bdi>${htmlValue(shop)}</bdi>`) : htmlValue(message),
      description: htmlValue(description),
      head: head.map(escaped),
      lines: lines.map(escaped),
    }),
  };
}

const escaped = ({ name, value, ...line }: ReceiptLine): ReceiptLine => ({
  ...line,
  name: htmlValue(name),
  value: htmlValue(value),
});

function shortened(text: string): string {
  const characters = [...text];
  return characters.length > SHOWN_DESCRIPTION_MAX
    ? `${characters.slice(0, SHOWN_DESCRIPTION_MAX - 1).join("")}…`
    : text;
}

function headLines({ timeZone }: ReceiptSettings, receipt: Receipt, words: ReceiptWords): ReceiptLine[] {
  const day = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
  const minute = { ...day, hour: "2-digit", minute: "2-digit", timeZoneName: "short" } as const;
  return [
    { name: words.date, value: new Intl.DateTimeFormat(words.intlLocale, day).format(receipt.issuedAtMs) },
    { name: words.order, value: receipt.order },
    {
      name: words.completed,
      value: new Intl.DateTimeFormat(words.intlLocale, minute).format(receipt.completedAtMs),
    },
  ];
}

function moneyLines(
  { currency, locale }: ReceiptSettings,
  { token, amount, discount, points }: Receipt,
  words: ReceiptWords,
): ReceiptLine[] {
  const money = (minor: number) => formatMoney(minor, currency, locale);
  const saved = discount > 0 ? `−${money(discount)}` : words.tokenUsed;
  return [
    ...(amount === null ? [] : [{ name: words.amount, value: money(amount) }]),
    ...(token === null ? [] : [{ name: tokenName(token, words), value: saved }]),
    ...(amount === null ? [] : [{ name: words.total, value: money(amount - discount), isSum: true }]),
    ...(points > 0 ? [{ name: words.pointsWon, value: wholeNumber(locale, points) }] : []),
  ];
}

const tokenName = ({ code, percent }: { code: string; percent: number | null }, words: ReceiptWords) =>
  percent === null ? words.token(code) : words.tokenPercent(code, String(percent));

function receiptText(parts: {
  words: ReceiptWords;
  shop: string;
  thanks: string;
  description: string;
  code: string;
  head: readonly ReceiptLine[];
  lines: readonly ReceiptLine[];
}): string {
  const { words, shop, thanks, description, code, head, lines } = parts;
  const written = (all: readonly ReceiptLine[]) =>
    all.map(({ name, value }) => `${name}: ${value}`).join("\n");
  const paragraphs = [
    `${shop}\n${words.title(code)}`,
    written(head),
    ...(description ? [`${words.description}:\n${description}`] : []),
    written(lines),
    `${thanks}\n${words.keep}`,
  ];
  return `${plainValue(paragraphs.filter((part) => part !== "").join("\n\n"))}\n`;
}
