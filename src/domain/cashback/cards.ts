import { type Card, mention, moment, plain, verbatim } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { nextWeeklyMs } from "../../lib/weekly.ts";
import { cashbackWords } from "../../lib/words/cashback.ts";
import { cashbackModeNames, payoutReasonNames, payoutStateNames } from "../../lib/words/cashbackStates.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { nameIn } from "../../lib/words/walletStates.ts";
import type { Shop } from "../deps.ts";
import { type CashbackBatch, type Payout, SYSTEM, UNITS_PER_MINOR } from "./batch.ts";
import type { PayProgress } from "./pay.ts";
import type { Alone, CashbackPreview, LeftOut, Receiver } from "./preview.ts";
import type { CashbackReport } from "./report.ts";

/** Numbers and money as a reader writes them. */
function formats({ currency }: Pick<Shop, "currency">, locale: Locale) {
  return {
    words: cashbackWords[locale],
    number: (value: number) => wholeNumber(locale, value),
    money: (amount: number) => formatMoney(amount, currency, locale),
  };
}

/** What a batch would pay, with the two buttons that decide; or why it would pay nobody. */
export function cashbackPreviewCard(preview: CashbackPreview, shop: Shop): Card {
  const { batch, totals, top, leftOut, locale } = preview;
  const { words, number, money } = formats(shop, locale);
  if (batch.state !== "previewed") return nothingCard(preview, shop);
  const { frozen, frozenAmount } = totals;
  const isOne = batch.mode === "member";
  return {
    tone: totals.review > 0 ? "warning" : "info",
    title: isOne ? words.previewOne : words.preview,
    body: [
      words.asks(number(frozen), money(frozenAmount)),
      words.waits,
      words.until(moment(batch.confirmUntilMs ?? 0, "R")),
    ].join("\n"),
    fields: [
      { name: words.receivers, value: number(frozen) },
      { name: words.total, value: money(frozenAmount) },
      { name: words.average, value: money(Math.floor(frozenAmount / frozen)) },
      { name: words.top, value: receiverLines(top, shop, locale), wide: true },
      ...overFields(preview, shop),
      ...leftOutFields(leftOut, shop, locale),
      { name: words.batch, value: verbatim(batch.id), wide: true },
    ],
    buttons: [
      { id: `sendref-cashb:confirm:${batch.id}`, label: words.confirm(number(frozen)), style: "go" },
      { id: `sendref-cashb:cancel:${batch.id}`, label: words.cancel, style: "plain" },
    ],
  };
}

function nothingCard(preview: CashbackPreview, shop: Shop): Card {
  const { batch, alone, leftOut, locale } = preview;
  const words = cashbackWords[locale];
  if (batch.memberId !== null)
    return { tone: "refused", title: words.refusedOne, body: whyNot(batch.memberId, alone, locale) };
  const next = moment(
    nextWeeklyMs(batch.createdAtMs, { weekday: shop.cashbackWeekday, hourUtc: shop.cashbackHourUtc }),
  );
  return {
    tone: "info",
    title: words.nothing,
    body: [words.nothingBody, ...(shop.cashbackIsWeekly ? [words.nextWeekly(next)] : [])].join("\n"),
    fields: [...overFields(preview, shop), ...leftOutFields(leftOut, shop, locale)],
  };
}

/** Why one member gets nothing. */
function whyNot(memberId: string, alone: Alone | null, locale: Locale): string {
  const words = cashbackWords[locale];
  const member = mention(memberId);
  const { blacklistReason = null, units = null, heldUnits = null, heldUntilMs = null } = alone ?? {};
  if (blacklistReason !== null) return words.isBlacklisted(member, plain(blacklistReason));
  if (units !== null && units < 0) return words.isNegative(member);
  if ((heldUnits ?? 0) > 0 && heldUntilMs !== null) return words.isHeld(member, moment(heldUntilMs));
  if (units !== null && units > 0 && units < UNITS_PER_MINOR) return words.isSmall(member);
  return words.hasNothing(member);
}

