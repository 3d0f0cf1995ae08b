import { actOnPayment } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { markup } from "./markup.js";
import { state } from "./state.js";
import { messageTime } from "./time.js";
import { toast } from "./toast.js";

const GOOD = ["settlement", "capture"];
const BAD = ["deny", "expire", "cancel", "failure", "chargeback", "partial_chargeback"];

const isPending = ({ status }) => status === "pending";
const mayBePaidLate = ({ status }) => status === "pending" || status === "expire";
const holdsMoney = ({ status }) => ["settlement", "partial_refund", "partial_chargeback"].includes(status);
const always = () => true;

/** What can happen, in groups: the act, its words, its look, and when it can. */
const GROUPS = [
  [
    "The payer",
    [
      ["pay", "Pay", "success", isPending],
      ["payLate", "Pay late", "", mayBePaidLate],
      ["payTwice", "Pay, told twice", "", isPending],
      ["outOfOrder", "Pay, told out of order", "", isPending],
      ["wrongAmount", "Pay a wrong amount", "", isPending],
    ],
  ],
  [
    "Midtrans",
    [
      ["expire", "Expire", "", isPending],
      ["deny", "Deny", "", isPending],
      ["refund", "Refund", "", holdsMoney],
      ["refundHalf", "Refund half", "", holdsMoney],
      ["chargeback", "Charge back", "", holdsMoney],
    ],
  ],
  [
    "A cheat",
    [
      ["forgedSignature", "Forge the signature", "danger", always],
      ["forgedStatus", "Forge the status", "danger", always],
    ],
  ],
];

/** A line of the list of payments. */
export function paymentItem(payment, { open, onclick }) {
  return h(
    "button",
    {
      class: "entry",
      type: "button",
      "aria-current": String(open),
      "data-testid": "payment",
      "data-order": payment.orderId,
      onclick,
    },
    h("strong", {}, money(payment.amount)),
    h("time", {}, timeOf(payment.chargedAtMs)),
    h("span", { class: "subject" }, payment.orderId),
    stateBadge(payment),
  );
}

/** An open payment with its code, and all that can happen to it. */
export function paymentHead(payment, { picture, back }) {
  const rows = [
    ["Order", payment.orderId],
    ["State", stateBadge(payment)],
    ["Charged", timeOf(payment.chargedAtMs)],
    [isPending(payment) ? "Expires" : "Expiry", markup(`<t:${Math.floor(payment.expiresAtMs / 1_000)}:R>`)],
    ...(payment.takenBack > 0 ? [["Taken back", money(payment.takenBack)]] : []),
  ];
  return h(
    "header",
    { class: "open-head payment-head" },
    h(
      "button",
      { class: "button plain pane-back", type: "button", onclick: back },
      icon("back", 16),
      "All payments",
    ),
    h(
      "div",
      { class: "payment-facts" },
      h(
        "div",
        {},
        h("h2", { "data-testid": "payment-amount" }, money(payment.amount)),
        h(
          "dl",
          {},
          rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
        ),
      ),
      picture,
    ),
    GROUPS.map(([words, acts]) =>
      h(
        "div",
        { class: "payment-acts", role: "group", "aria-label": words },
        h("h3", {}, words),
        h(
          "div",
          { class: "tools" },
          acts.map((act) => actButton(payment, act)),
        ),
      ),
    ),
  );
}

/** What the shop was told of it, the newest first, and how it answered. */
export function paymentLog({ sent }) {
  const line = ({ what, atMs, state: how, answers }) =>
    h(
      "li",
      {},
      h("time", {}, timeOf(atMs)),
      h("span", { class: "what" }, what),
      answers.map(answerBadge),
      answers.length === 0 || how === "waiting" ? h("span", { class: "how" }, how) : null,
    );
  return h(
    "div",
    { class: "payment-log" },
    h("h3", {}, "What the shop was told, and what it answered"),
    sent.length > 0
      ? h("ol", { "data-testid": "payment-log" }, sent.map(line))
      : h("p", {}, "Nothing since the shop was opened."),
  );
}

/** The answers to what went out, in words. */
export function answersOf(sent) {
  if (sent.length === 0) return "there is nobody to tell.";
  const words = sent.map(({ state: how, answers }) =>
    answers.length === 0 ? how : answers.map(answerWords).join(", then "),
  );
  return `the shop answered ${words.join(", ")}.`;
}

function actButton(payment, [what, words, look, mayBe]) {
  const element = h(
    "button",
    {
      class: `button ${look}`,
      type: "button",
      disabled: !mayBe(payment),
      "data-testid": `payment-${what}`,
      onclick: () => {
        element.disabled = true;
        actOnPayment(payment.id, what)
          .then((sent) => toast(`${words}: ${answersOf(sent)}`), toast)
          .finally(() => {
            element.disabled = !mayBe(payment);
          });
      },
    },
    words,
  );
  return element;
}

const answerWords = (status) => (status === null ? "nothing" : String(status));

function answerBadge(status) {
  const taken = status !== null && status >= 200 && status < 300;
  return h("span", { class: taken ? "reached good" : "reached bad" }, answerWords(status));
}

function stateBadge({ status }) {
  const kind = GOOD.includes(status) ? "good" : BAD.includes(status) ? "bad" : "";
  return h("span", { class: `reached ${kind}`, "data-testid": "payment-state" }, status.replace("_", " "));
}

function money(amount) {
  const style = { style: "currency", currency: "IDR", maximumFractionDigits: 0 };
  return new Intl.NumberFormat(state.me.locale, style).format(amount);
}

const timeOf = (atMs) => messageTime(atMs, state.me.locale, Date.now());
