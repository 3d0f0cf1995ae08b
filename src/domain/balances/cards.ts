import { type Button, type Card, cut, type File, plain, verbatim } from "../../clients/discord/card.ts";
import { csvRow } from "../../lib/csv.ts";
import { balanceReasons, balanceWords } from "../../lib/words/balances.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { importRefusalSentence } from "../imports/refusalWords.ts";
import type { BalanceChange, ResetPreview } from "./ask.ts";
import type { BalancesPreview } from "./read.ts";
import type { BalanceRefusal } from "./refusal.ts";
import type { BalancesReport } from "./report.ts";

const FILE_NAME_SHOWN_MAX = 60;
const HEADERS_SHOWN_CHARS_MAX = 900;

const shownName = (change: BalanceChange) => plain(cut(change.fileName ?? "", FILE_NAME_SHOWN_MAX));
const reasonOf = (reason: string, locale: Locale) => balanceReasons[locale][reason] ?? reason;

/** What a file of balances would do, with the two buttons that decide. */
export function balancesPreviewCard(preview: BalancesPreview): Card {
  const { change, locale, rows, verdicts, reasons, header, refused } = preview;
  const words = balanceWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const booked = verdicts.find(({ verdict }) => verdict === "booked");
  const [members, points] = [booked?.count ?? 0, booked?.points ?? 0];
  const same = verdicts.find(({ verdict }) => verdict === "same")?.count ?? 0;
  const over = verdicts.filter(({ verdict }) => verdict !== "booked" && verdict !== "same");
  const refusedLines = reasons.map(({ reason, count, lines }) => {
    const where = words.lines(lines.map(number).join(", "), count > lines.length);
    return `${number(count)} × ${reasonOf(reason, locale)} (${where})`;
  });
  const total = reasons.reduce((sum, { count }) => sum + count, 0);
  const table = refused.map(({ line, reason, cells }) => ({ line, reason, cells }));
  const asked = change.action === "reset" ? "" : words.asked[change.action](number(members), number(points));
  return {
    tone: members > 0 ? "info" : "warning",
    title: words.preview(shownName(change)),
    body: members > 0 ? `${asked} ${words.notYet}` : words.nothing,
    fields: [
      { name: words.rows, value: number(rows) },
      { name: words.members, value: number(members) },
      { name: words.points, value: number(points) },
      ...(same > 0 ? [{ name: words.same, value: number(same) }] : []),
      ...over.map(({ verdict, count }) => ({
        name: words.refusedNow,
        value: `${number(count)} × ${reasonOf(verdict, locale)}`,
        wide: true,
      })),
      ...(total > 0
        ? [{ name: `${words.refused}: ${number(total)}`, value: refusedLines.join("\n"), wide: true }]
        : []),
      { name: words.reason, value: plain(change.reason), wide: true },
    ],
    footer: total > 0 ? words.note : undefined,
    buttons:
      members > 0
        ? decisionButtons("import", change.id, words.confirm[change.action](number(members)), locale)
        : [],
    file: refusedFile(header, table, locale),
  };
}

/** What a reset would take back, with the two buttons that decide. */
export function resetPreviewCard({ changeId, members, points, locale }: ResetPreview): Card {
  const words = balanceWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  if (members === 0) return { tone: "info", title: words.resetTitle, body: words.resetNothing };
  return {
    tone: "warning",
    title: words.resetTitle,
    body: `${words.reset(number(members), number(points))} ${words.notYet}`,
    buttons: decisionButtons("points", changeId, words.confirm.reset(number(members)), locale),
  };
}

function decisionButtons(command: string, changeId: string, label: string, locale: Locale): Button[] {
  return [
    { id: `${command}:book:${changeId}`, label, style: "danger" },
    { id: `${command}:drop:${changeId}`, label: balanceWords[locale].cancel, style: "plain" },
  ];
}

/** Why a file of balances could not be read at all, and what to do. */
export function balancesRefusedCard(change: BalanceChange, refusal: BalanceRefusal, locale: Locale): Card {
  return {
    tone: "refused",
    title: balanceWords[locale].fileRefused(shownName(change)),
    body: balanceRefusalSentence(refusal, locale),
  };
}

/** What is wrong with a file of balances, and what to do about it. */
export function balanceRefusalSentence(refusal: BalanceRefusal, locale: Locale): string {
  const words = balanceWords[locale];
  switch (refusal.kind) {
    case "balance_header_missing":
      return words.headerMissing;
    case "balance_column_missing": {
      const headers = cut(refusal.headers.map(verbatim).join(", ") || "–", HEADERS_SHOWN_CHARS_MAX);
      return words.columnMissing(refusal.column === "userId" ? "user_id" : "points", headers);
    }
    case "file_empty":
      return words.fileEmpty;
    default:
      return importRefusalSentence(refusal, locale);
  }
}

/** How far a change is. */
export function balancesProgressCard({ done, total }: BalanceChange, locale: Locale): Card {
  const words = balanceWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.running,
    body: words.progress(number(done), number(Math.max(done, total))),
  };
}

/** What a change came to; the rows that the database refused are in the file. */
export function balancesSummaryCard(report: BalancesReport): Card {
  const { change, members, added, taken, outcomes, refused, locale } = report;
  const words = balanceWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const { booked: _, same = 0, ...rest } = outcomes;
  const table = refused.map(({ line, outcome, memberId, points }) => ({
    line,
    reason: outcome ?? "",
    cells: [memberId, String(points)],
  }));
  const some = (name: string, count: number) => (count > 0 ? [{ name, value: number(count) }] : []);
  const notBooked = Object.entries(rest).map(
    ([reason, count]) => `${number(count)} × ${reasonOf(reason, locale)}`,
  );
  return {
    tone: notBooked.length > 0 ? "warning" : "done",
    title: words.done,
    fields: [
      { name: words.members, value: number(members) },
      ...some(words.added, added),
      ...some(words.taken, taken),
      ...some(words.same, same),
      ...(notBooked.length > 0 ? [{ name: words.notBooked, value: notBooked.join("\n"), wide: true }] : []),
      { name: words.reason, value: plain(change.reason), wide: true },
    ],
    footer: refused.length > 0 ? words.note : undefined,
    file: refusedFile(["user_id", "points"], table, locale),
  };
}

type RefusedLine = { readonly line: number; readonly reason: string; readonly cells: readonly string[] };

/** The refused rows as people get them back: their own cells, with line and reason before them. */
function refusedFile(
  header: readonly string[],
  rows: readonly RefusedLine[],
  locale: Locale,
): File | undefined {
  if (rows.length === 0) return undefined;
  const words = balanceWords[locale];
  const lines = [
    csvRow([words.lineColumn, words.reasonColumn, ...header]),
    ...rows.map(({ line, reason, cells }) => csvRow([String(line), reasonOf(reason, locale), ...cells])),
  ];
  return { name: words.refusedFile, type: "text/csv; charset=utf-8", text: `\uFEFF${lines.join("")}` };
}
