import { h } from "./dom.js";
import { withEmoji } from "./emoji.js";
import { parseMarkdown } from "./markdown.js";
import { channelById, personById, show, state } from "./state.js";
import { stamp } from "./time.js";

/** Markdown as elements. Links open elsewhere; a channel's name opens the channel. */
export function markup(source, className = "") {
  const root = h("div", { class: `markup ${className}` });
  let previousWasLine = false;
  for (const block of parseMarkdown(source)) {
    if (previousWasLine && block.type === "line") root.append("\n");
    root.append(...draw(block));
    previousWasLine = block.type === "line";
  }
  return root;
}

/** Relative times go on being true while the page is open. */
export function refreshStamps() {
  for (const element of document.querySelectorAll("[data-unix]")) {
    element.textContent = stamp(Number(element.dataset.unix), "R", state.me.locale, Date.now());
  }
}

const drawAll = (nodes) => nodes.flatMap(draw);

const DRAWINGS = {
  text: ({ text }) => withEmoji(text),
  line: ({ children }) => drawAll(children),
  pre: ({ text }) => h("pre", {}, h("code", {}, text)),
  heading: ({ level, children }) => h(`h${level}`, {}, drawAll(children)),
  subtext: ({ children }) => h("div", { class: "subtext" }, drawAll(children)),
  quote: ({ children }) =>
    h("blockquote", {}, children.flatMap((child) => [...draw(child), h("br")]).slice(0, -1)),
  list: ({ ordered, start, items }) =>
    h(
      ordered ? "ol" : "ul",
      ordered ? { start } : {},
      items.map(({ depth, children }) =>
        h("li", { style: { "margin-left": `${depth * 16}px` } }, drawAll(children)),
      ),
    ),
  code: ({ text }) => h("code", {}, text),
  bold: ({ children }) => h("strong", {}, drawAll(children)),
  italic: ({ children }) => h("em", {}, drawAll(children)),
  underline: ({ children }) => h("u", {}, drawAll(children)),
  strike: ({ children }) => h("s", {}, drawAll(children)),
  spoiler: ({ children }) => spoiler(drawAll(children)),
  link: ({ url, children }) =>
    h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, drawAll(children)),
  user: ({ id }) => h("span", { class: "mention" }, `@${nameOf(id)}`),
  role: ({ id }) =>
    h("span", { class: "mention" }, `@${state.roles.find((role) => role.id === id)?.name ?? "unknown-role"}`),
  channel: ({ id }) => channelMention(id),
  command: ({ name }) => h("span", { class: "mention" }, `/${name}`),
  emoji: ({ name }) => `:${name}:`,
  stamp: ({ unixS, style }) => {
    const { locale } = state.me;
    const live = style === "R" ? { "data-unix": unixS } : {};
    const title = stamp(unixS, "F", locale, Date.now());
    return h("span", { class: "stamp", title, ...live }, stamp(unixS, style, locale, Date.now()));
  },
};

function draw(node) {
  return [DRAWINGS[node.type](node)].flat();
}

function nameOf(id) {
  return id === state.bot.id ? state.bot.name : (personById(id)?.displayName ?? "unknown-user");
}

function channelMention(id) {
  const channel = channelById(id);
  if (!channel) return h("span", { class: "mention" }, "#no-access");
  return h(
    "button",
    { class: "mention", type: "button", onclick: () => show("channel", id) },
    `#${channel.name}`,
  );
}

function spoiler(children) {
  const element = h(
    "button",
    { class: "spoiler", type: "button", "aria-expanded": "false", title: "Show" },
    children,
  );
  element.addEventListener("click", () => element.setAttribute("aria-expanded", "true"));
  return element;
}
