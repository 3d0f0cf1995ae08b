/**
 * Discord's markdown as a tree. A node is { type, text } or { type, children }, and more where its type needs it.
 * Blocks: pre, heading, subtext, list, quote, line. Inline: text, code, bold, italic, underline, strike, spoiler,
 * link, user, role, channel, command, stamp, emoji.
 */
export function parseMarkdown(source) {
  const parts = source.split("```");
  return parts.flatMap((part, index) => {
    const inside = index % 2 === 1;
    if (inside && index < parts.length - 1)
      return [{ type: "pre", text: part.replace(/^[\w+-]*\n/, "").replace(/\n$/, "") }];
    if (inside) return parseLines(`\`\`\`${part}`);
    return parseLines(index > 0 ? part.replace(/^\n/, "") : part);
  });
}

const LIST_ITEM = /^(\s*)([-*]|\d+\.) (.*)$/;

function parseLines(source) {
  const blocks = [];
  const lines = source.split("\n");
  if (lines.at(-1) === "") lines.pop();
  while (lines.length > 0) {
    const line = lines.shift();
    const heading = /^(#{1,3}) (.+)$/.exec(line);
    const subtext = /^-# (.+)$/.exec(line);
    const item = LIST_ITEM.exec(line);
    if (heading)
      blocks.push({ type: "heading", level: heading[1].length, children: parseInline(heading[2]) });
    else if (subtext) blocks.push({ type: "subtext", children: parseInline(subtext[1]) });
    else if (line.startsWith(">>> ")) blocks.push(quote([line.slice(4), ...lines.splice(0)]));
    else if (line.startsWith("> "))
      blocks.push(
        quote([line, ...takeWhile(lines, (next) => next.startsWith("> "))].map((each) => each.slice(2))),
      );
    else if (item)
      blocks.push(
        list(
          item,
          takeWhile(lines, (next) => LIST_ITEM.test(next) && isOrdered(next) === isOrdered(line)),
        ),
      );
    else blocks.push({ type: "line", children: parseInline(line) });
  }
  return blocks;
}

function takeWhile(lines, wanted) {
  const taken = [];
  while (lines.length > 0 && wanted(lines[0])) taken.push(lines.shift());
  return taken;
}

const isOrdered = (line) => /^\s*\d/.test(line);

function list(first, more) {
  const items = [first, ...more.map((line) => LIST_ITEM.exec(line))];
  return {
    type: "list",
    ordered: isOrdered(first[0]),
    start: Number.parseInt(first[2], 10) || 1,
    items: items.map((item) => ({ depth: Math.floor(item[1].length / 2), children: parseInline(item[3]) })),
  };
}

function quote(lines) {
  return { type: "quote", children: parseLines(lines.join("\n")) };
}

/** Tried in this order at each place; the first that matches there wins. */
const RULES = [
  [/\\([^\p{L}\p{N}\s])/uy, ([, text]) => ({ type: "text", text })],
  [
    /``(.+?)``|`([^`]+)`/y,
    ([, double, single]) => ({ type: "code", text: (double ?? single).trim() || (double ?? single) }),
  ],
  [/<@!?(\d+)>/y, ([, id]) => ({ type: "user", id })],
  [/<@&(\d+)>/y, ([, id]) => ({ type: "role", id })],
  [/<#(\d+)>/y, ([, id]) => ({ type: "channel", id })],
  [/<\/([^:>]+):(\d+)>/y, ([, name]) => ({ type: "command", name })],
  [
    /<t:(-?\d{1,12})(?::([tTdDfFR]))?>/y,
    ([, unixS, style]) => ({ type: "stamp", unixS: Number(unixS), style: style ?? "f" }),
  ],
  [/<a?:(\w+):\d+>/y, ([, name]) => ({ type: "emoji", name })],
  [
    /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/y,
    ([, text, url]) => ({ type: "link", url, children: parseInline(text) }),
  ],
  [/<(https?:\/\/[^\s>]+)>/y, ([, url]) => ({ type: "link", url, children: [{ type: "text", text: url }] })],
  [
    /https?:\/\/[^\s<]*[^\s<.,:;"')\]]/y,
    ([url]) => ({ type: "link", url, children: [{ type: "text", text: url }] }),
  ],
  [
    /\*\*\*(.+?)\*\*\*(?!\*)/sy,
    ([, text]) => ({ type: "bold", children: [{ type: "italic", children: parseInline(text) }] }),
  ],
  [/\*\*(.+?)\*\*(?!\*)/sy, ([, text]) => ({ type: "bold", children: parseInline(text) })],
  [/__(.+?)__(?!_)/sy, ([, text]) => ({ type: "underline", children: parseInline(text) })],
  [/\*(?!\s)(.+?)(?<!\s)\*(?!\*)/sy, ([, text]) => ({ type: "italic", children: parseInline(text) })],
  [/(?<!\w)_(.+?)_(?!\w)/sy, ([, text]) => ({ type: "italic", children: parseInline(text) })],
  [/~~(.+?)~~/sy, ([, text]) => ({ type: "strike", children: parseInline(text) })],
  [/\|\|(.+?)\|\|/sy, ([, text]) => ({ type: "spoiler", children: parseInline(text) })],
];

export function parseInline(source) {
  const nodes = [];
  let plain = "";
  let at = 0;
  while (at < source.length) {
    const found = match(source, at);
    if (!found) {
      plain += source[at];
      at += 1;
      continue;
    }
    if (plain) nodes.push({ type: "text", text: plain });
    plain = "";
    nodes.push(found.node);
    at += found.length;
  }
  if (plain) nodes.push({ type: "text", text: plain });
  return nodes;
}

function match(source, at) {
  for (const [pattern, make] of RULES) {
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found) return { node: make(found), length: found[0].length };
  }
  return null;
}
