import { type Button, type Card, verbatim } from "../../clients/discord/card.ts";
import { listTopups, type TopupPage, topupStateOf } from "../../domain/wallet/list.ts";
import {
  type ReconciledOne,
  type ReconciledOpen,
  reconcileOne,
  reconcileOpen,
} from "../../domain/wallet/reconcileNow.ts";
import { saysPaid, type TopupState } from "../../domain/wallet/states.ts";
import { formatMoney } from "../../lib/money.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { topupDeskWords } from "../../lib/words/topupDesk.ts";
import { choicesOf, nameIn, topupStateNames } from "../../lib/words/walletStates.ts";
import { action, type Call, card, type Press, pressId } from "../command.ts";
import { optional } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";
import { topupSuggestions } from "../suggestions.ts";
import { topupLine } from "../topupLine.ts";

const ID_CHARS_MAX = 50;
const MOVED_SHOWN_MAX = 10;
const ANY = "any";

export const topups = action({
  description: { en: "List top-ups, the newest first", id: "Daftar isi saldo, yang terbaru dulu" },
  options: {
    state: optional(
      "text",
      { en: "Only in this state", id: "Hanya dalam keadaan ini" },
      { choices: choicesOf(topupStateNames) },
    ),
    page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }),
  },
  ephemeral: true,
  run: (call, { state, page = 1 }) => answerPage(call, topupStateOf(state), page),
});

/** Turns the pages of the list. */
export const topupsPress: Press = {
  level: "staff",
  run: (call, [state, page]) => answerPage(call, topupStateOf(state), pageNumber(page)),
};

async function answerPage({ deps, request }: Call, state: TopupState | undefined, page: number) {
  const found = await listTopups(deps, request.actor.id, state, page);
  return card(found.locale, pageCard(found, state, deps.shop.currency));
}

function pageCard(found: TopupPage, state: TopupState | undefined, currency: string): Card {
  const { rows, count, page, pages, locale } = found;
  const words = topupDeskWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const to = (target: number, label: string): Button => ({
    id: pressId("admin", "topups", state ?? ANY, target),
    label,
    style: "plain",
    disabled: target < 1 || target > pages,
  });
  return {
    tone: "info",
    title: words.title,
    body: rows.map((row) => topupLine(row, currency, locale)).join("\n") || words.none,
    footer: `${words.found(number(count))} · ${words.page(number(page), number(pages))}`,
    buttons: pages > 1 ? [to(page - 1, words.newer), to(page + 1, words.older)] : [],
  };
}

export const reconcile = action({
  description: {
    en: "Ask Midtrans now what became of top-ups",
    id: "Tanyakan sekarang kepada Midtrans bagaimana isi saldo",
  },
  options: {
    topup: optional(
      "text",
      {
        en: "Only this one; all open ones when left out",
        id: "Hanya yang ini; semua yang terbuka jika dikosongkan",
      },
      { max: ID_CHARS_MAX, autocomplete: true },
    ),
  },
  ephemeral: true,
  async run({ deps, request }, { topup }) {
    const { currency } = deps.shop;
    if (topup === undefined) {
      const done = await reconcileOpen(deps, request);
      return card(done.locale, openCard(done, currency));
    }
    const done = await reconcileOne(deps, request, topup);
    return card(done.locale, oneCard(done, currency));
  },
  suggest: topupSuggestions,
});

function openCard({ asked, moved, unanswered, left, locale }: ReconciledOpen, currency: string): Card {
  const words = topupDeskWords[locale];
  const number = (value: number) => wholeNumber(locale, value);
  const shown = moved.slice(0, MOVED_SHOWN_MAX).map((topup) => topupLine(topup, currency, locale));
  const more = moved.length - shown.length;
  return {
    tone: unanswered > 0 ? "warning" : "done",
    title: words.askedTitle,
    body: [
      words.asked(number(asked)),
      ...(unanswered > 0 ? [words.unanswered(number(unanswered))] : []),
      ...(left > 0 ? [words.left(number(left))] : []),
      ...(moved.length > 0 ? [words.moved(number(moved.length)), ...shown] : []),
      ...(more > 0 ? [words.more(number(more))] : []),
    ].join("\n"),
  };
}

function oneCard(done: ReconciledOne, currency: string): Card {
  const { before, looked, after, locale } = done;
  const words = topupDeskWords[locale];
  const [was, is] = [before, after].map(({ state }) => nameIn(topupStateNames, state, locale));
  const isAnswered = looked.kind === "moved" || looked.kind === "same";
  const said = isAnswered ? looked.said : null;
  const isOther = said !== null && saysPaid(said.status) && said.amount !== after.amount;
  return {
    tone: !isAnswered || isOther ? "warning" : "done",
    title: words.askedTitle,
    body: [
      topupLine(after, currency, locale),
      saidLine(looked, currency, locale),
      ...(isOther ? [words.differs] : []),
      was === is ? words.same(is ?? "") : words.state(was ?? "", is ?? ""),
    ].join("\n"),
  };
}

function saidLine(looked: ReconciledOne["looked"], currency: string, locale: Locale): string {
  const words = topupDeskWords[locale];
  switch (looked.kind) {
    case "away":
      return words.away;
    case "refused":
      return words.refused(looked.code);
    case "moved":
    case "same": {
      if (looked.said === null) return words.unknown;
      const { status, amount } = looked.said;
      return amount === null
        ? words.says(verbatim(status))
        : words.saysAmount(verbatim(status), formatMoney(amount, currency, locale));
    }
  }
}
