import { type Card, cut, type File, plain } from "../../clients/discord/card.ts";
import { csvRow } from "../../lib/csv.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { stockReasons, stockWords } from "../../lib/words/stock.ts";
import type { StockUpload } from "./ask.ts";
import type { StockDecided } from "./decide.ts";
import type { StockPreview, StockRead } from "./read.ts";
import { stockRefusalSentence } from "./refusal.ts";
import type { StockReport } from "./report.ts";

const FILE_NAME_SHOWN_MAX = 60;

const shownName = (upload: StockUpload) => plain(cut(upload.fileName, FILE_NAME_SHOWN_MAX));
const reasonOf = (reason: string, locale: Locale) => stockReasons[locale][reason] ?? reason;

/** What a file of codes would add, with the two buttons that decide; or why it cannot be read. */
export function stockReadCard(read: StockRead): Card {
  if (read.kind === "previewed") return previewCard(read);
  const { upload, refusal, locale } = read;
  const title = stockWords[locale].fileRefused(shownName(upload));
  return { tone: "refused", title, body: stockRefusalSentence(refusal, locale) };
}

function previewCard({ upload, product, findings, fresh, free, refused, locale }: StockPreview): Card {
  const words = stockWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const { codes, hasHeader, charsLeast, charsMost } = findings;
  const reasons = findings.refused.map(({ reason, count, lines }) => {
    const where = words.lines(lines.map(number).join(", "), count > lines.length);
    return `${number(count)} × ${reasonOf(reason, locale)} (${where})`;
  });
  const total = codes - fresh;
  const lengths = [...new Set([charsLeast, charsMost])].map(number).join("–");
  const readAs = [
    hasHeader ? words.readColumn : words.readLines,
    ...(fresh > 0 ? [words.chars(lengths)] : []),
  ].join(" · ");
  return {
    tone: fresh > 0 ? "info" : "warning",
    title: words.preview(shownName(upload)),
    body: fresh > 0 ? `${words.asked(number(fresh), plain(product.name))} ${words.notYet}` : words.nothing,
    fields: [
      { name: words.inFile, value: number(codes) },
      { name: words.fresh, value: number(fresh) },
      { name: words.stock, value: fresh > 0 ? `${number(free)} → ${number(free + fresh)}` : number(free) },
      { name: words.readAs, value: readAs, wide: true },
      ...(total > 0
        ? [{ name: `${words.refused}: ${number(total)}`, value: reasons.join("\n"), wide: true }]
        : []),
    ],
    footer: total > 0 ? words.note : undefined,
    buttons:
      fresh > 0
        ? [
            { id: `admin:addcodes:${upload.id}`, label: words.confirm(number(fresh)), style: "go" },
            { id: `admin:dropcodes:${upload.id}`, label: words.cancel, style: "plain" },
          ]
        : [],
    file: refusedFile(refused, locale),
  };
}

/** That the codes of a confirmed upload are being added. */
export function stockAddingCard({ upload, locale }: StockDecided): Card {
  const words = stockWords[locale];
  return { tone: "info", title: words.adding, body: words.addingBody(wholeNumber(locale, upload.total)) };
}

export function stockCancelledCard({ locale }: StockDecided): Card {
  const words = stockWords[locale];
  return { tone: "warning", title: words.cancelled, body: words.cancelledBody };
}

/** What an upload of codes came to. */
export function stockSummaryCard({ upload, product, free, locale }: StockReport): Card {
  const words = stockWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const missing = upload.total - upload.added;
  return {
    tone: missing > 0 ? "warning" : "done",
    title: words.added,
    body: words.addedBody(number(upload.added), plain(product.name)),
    fields: [
      { name: words.stock, value: number(free) },
      ...(missing > 0 ? [{ name: words.notAdded, value: number(missing) }] : []),
    ],
  };
}

/** The refused lines by number and reason; the codes themselves stand in the file that staff have. */
function refusedFile(rows: StockPreview["refused"], locale: Locale): File | undefined {
  if (rows.length === 0) return undefined;
  const words = stockWords[locale];
  const lines = [
    csvRow([words.lineColumn, words.reasonColumn, words.firstColumn]),
    ...rows.map(({ line, reason, cells: [first = ""] }) =>
      csvRow([String(line), reasonOf(reason, locale), first]),
    ),
  ];
  return { name: words.refusedFile, type: "text/csv; charset=utf-8", text: `\uFEFF${lines.join("")}` };
}
