import { get } from "./api.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { mailBody, mailHead, mailItem } from "./mail-view.js";
import { viewHeader } from "./sidebar.js";
import { emit, on, state } from "./state.js";
import { toast } from "./toast.js";

const PARTS = [
  ["html", "HTML"],
  ["text", "Text"],
];

let knownTotal = null;
let asked = 0;

/** Fetches the newest mails, and counts those that came while another view was open. A later question makes an earlier answer void. */
export async function loadMails() {
  const mine = ++asked;
  const { total, found, more, mails } = await get("mails", {
    to: state.mailSearch,
    pages: state.mailPages,
  });
  if (mine !== asked) return;
  Object.assign(state, { mails, mailsFound: found, mailsMore: more });
  if (knownTotal !== null && state.view !== "mailbox") state.unreadMails += Math.max(0, total - knownTotal);
  knownTotal = total;
  emit("mails");
  emit("unread");
}

/** @param {(name: string, values: Record<string, string>) => void} typeInDiscord */
export function createMailbox(typeInDiscord) {
  const look = { part: "html", narrow: false };
  let mail = null;
  const list = h("ol", { class: "entries", "aria-label": "Mails", "data-testid": "mails" });
  const toTop = () => list.scrollTo(0, 0);
  const side = h("div", { class: "pane-side" }, searchField(toTop), list);
  const open = h("section", { class: "pane-open", "aria-label": "Mail" });
  const box = h("div", { class: "panes" }, side, open);

  async function choose(id) {
    mail = await get(`mails/${encodeURIComponent(id)}`);
    drawOpen();
    drawList();
  }

  function back() {
    mail = null;
    drawOpen();
    drawList();
  }

  function change(next) {
    Object.assign(look, next);
    drawOpen();
  }

  function drawOpen() {
    box.classList.toggle("opened", mail !== null);
    if (!mail)
      return fill(open, empty("Choose a mail", "Its HTML, its text and what became of it are shown here."));
    fill(open, mailHead(mail, { back, typeInDiscord }), tabs(look, change), mailBody(mail, look));
  }

  function drawList() {
    const items = state.mails.map((each) =>
      h(
        "li",
        {},
        mailItem(each, { open: each.id === mail?.id, onclick: () => choose(each.id).catch(toast) }),
      ),
    );
    fill(list, items.length > 0 ? [items, listEnd()] : noMail());
  }

  /** The list anew, and the head of the open mail; its body, which does not change, stays as it is. */
  on("mails", () => {
    drawList();
    const now = state.mails.find(({ id }) => id === mail?.id);
    if (!now) return;
    mail = { ...mail, ...now };
    open.querySelector(".open-head").replaceWith(mailHead(mail, { back, typeInDiscord }));
  });
  on("state", drawOpen);
  drawOpen();
  drawList();
  const header = h("div", { class: "main-view" });
  const drawHeader = () => fill(header, viewHeader("Mailbox", icon("mail"), "What reached SendGrid"));
  on("state", drawHeader);
  drawHeader();
  return h("div", { class: "main-view" }, header, box);
}

/** Under the list when it does not hold all: how much it shows, and the step to more. */
function listEnd() {
  const { mails, mailsFound, mailsMore } = state;
  if (mails.length === mailsFound) return null;
  const count = (number) => number.toLocaleString(state.me.locale);
  return h(
    "li",
    { class: "entries-end", "data-testid": "mails-shown" },
    h("p", {}, `The newest ${count(mails.length)} of ${count(mailsFound)} mails.`),
    mailsMore > 0
      ? h(
          "button",
          { class: "button", type: "button", "data-testid": "more-mails", onclick: showMore },
          `Show ${count(mailsMore)} more`,
        )
      : h("p", {}, "Search by address for an older one."),
  );
}

function showMore() {
  state.mailPages += 1;
  loadMails().catch(toast);
}

function noMail() {
  return state.mailSearch
    ? empty("No such mail", `None went to an address with “${state.mailSearch}”.`)
    : empty("No mail", "What the shop sends through SendGrid arrives here and goes no further.");
}

function searchField(onsearch) {
  const input = h("input", {
    value: state.mailSearch,
    class: "text-input",
    type: "search",
    placeholder: "Search by address",
    "aria-label": "Search by address",
    "data-testid": "mail-search",
    oninput: () => {
      Object.assign(state, { mailSearch: input.value.trim(), mailPages: 1 });
      sessionStorage.setItem("mailSearch", state.mailSearch);
      onsearch();
      loadMails().catch(toast);
    },
  });
  return input;
}

function tabs({ part, narrow }, change) {
  const tab = ([id, words]) => {
    const selected = String(part === id);
    return h(
      "button",
      {
        type: "button",
        role: "tab",
        "aria-selected": selected,
        "data-testid": `tab-${id}`,
        onclick: () => change({ part: id }),
      },
      words,
    );
  };
  const width = h(
    "button",
    { type: "button", onclick: () => change({ narrow: !narrow }) },
    narrow ? "Full width" : "Phone width",
  );
  return h(
    "div",
    { class: "tabs" },
    h("div", { role: "tablist", class: "tabs-parts" }, PARTS.map(tab)),
    part === "html" && width,
  );
}

function empty(title, words) {
  return h("div", { class: "empty" }, icon("mail", 56), h("h2", {}, title), h("p", {}, words));
}
