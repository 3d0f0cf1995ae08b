import { escapeHtml } from "../lib/html.ts";

/** What a form was sent with. */
export type Typed = {
  /** Where it was sent to. */
  readonly action: string;
  readonly values: ReadonlyMap<string, readonly string[]>;
  /** The names of the fields that cannot be taken. */
  readonly wrong: ReadonlySet<string>;
  /** HTML that stands at the beginning of the form. */
  readonly told: string;
};

const FORM = /<form\b[^>]*>([\s\S]*?)<\/form>/g;
const HIDDEN = /<input type="hidden"[^>]*>/g;
const FIELD = /<input\b[^>]*>|<textarea\b[^>]*>[\s\S]*?<\/textarea>|<select\b[^>]*>[\s\S]*?<\/select>/g;
/** Each page makes them anew. */
const OWN_FIELDS: ReadonlySet<string> = new Set(["csrf", "request", "back"]);

/**
 * A page of ours with its form as somebody filled it in, so that nothing typed is lost; null where it has no such form.
 * It reads what our own pages are written as: attributes in double quotes, and nothing unescaped in them.
 */
export function withTyped(page: string, typed: Typed): string | null {
  const action = escapeHtml(typed.action);
  const forms = [...page.matchAll(FORM)].filter(
    ([tag]) => attribute(tag, "method") === "post" && attribute(tag, "action") === action,
  );
  const form = forms.find(([, inner]) => isTheOne(inner ?? "", typed)) ?? forms[0];
  if (!form) return null;
  const [whole, inner = ""] = form;
  const begins = form.index + whole.length - inner.length - "</form>".length;
  const filled = inner.replace(FIELD, (field) => fieldWith(field, typed));
  const before = opened(page.slice(0, begins));
  return `${before}${typed.told}${filled}${page.slice(begins + inner.length)}`;
}

/** A page may have several forms to one place: their fields, and what hidden ones hold, tell them apart. */
const isTheOne = (inner: string, { values }: Typed): boolean =>
  [...values.keys()].every((name) => OWN_FIELDS.has(name) || inner.includes(` name="${escapeHtml(name)}"`)) &&
  (inner.match(HIDDEN) ?? []).every((field) => {
    const name = attribute(field, "name") ?? "";
    return (
      OWN_FIELDS.has(name) ||
      values
        .get(name)
        ?.map(escapeHtml)
        .includes(attribute(field, "value") ?? "")
    );
  });

function fieldWith(field: string, { values, wrong }: Typed): string {
  const name = attribute(field, "name") ?? "";
  const given = values.get(name)?.map(escapeHtml);
  const [first = ""] = given ?? [];
  const type = attribute(field, "type") ?? "text";
  if (type === "hidden" || type === "file") return field;
  const marked = wrong.has(name) ? field.replace(/^<\w+/, '$& aria-invalid="true"') : field;
  if (type === "checkbox" || type === "radio") {
    const isOn = given?.includes(attribute(field, "value") ?? "on") ?? false;
    return marked.replace(/ checked=""/, "").replace(/^<\w+/, isOn ? '$& checked=""' : "$&");
  }
  if (given === undefined) return field;
  if (field.startsWith("<textarea"))
    return marked.replace(/^(<[^>]*>)[\s\S]*$/, (_, tag: string) => `${tag}\n${first}</textarea>`);
  if (field.startsWith("<select"))
    return marked.replace(/<option\b[^>]*>/g, (option) => chosen(option, first));
  return marked.replace(/ value="[^"]*"/, "").replace(/^<\w+/, (tag) => `${tag} value="${first}"`);
}

function chosen(option: string, value: string): string {
  const bare = option.replace(/ selected=""/, "");
  return attribute(bare, "value") === value ? bare.replace(/^<option/, '<option selected=""') : bare;
}

const attribute = (tag: string, name: string): string | undefined =>
  new RegExp(`^<[^>]*? ${name}="([^"]*)"`).exec(tag)?.[1];

/** What folds the form away is opened. */
function opened(before: string): string {
  const around: number[] = [];
  for (const { 0: tag, index } of before.matchAll(/<details\b|<\/details>/g))
    tag === "</details>" ? around.pop() : around.push(index);
  return around.reduceRight(
    (html, at) => `${html.slice(0, at)}<details open=""${html.slice(at + "<details".length)}`,
    before,
  );
}
