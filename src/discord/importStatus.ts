import { type Button, type Card, moment, plain, verbatim } from "../clients/discord/card.ts";
import { AGAIN_AT_ONCE_MAX, type AgainAgreed } from "../domain/imports/again.ts";
import type { ImportRow } from "../domain/imports/ask.ts";
import { previewedStatusFields, shownName } from "../domain/imports/cards.ts";
import { findingsOf, toBeMailed } from "../domain/imports/findings.ts";
import type { ImportStatus } from "../domain/imports/status.ts";
import { type UnmailedKind, unmailedKinds } from "../domain/imports/unmailed.ts";
import { Problem } from "../domain/problem.ts";
import { againWords } from "../lib/words/again.ts";
import { stateWords } from "../lib/words/claims.ts";
import { importWords } from "../lib/words/imports.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { pressId } from "./command.ts";

/** An import in the list of the newest ones. */
export function importLine(row: ImportRow, locale: Locale): string {
  const findings = findingsOf(row);
  const number = (value: number) => wholeNumber(locale, value);
  return [
    `**${shownName(row)}**`,
    stateWords[locale][row.state],
    ...(findings
      ? [importWords[locale].listCounts(number(toBeMailed(findings)), number(findings.points))]
      : []),
    moment(row.createdAtMs, "R"),
    verbatim(row.id),
  ].join(" · ");
}

/** How an import went, with a button for each kind of mail that may have to be sent again. */
export function statusCard(found: ImportStatus): Card {
  const { row, locale } = found;
  const words = importWords[locale];
  const states = stateWords[locale];
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of)
      .map(([state, count]) => `${states[state] ?? state}: **${wholeNumber(locale, count)}**`)
      .join("\n");
  const bounced = found.bounced.map(
    ({ email, orderId, state, reason }) =>
      `${verbatim(email)}${orderId === null ? "" : ` · ${verbatim(orderId)}`} · ${states[state] ?? state}${reason ? ` (${plain(reason)})` : ""}`,
  );
  const warnings = [
    ...(found.mailStoppedReason ? [words.mailStopped(plain(found.mailStoppedReason))] : []),
    ...unmailedWarnings(found),
  ];
  return {
    tone: warnings.length > 0 || bounced.length > 0 ? "warning" : "info",
    title: shownName(row),
    body: [`${states[row.state]} · ${moment(row.createdAtMs)}`, ...warnings].join("\n"),
    fields: [
      ...previewedStatusFields(row, locale),
      { name: words.claims, value: counts(found.claims) },
      { name: words.mailStates, value: counts(found.mails) },
      ...(bounced.length > 0 ? [{ name: words.notDelivered, value: bounced.join("\n"), wide: true }] : []),
    ],
    footer: row.id,
    buttons: againButtons(found),
  };
}

function unmailedWarnings({ unmailed, locale }: ImportStatus): string[] {
  const words = againWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const { uncertain, failed, resting, restedAtMs } = unmailed;
  return [
    ...(uncertain + resting > 0 ? [words.uncertain(number(uncertain + resting))] : []),
    ...(uncertain > 0 ? [words.settle] : []),
    ...(resting > 0 ? [words.restsUntil(number(resting), moment(restedAtMs, "t"))] : []),
    ...(failed > 0 ? [words.failed(number(failed))] : []),
  ];
}

function againButtons({ row, unmailed, locale }: ImportStatus): Button[] {
  return unmailedKinds
    .filter((kind) => unmailed[kind] > 0)
    .map((kind) => ({
      id: pressId("import", "ask", row.id, kind),
      label: againWords[locale].offer[kind](wholeNumber(locale, unmailed[kind])),
      style: "plain",
    }));
}

/** The question whether to mail again, with how many it is about. */
export function askAgainCard(asked: {
  row: { id: string; fileName: string };
  kind: UnmailedKind;
  count: number;
  asOfMs: number;
  locale: Locale;
}): Card {
  const { row, kind, count, asOfMs, locale } = asked;
  const words = againWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "warning",
    title: `${words.title} ${shownName(row)}`,
    body: [
      words.ask[kind](number(count)),
      ...(count > AGAIN_AT_ONCE_MAX ? [words.atOnce(number(AGAIN_AT_ONCE_MAX))] : []),
      words.leftOut,
    ].join("\n"),
    buttons: [
      {
        id: pressId("import", "again", row.id, kind, asOfMs),
        label: words.go(number(Math.min(count, AGAIN_AT_ONCE_MAX))),
        style: "go",
      },
      { id: pressId("import", "status", row.id), label: words.back, style: "plain" },
    ],
  };
}

/** What mailing again has come to. */
export function mailedAgainCard({
  mails,
  left,
  locale,
}: {
  mails: number;
  left: number;
  locale: Locale;
}): Card {
  const words = againWords[locale];
  return {
    tone: "done",
    title: words.done,
    body: [
      words.doneBody(wholeNumber(locale, mails)),
      ...(left > 0 ? [words.left(wholeNumber(locale, left))] : []),
    ].join("\n"),
  };
}

/** A kind as a button carries it. */
export function unmailedKind(given: string | undefined): UnmailedKind {
  const kind = unmailedKinds.find((known) => known === given);
  if (!kind) throw new Problem({ kind: "nothing_to_mail_again" });
  return kind;
}

/** What a button says was agreed to. */
export function againAgreed([importId = "", kind, asOf]: readonly string[]): AgainAgreed {
  const asOfMs = Number(asOf);
  if (!Number.isSafeInteger(asOfMs)) throw new Problem({ kind: "nothing_to_mail_again" });
  return { importId, kind: unmailedKind(kind), asOfMs };
}
