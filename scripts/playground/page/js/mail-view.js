import { reportMail } from "./api.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";
import { state } from "./state.js";
import { messageTime } from "./time.js";
import { toast } from "./toast.js";

const EVENTS = [
  ["delivered", "Deliver"],
  ["bounce", "Bounce"],
  ["dropped", "Drop"],
  ["spamreport", "Report as spam"],
];
const BAD_STATES = ["bounce", "bounced", "dropped", "spamreport"];
/** A line of the text part that can be typed in Discord: a command, an option, a value. */
const COMMAND_LINE = /^\s*\/([a-z -]+?) (\w+):(\S+)\s*$/m;

/** A line of the list of mails. */
export function mailItem(mail, { open, onclick }) {
  return h(
    "button",
    {
      class: "entry",
      type: "button",
      "aria-current": String(open),
      "data-testid": "mail",
      "data-to": mail.to,
      onclick,
    },
    h("strong", {}, mail.to),
    h("time", {}, timeOf(mail)),
    h("span", { class: "subject" }, mail.subject),
    stateBadge(mail),
  );
}

/** Subject and headers of an open mail, and what can be done with it. */
export function mailHead(mail, { back, typeInDiscord }) {
  const rows = [
    ["To", mail.to],
    ["At", timeOf(mail)],
    ...Object.entries(mail.customArgs),
    ["State", stateBadge(mail)],
  ];
  return h(
    "header",
    { class: "open-head" },
    h(
      "button",
      { class: "button plain pane-back", type: "button", onclick: back },
      icon("back", 16),
      "All mails",
    ),
    h("h2", { "data-testid": "mail-subject" }, mail.subject),
    h(
      "dl",
      {},
      rows.map(([name, value]) => [h("dt", {}, name), h("dd", {}, value)]),
    ),
    h(
      "div",
      { class: "tools" },
      EVENTS.map(([event, words]) => eventButton(mail, event, words)),
      commandButton(mail, typeInDiscord),
    ),
  );
}

/** The mail itself, as one of its two parts. */
export function mailBody(mail, { part, narrow }) {
  if (part === "text") return h("pre", { class: "mail-text", "data-testid": "mail-text" }, mail.text);
  return h("iframe", {
    class: narrow ? "mail-frame phone" : "mail-frame",
    src: `mails/${encodeURIComponent(mail.id)}/html`,
    sandbox: "",
    title: "The mail as HTML",
    "data-testid": "mail-html",
  });
}

function eventButton(mail, event, words) {
  const onclick = () =>
    reportMail(mail.id, event).then(() => toast(`${words}: reported to the shop.`), toast);
  return h("button", { class: "button", type: "button", "data-testid": `mail-${event}`, onclick }, words);
}

function commandButton(mail, typeInDiscord) {
  const [, name, option, value] = COMMAND_LINE.exec(mail.text) ?? [];
  if (!name) return null;
  const onclick = () => typeInDiscord(name, { [option]: value });
  const words = `Type /${name} as ${state.me.displayName}`;
  return h(
    "button",
    { class: "button primary", type: "button", "data-testid": "type-in-discord", onclick },
    words,
  );
}

function stateBadge({ state: reached }) {
  const kind = BAD_STATES.includes(reached) ? "bad" : reached === "delivered" ? "good" : "";
  return h("span", { class: `reached ${kind}`, "data-testid": "mail-state" }, reached);
}

const timeOf = (mail) => messageTime(mail.receivedAtMs, state.me.locale, Date.now());
