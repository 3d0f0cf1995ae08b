import { type Button, type Card, moment, plain } from "../clients/discord/card.ts";
import type { Exported } from "../domain/stock/export.ts";
import type { StockQuestion } from "../domain/stock/question.ts";
import type { StockLevel, StockLevels } from "../domain/stock/view.ts";
import type { Voided } from "../domain/stock/void.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { stockStaffWords } from "../lib/words/stockStaff.ts";
import { pressId } from "./command.ts";

/** What is in stock. */
export function levelsCard({ rows, others, locale }: StockLevels): Card {
  const words = stockStaffWords[locale];
  return {
    tone: "info",
    title: words.levels,
    body: rows.map((row) => levelLine(row, locale)).join("\n") || words.none,
    footer: others > 0 ? words.others(wholeNumber(locale, others)) : undefined,
  };
}

function levelLine(level: StockLevel, locale: Locale): string {
  const words = stockStaffWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const { product, free, sold, void: taken, lastAddedAtMs } = level;
  const { lowStock } = product;
  return [
    `**${plain(product.name)}**`,
    ...(product.state === "archived" ? [words.archived] : []),
    words.level(number(free), number(sold), number(taken)),
    ...(lowStock !== null && free < lowStock ? [words.low(number(lowStock))] : []),
    lastAddedAtMs === null ? words.neverAdded : words.lastAdded(moment(lastAddedAtMs, "R")),
  ].join(" · ");
}

/** The question whether to take codes out of stock. */
export function voidQuestionCard({ id, product, codes, reason, locale }: StockQuestion): Card {
  const words = stockStaffWords[locale];
  const count = wholeNumber(locale, codes);
  return {
    tone: "warning",
    title: words.void,
    body: `${words.voidAsk(count, plain(product.name))}\n${words.voidFinal}`,
    fields: [{ name: words.reason, value: plain(reason ?? ""), wide: true }],
    buttons: [
      { id: pressId("admin", "voidcodes", id), label: words.voidGo(count), style: "danger" },
      keep(locale),
    ],
  };
}

export function voidedCard({ product, codes, left, locale }: Voided): Card {
  const words = stockStaffWords[locale];
  return {
    tone: "done",
    title: words.voided,
    body: words.voidedBody(wholeNumber(locale, codes), plain(product.name)),
    fields: [{ name: words.left, value: wholeNumber(locale, left) }],
  };
}

/** The question whether to give codes out. */
export function exportQuestionCard({ id, product, codes, locale }: StockQuestion): Card {
  const words = stockStaffWords[locale];
  const count = wholeNumber(locale, codes);
  return {
    tone: "warning",
    title: words.export,
    body: `${words.exportAsk(count, plain(product.name))}\n${words.exportNote}`,
    buttons: [
      { id: pressId("admin", "exportcodes", id), label: words.exportGo(count), style: "go" },
      keep(locale),
    ],
  };
}

/** The codes as a file, one a line. */
export function exportedCard({ product, codes, unreadable, cut, locale }: Exported): Card {
  const words = stockStaffWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: unreadable > 0 || cut ? "warning" : "done",
    title: words.exported,
    body: [
      words.exportedBody(number(codes.length), plain(product.name)),
      ...(cut ? [words.cut] : []),
      words.exportedKeep,
    ].join("\n"),
    fields: unreadable > 0 ? [{ name: words.unreadable, value: number(unreadable) }] : [],
    file: { name: `${product.sku}.txt`, type: "text/plain; charset=utf-8", text: `${codes.join("\n")}\n` },
  };
}

const keep = (locale: Locale): Button => ({
  id: pressId("admin", "keepcodes"),
  label: stockStaffWords[locale].cancel,
  style: "plain",
});

export function keptCard(locale: Locale): Card {
  const words = stockStaffWords[locale];
  return { tone: "info", title: words.cancelled, body: words.cancelledBody };
}
