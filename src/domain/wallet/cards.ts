import { type Button, type Card, moment } from "../../clients/discord/card.ts";
import { formatMoney } from "../../lib/money.ts";
import { qrPng } from "../../lib/qr.ts";
import { topupWords } from "../../lib/words/topups.ts";
import type { Deps } from "../deps.ts";
import type { TopupView } from "./read.ts";
import { isOpen } from "./states.ts";
import type { Topup } from "./topups.ts";

const QR_FILE = "qr.png";

/** A top-up as its member sees it: with its QR code while it waits to be paid, else what became of it. */
export function topupCard(deps: Deps, view: TopupView): Card {
  return isOpen(view.topup.state) ? payCard(deps, view) : endCard(deps, view);
}

function payCard(deps: Deps, { topup, locale }: TopupView): Card {
  const words = topupWords[locale];
  return {
    tone: "info",
    title: words.pay(formatMoney(topup.amount, deps.shop.currency, locale)),
    body: [words.scan, ...(topup.expiresAtMs ? [words.expires(moment(topup.expiresAtMs, "R"))] : [])].join(
      "\n",
    ),
    footer: `${words.code}: ${topup.id}`,
    buttons: payButtons(topup, words),
    ...pictureOf(deps, topup),
  };
}

/** Our own picture of the code; where Midtrans did not say what it holds, its picture. */
function pictureOf(
  { midtrans }: Deps,
  { qrString, qrUrl, transactionId }: Topup,
): Pick<Card, "image" | "file"> {
  if (qrString) return { image: QR_FILE, file: { name: QR_FILE, type: "image/png", bytes: qrPng(qrString) } };
  const url = qrUrl ?? (transactionId && midtrans?.pictureUrl(transactionId));
  return url ? { image: url, file: null } : { file: null };
}

const payButtons = ({ id }: Topup, words: { check: string; cancel: string }): Button[] => [
  { id: `topup:check:${id}`, label: words.check, style: "go" },
  { id: `topup:cancel:${id}`, label: words.cancel, style: "plain" },
];

function endCard({ shop }: Deps, { topup, balance, debt, locale }: TopupView): Card {
  const words = topupWords[locale];
  const money = (amount: number) => formatMoney(amount, shop.currency, locale);
  const { state } = topup;
  const ended = { footer: `${words.code}: ${topup.id}`, file: null };
  const held = [words.wallet(money(balance)), ...(debt > 0 ? [words.debt(money(debt))] : [])];
  switch (state) {
    case "paid":
      return {
        ...ended,
        tone: "done",
        title: words.paid(money(topup.amount)),
        body: [...held, words.spend].join("\n"),
      };
    case "partly_refunded":
    case "refunded":
    case "charged_back": {
      const back = state === "charged_back" ? words.chargedBack : words.returned;
      return {
        ...ended,
        tone: "warning",
        title: words.pay(money(topup.amount)),
        body: [back(money(topup.refunded)), ...held].join("\n"),
      };
    }
    case "failed":
      return { ...ended, tone: "warning", title: words.failed, body: failure(topup, words) };
    case "denied":
    case "cancelled":
    case "expired":
    case "creating":
    case "pending":
      return {
        ...ended,
        tone: "warning",
        title: state === "creating" || state === "pending" ? words.notYet : words[state],
        body: [words.nothingPaid, words.lateMoney].join("\n"),
      };
  }
}

function failure({ reason }: Topup, words: (typeof topupWords)["en"]): string {
  if (reason === "differs") return words.differs;
  const code = /^midtrans_(\d+)$/.exec(reason ?? "")?.[1];
  return code ? words.refused(code) : words.unanswered;
}

/** Told beside the code that is still to be paid. */
export function notYetCard({ topup, locale }: TopupView, confirmed: boolean): Card {
  const words = topupWords[locale];
  return confirmed
    ? {
        tone: "info",
        title: words.notYet,
        body: words.notYetBody(moment(topup.expiresAtMs ?? topup.createdAtMs, "R")),
      }
    : { tone: "warning", title: words.unconfirmed, body: words.unconfirmedBody };
}
