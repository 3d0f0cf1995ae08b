import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { messageItem, noticeItem, pendingItem } from "./message.js";
import { botAvatar } from "./people.js";
import { channelById, dropNotice, on, state } from "./state.js";
import { longDay, sameDay } from "./time.js";

const NEAR_END = 120;

/** The messages of the open channel, kept at their end unless one has scrolled away from it. */
export function createFeed() {
  const start = h("div", { class: "feed-start" });
  const list = h("ol", { class: "messages", "data-testid": "messages", "aria-label": "Messages" });
  const pending = h("ol", { class: "messages", "aria-label": "On the way" });
  const element = h("div", { class: "feed", tabindex: "0", role: "log" }, start, list, pending);
  let atEnd = true;
  element.addEventListener("scroll", () => {
    atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END;
  });
  new ResizeObserver(toEnd).observe(element);
  // A picture has its height only once it is there. The event does not bubble.
  element.addEventListener("load", toEnd, true);

  function toEnd() {
    if (atEnd) element.scrollTop = element.scrollHeight;
  }

  const here = ({ channelId }) => channelId === state.channelId;

  function drawAll() {
    const messages = [...state.messages.values()];
    const items = [
      ...messages.map((message, index) => ({
        atMs: message.createdAtMs,
        drawn: withDay(message, messages[index - 1]),
      })),
      ...state.notices
        .filter((notice) => here(notice) && !notice.messageId)
        .map((notice) => ({ atMs: notice.atMs, drawn: noticeItem(notice, () => dropNotice(notice.id)) })),
    ];
    fill(start, welcome());
    fill(
      list,
      items.sort((a, b) => a.atMs - b.atMs).map(({ drawn }) => drawn),
    );
    toEnd();
  }

  function drawPending() {
    fill(pending, state.pending.filter(here).map(pendingItem));
    toEnd();
  }

  /** Draws one message anew, and leaves all others, with what is being typed or opened in them, alone. */
  function drawOne(message) {
    const messages = [...state.messages.values()];
    const index = messages.findIndex(({ id }) => id === message.id);
    const old = list.querySelector(`[data-id="${message.id}"]`);
    if (old) old.replaceWith(messageItem(message, messages[index - 1]));
    else list.append(...withDay(message, messages[index - 1]));
    toEnd();
  }

  on("messages", () => {
    atEnd = true;
    drawAll();
    drawPending();
  });
  on("message", drawOne);
  on("pending", drawPending);
  for (const event of ["gone", "notices"]) on(event, drawAll);
  return element;
}

function withDay(message, previous) {
  const item = messageItem(message, previous);
  if (previous && sameDay(previous.createdAtMs, message.createdAtMs)) return [item];
  return [h("li", { class: "day", role: "separator" }, longDay(message.createdAtMs, state.me.locale)), item];
}

function welcome() {
  const channel = channelById(state.channelId);
  if (!channel) return [];
  if (channel.kind === "dm") {
    return [
      botAvatar(68),
      h("h2", {}, state.bot.name),
      h("p", {}, `This is the beginning of your direct messages with ${state.bot.name}.`),
    ];
  }
  return [
    h("span", { class: "sign" }, icon(channel.locked ? "lock" : "hash", 40)),
    h("h2", {}, `Welcome to #${channel.name}!`),
    h("p", {}, `This is the start of the #${channel.name} channel. ${channel.topic}`),
  ];
}
