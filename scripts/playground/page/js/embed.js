import { h } from "./dom.js";
import { markup } from "./markup.js";
import { hexColor } from "./people.js";
import { state } from "./state.js";
import { messageTime } from "./time.js";

const FIELDS_PER_LINE = 3;
const COLUMNS = 12;

/** An embed as Discord lays it out. */
export function embedCard(embed, attachments) {
  const accent =
    embed.color === undefined || embed.color === null ? {} : { "--accent": hexColor(embed.color) };
  return h(
    "article",
    { class: "embed", style: accent, "data-testid": "embed" },
    picture("embed-thumbnail", embed.thumbnail, attachments),
    embed.author && h("div", { class: "embed-author" }, embed.author.name),
    embed.title && h("div", { class: "embed-title", "data-testid": "embed-title" }, titleOf(embed)),
    embed.description && markup(embed.description, "embed-text"),
    embed.fields?.length ? h("div", { class: "embed-fields" }, fieldCells(embed.fields)) : null,
    picture("embed-picture", embed.image, attachments),
    (embed.footer || embed.timestamp) && h("div", { class: "embed-footer" }, footerOf(embed)),
  );
}

function titleOf({ title, url }) {
  return url ? h("a", { href: url, target: "_blank", rel: "noreferrer noopener" }, title) : markup(title);
}

function footerOf({ footer, timestamp }) {
  const time = timestamp ? messageTime(Date.parse(timestamp), state.me.locale, Date.now()) : null;
  return [footer?.text, time].filter(Boolean).join(" • ");
}

/** Up to three inline fields in a row share it; any other field has a row of its own. */
function fieldCells(fields) {
  const lines = [];
  for (const field of fields) {
    const last = lines.at(-1);
    if (field.inline && last?.[0].inline && last.length < FIELDS_PER_LINE) last.push(field);
    else lines.push([field]);
  }
  return lines.flatMap((line) =>
    line.map((field) =>
      h(
        "div",
        {
          class: "embed-field",
          style: { "--span": `${COLUMNS / line.length}`, "--span-narrow": line.length > 1 ? "6" : "12" },
        },
        markup(field.name, "embed-field-name"),
        markup(field.value, "embed-field-value"),
      ),
    ),
  );
}

/** One that names a file which the message does not have is no picture. */
function picture(className, given, attachments) {
  if (!given) return null;
  const name = /^attachment:\/\/(.+)$/.exec(given.url)?.[1];
  const src = name ? attachments.find(({ filename }) => filename === name)?.url : given.url;
  return src ? h("img", { class: className, src, alt: name ?? "", "data-testid": className }) : null;
}
