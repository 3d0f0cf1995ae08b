/** Around a name in subject, text and HTML; SendGrid puts each recipient's value in its place. */
export const WRAPPERS = ["{{", "}}"] as const;

/** Values by name, without the wrappers. A name has one value for all parts, so HTML needs names of its own. */
export type Substitutions = Readonly<Record<string, string>>;

/** `{{name}}`, to be written where the value belongs. */
export function tag(name: string): string {
  return WRAPPERS.join(name);
}

/**
 * A value for the subject or the text part. SendGrid substitutes in substituted values too, so `{{` is
 * pulled apart: nobody writes a tag into an order id or a message.
 */
export function plainValue(text: string): string {
  return text.toWellFormed().replace(/\{(?=\{)/g, "{ ");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "{": "&#123;",
};

/** A value for the HTML part: escaped for text and attributes, and without the wrapper's characters. */
export function htmlValue(text: string): string {
  return text.toWellFormed().replace(/[&<>"'{]/g, (character) => ENTITIES[character] ?? "");
}

/** Control and direction characters that would break a line or turn the text around them. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/gu;

/** A value that must stay on its line: order ids and names. Cut to `lengthMax` characters. */
export function oneLine(text: string, lengthMax: number): string {
  const line = text.replace(UNSEEN, " ").replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length > lengthMax ? `${characters.slice(0, lengthMax - 1).join("")}…` : line;
}

/** A text of several lines, as somebody typed it, without characters that are not to be seen. */
export function manyLines(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .split("\n")
    .map((line) => line.replace(UNSEEN, " ").trimEnd())
    .join("\n")
    .trim();
}
