import { type Card, cut, plain } from "../../clients/discord/card.ts";
import { bar } from "../../lib/bar.ts";
import { importWords } from "../../lib/words/imports.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import type { ImportRow } from "./ask.ts";
import { findingsOf, toBeMailed } from "./findings.ts";
import type { Progress } from "./progress.ts";
import type { ImportRefusal } from "./refusal.ts";
import { importRefusalSentence } from "./refusalWords.ts";

const BAR_CELLS = 20;
const FILE_NAME_SHOWN_MAX = 60;

/** A file's name as cards show it. */
export const shownName = (row: { fileName: string }) => plain(cut(row.fileName, FILE_NAME_SHOWN_MAX));

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
  const total = Math.max(progress.created - progress.held, findings ? toBeMailed(findings) : 0);
  const done = progress.mailed + progress.failed + progress.uncertain;
  return {
    tone: "info",
    title: `${words.progress}: ${shownName(row)}`,
    body: `${progressBar(done, total)}\n${words.progressBody(number(done), number(total))}`,
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

/** How far something is, as a bar and in percent. */
export function progressBar(done: number, total: number): string {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  return `\`${bar(share, BAR_CELLS)}\` ${Math.floor(share * 100)} %`;
}
