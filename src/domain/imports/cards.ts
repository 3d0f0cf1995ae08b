import { type Card, cut, type File, plain, verbatim } from "../../clients/discord/card.ts";
import { csvRow } from "../../lib/csv.ts";
import { importWords } from "../../lib/words/imports.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ImportRow } from "./ask.ts";
import { type Findings, findingsOf, type MailSample, toBeMailed } from "./findings.ts";
import type { Progress } from "./progress.ts";
import type { Preview } from "./read.ts";
import type { ImportRefusal } from "./refusal.ts";
import { importRefusalSentence, rowReason } from "./refusalWords.ts";
import type { RefusedRow } from "./tally.ts";

const BAR_CELLS = 20;
const FILE_NAME_SHOWN_MAX = 60;

const shownName = (row: { fileName: string }) => plain(cut(row.fileName, FILE_NAME_SHOWN_MAX));

/** What an import would do, for whoever uploaded the file, with the two buttons that decide. */
export function previewCard({ row, findings, mailSamples, header, refused: rows, locale }: Preview): Card {
  const refused = refusedFile(header, rows, locale);
  const words = importWords[locale];
  const mails = toBeMailed(findings);
  const number = (value: number) => wholeNumber(locale, value);
  const field = (name: string, value: string) => ({ name, value });
  const wide = (name: string, value: string) => ({ name, value, wide: true });
  const some = (name: string, count: number) => (count > 0 ? [field(name, number(count))] : []);
  return {
    tone: mails > 0 ? "info" : "warning",
    title: words.preview(shownName(row)),
    body: mails > 0 ? words.willMail(number(mails), number(findings.points)) : words.nothingToMail,
    fields: [
      field(words.rows, number(findings.rows)),
      field(words.toBeMailed, number(mails)),
      field(words.points, number(findings.points)),
      ...some(words.alreadyImported, findings.alreadyImported),
      ...some(words.repeated, findings.repeatedInFile),
      ...some(words.filtered, findings.filtered),
      ...refusedFields(findings, locale),
      wide(words.columns, columnsLine(findings, locale)),
      ...(findings.amountSamples.length > 0 ? [wide(words.amounts, sampleLines(findings))] : []),
      ...(mailSamples.length > 0 ? [wide(words.mails, mailLines(mailSamples, locale))] : []),
    ],
    footer: mails > 0 && refused ? words.refusedNote : undefined,
    buttons: mails > 0 ? decisionButtons(row.id, number(mails), locale) : [],
    file: refused,
  };
}

function decisionButtons(importId: string, mails: string, locale: Locale) {
  const words = importWords[locale];
  return [
    { id: `import:confirm:${importId}`, label: words.confirm(mails), style: "go" as const },
    { id: `import:cancel:${importId}`, label: words.cancel, style: "plain" as const },
  ];
}

function refusedFields(findings: Findings, locale: Locale) {
  const words = importWords[locale];
  if (findings.refused.length === 0) return [];
  const total = findings.refused.reduce((sum, { count }) => sum + count, 0);
  const lines = findings.refused.map(({ reason, count, lines: at }) => {
    const where = words.lines(at.map((line) => wholeNumber(locale, line)).join(", "), count > at.length);
    return `${wholeNumber(locale, count)} × ${rowReason(reason, locale)} (${where})`;
  });
  return [{ name: `${words.refused}: ${wholeNumber(locale, total)}`, value: lines.join("\n"), wide: true }];
}

function columnsLine({ columns }: Findings, locale: Locale): string {
  const words = importWords[locale];
  const shown = (header: string | null) => (header === null ? words.noColumn : verbatim(header));
  return words.columnsLine(shown(columns.email), shown(columns.amount), shown(columns.order));
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

/** What the reading of an import's file found, for its status. */
export function previewedStatusFields(row: ImportRow, locale: Locale) {
  const findings = findingsOf(row);
  if (!findings) return [];
  const words = importWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return [
    { name: words.rows, value: number(findings.rows) },
    { name: words.points, value: number(findings.points) },
    { name: words.refused, value: number(findings.refused.reduce((sum, { count }) => sum + count, 0)) },
  ];
}

/** Why a file could not be read at all, and what to do. */
export function refusedCard(row: ImportRow, refusal: ImportRefusal, locale: Locale): Card {
  const words = importWords[locale];
  return {
    tone: "refused",
    title: words.fileRefused(shownName(row)),
    body: importRefusalSentence(refusal, locale),
  };
}

/** How far an import is, as a bar and counts. */
export function progressCard(row: ImportRow, progress: Progress, locale: Locale): Card {
  const words = importWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const findings = findingsOf(row);
  const total = Math.max(progress.created, findings ? toBeMailed(findings) : 0);
  const done = progress.mailed + progress.failed + progress.uncertain + progress.held;
  return {
    tone: "info",
    title: `${words.progress}: ${shownName(row)}`,
    body: `${bar(done, total)}\n${words.progressBody(number(done), number(total))}`,
    fields: [
      { name: words.created, value: number(progress.created) },
      { name: words.mailed, value: number(progress.mailed) },
      { name: words.waiting, value: number(Math.max(0, total - done)) },
    ],
  };
}

/** What an import did, when it has nothing left to do. */
export function summaryCard(row: ImportRow, progress: Progress, locale: Locale): Card {
  const words = importWords[locale];
  const findings = findingsOf(row);
  const skipped = findings ? Math.max(0, findings.accepted - progress.created) : 0;
  const counted: [string, number][] = [
    [words.created, progress.created],
    [words.mailed, progress.mailed],
    [words.skipped, skipped],
  ];
  const trouble: [string, number][] = [
    [words.uncertain, progress.uncertain],
    [words.failed, progress.failed],
    [words.held, progress.held],
  ];
  const told = trouble.filter(([, count]) => count > 0);
  return {
    tone: told.length > 0 ? "warning" : "done",
    title: words.done(shownName(row)),
    body: progress.uncertain > 0 ? words.uncertainNote : undefined,
    fields: [...counted, ...told].map(([name, count]) => ({ name, value: wholeNumber(locale, count) })),
  };
}

function bar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const full = Math.floor(share * BAR_CELLS);
  return `\`${"█".repeat(full)}${"░".repeat(BAR_CELLS - full)}\` ${Math.floor(share * 100)} %`;
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
