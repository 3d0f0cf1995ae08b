import { byId, fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { avatar, botAvatar } from "./people.js";
import { on, show, state } from "./state.js";

const COUNTED_MAX = 99;

/** The rail of views at the far left, and the channels beside it. */
export function startSidebar() {
  for (const event of ["state", "view", "unread"]) on(event, draw);
  byId("scrim").addEventListener("click", () => document.body.classList.remove("drawer-open"));
  new MutationObserver(() => {
    byId("scrim").hidden = !document.body.classList.contains("drawer-open");
  }).observe(document.body, { attributeFilter: ["class"] });
}

function draw() {
  if (!state.me) return;
  fill(byId("topbar"), h("span", { class: "guild-icon" }, initials()), state.guild.name);
  fill(byId("rail"), railButtons());
  fill(byId("sidebar"), h("div", { class: "sidebar-title" }, state.guild.name), channelList());
}

function railButtons() {
  const unread = [...state.unread.values()].reduce((sum, count) => sum + count, 0);
  return [
    railButton(
      "channel",
      `${state.guild.name} on Discord`,
      h("span", { class: "guild-icon" }, initials()),
      unread,
    ),
    h("hr"),
    railButton("mailbox", "Mailbox", icon("mail"), state.unreadMails),
    railButton("payments", "Payments", icon("qr"), state.unreadPayments),
    railButton("samples", "Sample files", icon("file")),
  ];
}

function railButton(view, title, picture, count = 0) {
  return h(
    "button",
    {
      class: "rail-button",
      type: "button",
      title,
      "aria-label": title,
      "aria-current": state.view === view ? "page" : null,
      "data-testid": `view-${view}`,
      onclick: () => show(view),
    },
    picture,
    badge(count),
  );
}

function channelList() {
  const [direct, inGuild] = [
    state.channels.filter(({ kind }) => kind === "dm"),
    state.channels.filter(({ kind }) => kind !== "dm"),
  ];
  return h(
    "nav",
    { class: "channel-list" },
    h("h3", {}, "Channels"),
    inGuild.map((channel) => channelLink(channel, icon(channel.locked ? "lock" : "hash"))),
    h("h3", {}, "Direct messages"),
    direct.map((channel) => channelLink(channel, botAvatar(24))),
    h("h3", {}, "In the browser"),
    dashboardLink(),
  );
}

function dashboardLink() {
  return h(
    "a",
    {
      class: "channel-link",
      href: state.dashboardUrl,
      target: "_blank",
      rel: "noreferrer noopener",
      "data-testid": "dashboard",
    },
    icon("chart"),
    h("span", { class: "name" }, "Dashboard"),
    icon("link", 16),
  );
}

function channelLink(channel, picture) {
  const unread = state.unread.get(channel.id) ?? 0;
  const open = state.view === "channel" && state.channelId === channel.id;
  return h(
    "button",
    {
      class: unread ? "channel-link unread" : "channel-link",
      type: "button",
      "aria-current": open ? "page" : null,
      "data-testid": channel.kind === "dm" ? "channel-dm" : `channel-${channel.name}`,
      onclick: () => show("channel", channel.id),
    },
    picture,
    h("span", { class: "name" }, channel.name),
    badge(unread),
  );
}

function badge(count) {
  return count > 0 && h("span", { class: "badge" }, count > COUNTED_MAX ? `${COUNTED_MAX}+` : String(count));
}

function initials() {
  return state.guild.name
    .split(" ")
    .map((word) => word[0])
    .join("")
    .slice(0, 2);
}

/** The bar over a view, with the drawer's button on a phone. */
export function viewHeader(title, picture, topic = "") {
  const openDrawer = () => document.body.classList.add("drawer-open");
  return h(
    "header",
    { class: "view-header" },
    h(
      "button",
      {
        class: "menu-button",
        type: "button",
        "aria-label": "Channels and people",
        "data-testid": "open-drawer",
        onclick: openDrawer,
      },
      icon("menu"),
    ),
    picture,
    h("h1", { "data-testid": "view-title" }, title),
    h("span", { class: topic ? "topic" : "" }, topic),
    h(
      "button",
      {
        class: "header-person",
        type: "button",
        popovertarget: "person-menu",
        "aria-label": `You are ${state.me.displayName}. Be somebody else`,
      },
      avatar(state.me, 30),
    ),
  );
}
