import { type Button, type Card, cut, mention, moment, plain } from "../clients/discord/card.ts";
import type { HistoryEntry, HistoryPage, HistoryPlace } from "../domain/points/history.ts";
import { formatMoney } from "../lib/money.ts";
import { historyWords, transferWords } from "../lib/words/history.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { nameIn, sourceNames } from "../lib/words/walletStates.ts";
import { demand } from "./router.ts";

/** What a history counts. */
export const historyAssets = ["points", "money"] as const;
export type HistoryAsset = (typeof historyAssets)[number];

const MEMO_SHOWN_MAX = 100;
const PROGRAM_SHOWN_MAX = 40;

type Shown = {
  readonly asset: HistoryAsset;
  readonly currency: string;
  /** Whose it is, where that is somebody else. */
  readonly memberId?: string;
  /** The `custom_id` of a button that leads beside an entry. */
  readonly pressId: (direction: "older" | "newer", seq: number, page: number) => string;
};

/** A page of a history with the buttons to its neighbours. */
export function historyCard(found: HistoryPage, shown: Shown): Card {
  const { entries, page, pages, count, hasOlder, locale } = found;
  const words = historyWords[locale];
  const [newest, oldest] = [entries[0], entries.at(-1)];
  const number = (value: number) => wholeNumber(locale, value);
  const lines = entries.map((entry) => entryLine(entry, shown, locale));
  const buttons: Button[] =
    newest && oldest && (hasOlder || page > 1)
      ? [
          {
            id: shown.pressId("newer", newest.seq, page - 1),
            label: words.newer,
            style: "plain",
            disabled: page <= 1,
          },
          {
            id: shown.pressId("older", oldest.seq, page + 1),
            label: words.older,
            style: "plain",
            disabled: !hasOlder,
          },
        ]
      : [];
  return {
    tone: "info",
    title: words[shown.asset],
    body: [
      ...(shown.memberId === undefined ? [] : [mention(shown.memberId)]),
      ...(lines.length > 0 ? lines : [words.none]),
    ].join("\n"),
    footer: count > 0 ? words.footer(number(count), number(page), number(pages)) : undefined,
    buttons,
  };
}

type EntryDetail = {
  readonly memoMax: number;
  /** Tells through what an entry came; a history does where its kind does not say it. */
  readonly source: (source: string, locale: Locale) => string | undefined;
};
const HISTORY_DETAIL: EntryDetail = { memoMax: MEMO_SHOWN_MAX, source: programOf };

/** What moved, what was there then, why, through what and when. */
export function entryLine(
  entry: HistoryEntry,
  { asset, currency }: Pick<Shown, "asset" | "currency">,
  locale: Locale,
  { memoMax, source }: EntryDetail = HISTORY_DETAIL,
): string {
  const shown = (amount: number) =>
    asset === "money" ? formatMoney(amount, currency, locale) : wholeNumber(locale, amount);
  const sign = entry.change < 0 ? "−" : "+";
  const why = transferWords[locale][entry.kind] ?? transferWords[locale].other;
  const memo = entry.memo ? `: ${plain(cut(entry.memo, memoMax))}` : "";
  const after = historyWords[locale].after(shown(entry.balance));
  return [
    `**${sign}${shown(Math.abs(entry.change))}** ${after}`,
    `${why}${memo}`,
    source(entry.source, locale),
    moment(entry.atMs),
  ]
    .filter((part) => part !== undefined)
    .join(" · ");
}

/** Another program by the name of its key. */
function programOf(source: string, locale: Locale): string | undefined {
  const [, program] = /^api:(.+)$/.exec(source) ?? [];
  return program && historyWords[locale].via(plain(cut(program, PROGRAM_SHOWN_MAX)));
}

/** Through what an entry came, whatever it was. */
export const anySource = (source: string, locale: Locale): string =>
  programOf(source, locale) ?? nameIn(sourceNames, source, locale);

/** The place that a button's parts `direction:seq:page` name. */
export function historyPlace([direction, seq, page]: readonly string[]): HistoryPlace {
  const kind = direction === "older" || direction === "newer" ? direction : undefined;
  return {
    kind: demand(kind, { kind: "button_stale" }),
    seq: wholeOr(seq, 0),
    page: wholeOr(page, 1),
  };
}

function wholeOr(text: string | undefined, otherwise: number): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise;
}
