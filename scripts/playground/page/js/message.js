import { act } from "./api.js";
import { h } from "./dom.js";
import { embedCard } from "./embed.js";
import { icon } from "./icons.js";
import { markup } from "./markup.js";
import { openModal } from "./modal.js";
import { avatar, botAvatar, hexColor } from "./people.js";
import { componentRows } from "./rows.js";
import { sizeOf } from "./size.js";
import { addNotice, dropNoticesOf, personById, state } from "./state.js";
import { messageTime } from "./time.js";
import { toast } from "./toast.js";

const GROUPED_WITHIN_MS = 7 * 60_000;

/** A message of the bot. One soon after another, to the same people, goes without its head. */
export function messageItem(message, previous) {
  const grouped = !message.command && isCloseTo(message, previous);
  const classes = ["message", grouped && "grouped", message.ephemeral && "ephemeral"]
    .filter(Boolean)
    .join(" ");
  return h(
    "li",
    {
      class: classes,
      "data-id": message.id,
      "data-testid": "message",
      "data-ephemeral": String(message.ephemeral),
    },
    message.command && usedLine(message.usedBy, message.command),
    h("span", { class: "hover-time" }, timeOf(message.createdAtMs)),
    botAvatar(40),
    byline(message.createdAtMs),
    message.thinking ? thinking() : body(message),
    state.notices.filter((notice) => notice.messageId === message.id).map(failureLine),
    message.ephemeral && onlyYou(() => act({ act: "dismiss", messageId: message.id }).catch(toast)),
  );
}

/** A command line on its way to the Worker. */
export function pendingItem({ line }) {
  return h(
    "li",
    { class: "message", "data-testid": "pending" },
    usedLine(state.me.id, line),
    botAvatar(40),
    byline(Date.now()),
    h("div", { class: "thinking" }, "Sending command…"),
  );
}

/** A command that failed; Discord shows it to the one who typed it. */
export function noticeItem(notice, dismiss) {
  return h(
    "li",
    { class: "message ephemeral", "data-testid": "failure" },
    usedLine(state.me.id, notice.line),
    botAvatar(40),
    byline(notice.atMs),
    failureLine(notice),
    onlyYou(dismiss),
  );
}

function isCloseTo(message, previous) {
  return Boolean(
    previous &&
      previous.ephemeral === message.ephemeral &&
      !previous.ephemeral &&
      message.createdAtMs - previous.createdAtMs < GROUPED_WITHIN_MS,
  );
}

function usedLine(userId, line) {
  const person = personById(userId);
  if (!person) return null;
  const color = person.color === null ? {} : { color: hexColor(person.color) };
  return h(
    "div",
    { class: "used" },
    avatar(person, 16),
    h("strong", { style: color }, person.displayName),
    "used",
    h("code", {}, line),
  );
}

function byline(atMs) {
  return h(
    "div",
    { class: "byline" },
    h("span", { class: "author" }, state.bot.name),
    h("span", { class: "app-tag" }, "APP"),
    h("time", { datetime: new Date(atMs).toISOString() }, timeOf(atMs)),
  );
}

const timeOf = (atMs) => messageTime(atMs, state.me.locale, Date.now());

function thinking() {
  return h(
    "div",
    { class: "thinking", "data-testid": "thinking" },
    h("span", { class: "dots" }, h("i"), h("i"), h("i")),
    `${state.bot.name} is thinking…`,
  );
}

function body(message) {
  const isPicture = ({ contentType }) => contentType.startsWith("image/");
  const inEmbed = JSON.stringify(message.embeds);
  const loose = message.attachments.filter(({ filename }) => !inEmbed.includes(`attachment://${filename}`));
  const edited =
    message.editedAtMs &&
    h("span", { class: "edited", title: new Date(message.editedAtMs).toLocaleString() }, " (edited)");
  return [
    (message.content || edited) &&
      h(
        "div",
        { class: "content", "data-testid": "content" },
        message.content && markup(message.content),
        edited,
      ),
    loose.map((file) =>
      isPicture(file) ? h("img", { class: "picture", src: file.url, alt: file.filename }) : fileCard(file),
    ),
    message.embeds.map((embed) => embedCard(embed, message.attachments)),
    componentRows(message, (what) => interact(what, message)),
  ].flat();
}

function fileCard({ url, filename, size }) {
  return h(
    "div",
    { class: "file", "data-testid": "attachment" },
    icon("file", 32),
    h(
      "div",
      { class: "about" },
      h("a", { href: url, download: filename }, filename),
      h("small", {}, sizeOf(size)),
    ),
    h(
      "a",
      {
        class: "round",
        href: url,
        download: filename,
        title: "Download",
        "aria-label": `Download ${filename}`,
      },
      icon("download"),
    ),
  );
}

function onlyYou(dismiss) {
  return h(
    "div",
    { class: "only-you" },
    icon("eye", 14),
    "Only you can see this •",
    h("button", { type: "button", "data-testid": "dismiss", onclick: dismiss }, "Dismiss message"),
  );
}

function failureLine({ failure, problem }) {
  return h(
    "div",
    { class: "failure", role: "alert" },
    icon("warning", 16),
    failure,
    problem && h("details", {}, h("summary", {}, "For developers"), h("pre", {}, problem)),
  );
}

async function interact(what, message) {
  try {
    const { failure, problem, modal } = await act(what);
    dropNoticesOf(message.id);
    if (failure) addNotice({ channelId: message.channelId, messageId: message.id, failure, problem });
    if (modal) openModal(modal, { channelId: message.channelId, messageId: message.id });
  } catch (error) {
    toast(error);
  }
}