function receiverLines(receivers: readonly Receiver[], shop: Shop, locale: Locale): string {
  const { words, number, money } = formats(shop, locale);
  return receivers
    .map(({ memberId, amount, referrals }) =>
      words.receiver(mention(memberId), money(amount), number(referrals)),
    )
    .join("\n");
}

function overFields({ totals, overPayoutMax, overPayouts, locale }: CashbackPreview, shop: Shop) {
  const { words, number } = formats(shop, locale);
  const overReceivers = totals.review - overPayouts;
  return [
    ...(overPayouts > 0
      ? [
          {
            name: `${words.overPayout}: ${number(overPayouts)}`,
            value: `${receiverLines(overPayoutMax, shop, locale)}\n${words.payOne}`,
            wide: true,
          },
        ]
      : []),
    ...(overReceivers > 0
      ? [{ name: words.overReceivers, value: words.moreReceivers(number(overReceivers)), wide: true }]
      : []),
  ];
}

function leftOutFields(
  { blacklisted, blacklistedAmount, small, negative }: LeftOut,
  shop: Shop,
  locale: Locale,
) {
  const { words, number, money } = formats(shop, locale);
  const lines = [
    ...(blacklisted > 0 ? [words.blacklisted(number(blacklisted), money(blacklistedAmount))] : []),
    ...(small > 0 ? [words.small(number(small))] : []),
    ...(negative > 0 ? [words.negative(number(negative))] : []),
  ];
  return lines.length > 0 ? [{ name: words.leftOut, value: lines.join("\n"), wide: true }] : [];
}

/** How far a batch is; without numbers just after it was confirmed. */
export function cashbackProgressCard(
  batch: CashbackBatch,
  progress: Pick<PayProgress, "done" | "total"> | null,
  locale: Locale,
): Card {
  const words = cashbackWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  return {
    tone: "info",
    title: words.running,
    body: progress ? words.progress(number(progress.done), number(progress.total)) : undefined,
    fields: [{ name: words.batch, value: verbatim(batch.id), wide: true }],
  };
}

/** What a batch came to: whom it paid, and whom not and why. */
export function cashbackResultCard(report: CashbackReport, shop: Shop): Card {
  const { batch, by, totals, unpaid, locale } = report;
  const { words, number, money } = formats(shop, locale);
  const { paid, paidAmount, failed, changed, blacklisted, review } = totals;
  const left = failed + changed + blacklisted + review;
  const some = (name: string, count: number, note?: string) =>
    count > 0 ? [{ name, value: [number(count), ...(note ? [note] : [])].join("\n"), wide: true }] : [];
  const lines = unpaid.map((payout) =>
    words.unpaidLine(mention(payout.memberId), money(payout.amount), whyUnpaid(payout, locale)),
  );
  return {
    tone: left > 0 ? "warning" : "done",
    title: words.done,
    body: [...lines, ...(left > lines.length ? [words.more] : [])].join("\n"),
    fields: [
      { name: words.paid, value: number(paid) },
      { name: words.total, value: money(paidAmount) },
      ...some(words.failed, failed, words.failedTry(batch.id)),
      ...some(words.blacklistedSince, blacklisted),
      ...some(words.changed, changed),
      ...some(words.review, review, words.reviewNote),
      { name: words.batch, value: verbatim(batch.id), wide: true },
      { name: words.by, value: by === SYSTEM ? words.system : mention(by) },
      { name: words.mode, value: nameIn(cashbackModeNames, batch.mode, locale) },
    ],
  };
}

function whyUnpaid({ state, reason }: Payout, locale: Locale): string {
  const name = nameIn(payoutStateNames, state, locale);
  if (reason === null) return name;
  return `${name}: ${reason in payoutReasonNames ? nameIn(payoutReasonNames, reason, locale) : verbatim(reason)}`;
}
