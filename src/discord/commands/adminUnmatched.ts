import { type Button, type Card, cut, mention, moment, verbatim } from "../../clients/discord/card.ts";
import {
  listUnmatched,
  type UnmatchedPage,
  type UnmatchedPayment,
  type UnmatchedState,
  unmatchedStateOf,
} from "../../domain/wallet/unmatchedList.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { unmatchedWords } from "../../lib/words/unmatched.ts";
import {
  choicesOf,
  nameIn,
  unmatchedReasonNames,
  unmatchedStateNames,
} from "../../lib/words/walletStates.ts";
import { action, type Call, card, type Press, pressId } from "../command.ts";
import { optional } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";

/** Midtrans' order ids are no longer (docs.midtrans.com, "Transaction Details Object"); beside it a button names a member. */
const ORDER_ID_CHARS_MAX = 50;
const LABEL_CHARS_MAX = 40;

export const unmatched = action({
  description: {
    en: "Payments that fit no top-up: credit them to a member, or dismiss them",
    id: "Pembayaran tanpa isi saldo yang cocok: kreditkan atau abaikan",
  },
  options: {
    state: optional(
      "text",
      {
        en: "Only in this state; open ones when left out",
        id: "Hanya dalam keadaan ini; yang terbuka jika dikosongkan",
      },
      { choices: choicesOf(unmatchedStateNames) },
    ),
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }),
  },
  ephemeral: true,
  run: (call, { state, page = 1 }) => answerPage(call, unmatchedStateOf(state), page),
});

/** Turns the pages of the list, and leads back to it. */
export const unmatchedPress: Press = {
  level: "staff",
  run: (call, [state, page]) => answerPage(call, unmatchedStateOf(state), pageNumber(page)),
};

async function answerPage({ deps, request }: Call, state: UnmatchedState, page: number) {
  const found = await listUnmatched(deps, request.actor.id, state, page);
  return card(found.locale, pageCard(found, state, deps.shop.currency));
}

function pageCard(found: UnmatchedPage, state: UnmatchedState, currency: string): Card {
  const { rows, count, page, pages, locale } = found;
  const words = unmatchedWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const to = (target: number, label: string): Button => ({
    id: pressId("admin", "unmatched", state, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  const openable = rows.filter(({ orderId }) => orderId.length <= ORDER_ID_CHARS_MAX);
  return {
    tone: state === "open" && count > 0 ? "warning" : "info",
    title: words.title,
    body:
      rows.length > 0
        ? [...rows.map((row) => line(row, currency, locale)), "", words.hint].join("\n")
        : words.none,
    footer: `${words.found(number(count))} · ${words.page(number(page), number(pages))}`,
    buttons: [
      ...openable.map(({ orderId }) => openButton(orderId)),
      ...(pages > 1 ? [to(page - 1, words.newer), to(page + 1, words.older)] : []),
    ],
  };
}

const openButton = (orderId: string): Button => ({
  id: pressId("admin", "payment", orderId),
  label: cut(orderId, LABEL_CHARS_MAX),
  style: "plain",
});

function line(payment: UnmatchedPayment, currency: string, locale: Locale): string {
  const { orderId, why, status, state, memberId, lastAtMs } = payment;
  const words = unmatchedWords[locale];
  return [
    verbatim(orderId),
    `**${amountIn(payment, currency, locale)}**`,
    ...(status === null ? [] : [verbatim(status)]),
    nameIn(unmatchedReasonNames, why, locale),
    [nameIn(unmatchedStateNames, state, locale), ...(memberId ? [words.to(mention(memberId))] : [])].join(
      " ",
    ),
    moment(lastAtMs, "R"),
  ].join(" · ");
}

/** What Midtrans said last; money of another currency is told by its code. */
export function amountIn(
  { amount, currency: other }: UnmatchedPayment,
  currency: string,
  locale: Locale,
): string {
  if (amount === null) return unmatchedWords[locale].unknown;
  if (other === null || other === currency) return formatMoney(amount, currency, locale);
  return `${wholeNumber(locale, amount)} ${verbatim(other)}`;
}
