import { type Card, cut, type File, plain, verbatim } from "../../clients/discord/card.ts";
import { csvRow } from "../../lib/csv.ts";
import { importWords } from "../../lib/words/imports.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ImportRow } from "./ask.ts";
import { shownName } from "./cards.ts";
import { type Findings, type MailSample, toBeClaimed, toBeMailed } from "./findings.ts";
import { CAMPAIGN_CHARS_MAX, importOptionsSchema } from "./options.ts";
import type { Preview } from "./readInto.ts";
import { rowReason } from "./refusalWords.ts";
import type { RefusedRow } from "./tally.ts";

/** What an import would do, for whoever uploaded the file, with the two buttons that decide. */
export function previewCard({ row, findings, mailSamples, header, refused: rows, locale }: Preview): Card {
  const refused = refusedFile(header, rows, locale);
  const words = importWords[locale];
  const mails = toBeMailed(findings);
  const isEmpty = toBeClaimed(findings) === 0;
  const number = (value: number) => wholeNumber(locale, value);
  const field = (name: string, value: number) => ({ name, value: number(value) });
  const wide = (name: string, value: string) => ({ name, value, wide: true });
  const told = isEmpty ? words.nothingToMail : words.willMail(number(mails), number(findings.points));
  return {
    tone: mails > 0 ? "info" : "warning",
    title: words.preview(shownName(row)),
    body: [told, ...previewNotes(row, findings, locale)].join("\n"),
    fields: [
      field(words.rows, findings.rows),
      field(words.toBeMailed, mails),
      field(words.points, findings.points),
      field(words.alreadyImported, findings.alreadyImported),
      field(words.filtered, findings.filtered),
      ...(findings.held > 0 ? [field(words.heldBack, findings.held)] : []),
      ...repeatedFields(findings, locale),
      ...refusedFields(findings, locale),
      wide(words.columns, columnsLine(findings, locale)),
      ...(findings.amountSamples.length > 0 ? [wide(words.amounts, sampleLines(findings))] : []),
      ...(mailSamples.length > 0 ? [wide(words.mails, mailLines(mailSamples, locale))] : []),
    ],
    footer: refused ? words.refusedNote : undefined,
    buttons: isEmpty ? [] : decisionButtons(row.id, number(mails), locale),
    file: refused,
  };
}

/** What staff should know of how the file is read before they press Import. */
function previewNotes(row: ImportRow, { columns }: Findings, locale: Locale): string[] {
  const words = importWords[locale];
  const { points, multiplier } = importOptionsSchema.parse(JSON.parse(row.options));
  const campaign = row.campaign === "" ? null : verbatim(cut(row.campaign, CAMPAIGN_CHARS_MAX));
  return [
    ...(columns.order === null ? [words.noOrderColumn(campaign)] : []),
    ...(points !== undefined && multiplier !== undefined ? [words.multiplierUnused] : []),
  ];
}

function decisionButtons(importId: string, mails: string, locale: Locale) {
  const words = importWords[locale];
  return [
    { id: `import:confirm:${importId}`, label: words.confirm(mails), style: "go" as const },
    { id: `import:cancel:${importId}`, label: words.cancel, style: "plain" as const },
  ];
}

function repeatedFields({ repeatedInFile, repeatedLines }: Findings, locale: Locale) {
  const words = importWords[locale];
  if (repeatedInFile === 0) return [];
  const where = linesAt(repeatedLines, repeatedInFile, locale);
  return [{ name: `${words.repeated}: ${wholeNumber(locale, repeatedInFile)}`, value: where, wide: true }];
}

function linesAt(at: readonly number[], count: number, locale: Locale): string {
  const shown = at.map((line) => wholeNumber(locale, line)).join(", ");
  return importWords[locale].lines(shown, count > at.length);
}

function refusedFields(findings: Findings, locale: Locale) {
  const words = importWords[locale];
  if (findings.refused.length === 0) return [{ name: words.refused, value: wholeNumber(locale, 0) }];
  const total = findings.refused.reduce((sum, { count }) => sum + count, 0);
  const lines = findings.refused.map(
    ({ reason, count, lines: at }) =>
      `${wholeNumber(locale, count)} × ${rowReason(reason, locale)} (${linesAt(at, count, locale)})`,
  );
  return [{ name: `${words.refused}: ${wholeNumber(locale, total)}`, value: lines.join("\n"), wide: true }];
}

function columnsLine({ columns }: Findings, locale: Locale): string {
  const words = importWords[locale];
  const shown = (header: string | null) => (header === null ? words.noColumn : verbatim(header));
  return [
    words.columnsLine(shown(columns.email), shown(columns.amount), shown(columns.order)),
    ...(columns.products.length > 0 ? [words.productColumns(columns.products.map(verbatim).join(", "))] : []),
    ...(columns.date === null ? [] : [words.dateColumn(verbatim(columns.date))]),
  ].join(" · ");
}

const sampleLines = (findings: Findings) =>
  findings.amountSamples.map(({ text, read }) => `${verbatim(text)} → ${plain(read)}`).join("\n");

function mailLines(samples: readonly MailSample[], locale: Locale): string {
  const words = importWords[locale];
  return samples
    .map(({ email, points, orderId }) =>
      words.mailSample(
        verbatim(email),
        wholeNumber(locale, points),
        orderId === null ? null : plain(orderId),
      ),
    )
    .join("\n");
}

/** The refused rows as people get them back: their own cells, with line and reason before them. */
function refusedFile(
  header: readonly string[],
  rows: readonly RefusedRow[],
  locale: Locale,
): File | undefined {
  if (rows.length === 0) return undefined;
  const words = importWords[locale];
  const lines = [
    csvRow([words.lineColumn, words.reasonColumn, ...header]),
    ...rows.map(({ line, reason, cells }) => csvRow([String(line), rowReason(reason, locale), ...cells])),
  ];
  return { name: words.refusedFile, type: "text/csv; charset=utf-8", text: `\uFEFF${lines.join("")}` };
}
