import { type Card, mention, moment, verbatim } from "../clients/discord/card.ts";
import { SYSTEM } from "../domain/cashback/batch.ts";
import type { CashbackExport } from "../domain/cashback/export.ts";
import type { CashbackHistory, ListedBatch } from "../domain/cashback/history.ts";
import type { Shop } from "../domain/deps.ts";
import { formatMoney } from "../lib/money.ts";
import { cashbackWords } from "../lib/words/cashback.ts";
import { cashbackModeNames, cashbackStateNames } from "../lib/words/cashbackStates.ts";
import type { Locale } from "../lib/words/locale.ts";
import { wholeNumber } from "../lib/words/number.ts";
import { nameIn } from "../lib/words/walletStates.ts";
import { pressId } from "./command.ts";
import { pageButtons } from "./pageButtons.ts";

/** Batches, the newest first. */
export function cashbackHistoryCard(history: CashbackHistory, shop: Shop): Card {
  const { rows, count, page, pages, locale } = history;
  const words = cashbackWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.history,
    body: rows.map((row) => batchLines(row, shop, locale)).join("\n\n") || words.historyNone,
    footer: words.footer(number(count), number(page), number(pages)),
    buttons: pageButtons(history, (target) => pressId("sendref-cashb", "history", target)),
  };
}

function batchLines({ batch, paid, amount, failed, left }: ListedBatch, shop: Shop, locale: Locale): string {
  const words = cashbackWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const by = batch.askedBy === SYSTEM ? words.system : mention(batch.askedBy);
  return [
    `**${verbatim(batch.id)}** · ${nameIn(cashbackStateNames, batch.state, locale)}`,
    `${moment(batch.createdAtMs)} · ${nameIn(cashbackModeNames, batch.mode, locale)} · ${by}`,
    [
      words.historyLine(number(paid), formatMoney(amount, shop.currency, locale)),
      ...(failed > 0 ? [words.historyFailed(number(failed))] : []),
      ...(left > 0 ? [words.historyLeft(number(left))] : []),
    ].join(" · "),
  ].join("\n");
}

/** A batch's payouts as a file. */
export function cashbackExportCard({ batch, rows, csv, cut, locale }: CashbackExport): Card {
  const words = cashbackWords[locale];
  return {
    tone: cut ? "warning" : "done",
    title: words.exported,
    body: [words.exportedBody(wholeNumber(locale, rows)), ...(cut ? [words.exportedCut] : [])].join("\n"),
    fields: [{ name: words.batch, value: verbatim(batch.id) }],
    file: { name: `${batch.id}.csv`, type: "text/csv; charset=utf-8", text: `\uFEFF${csv}` },
  };
}
