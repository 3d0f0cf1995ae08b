const PLACEHOLDER = /\{([a-z]+)\}/g;

/** The names that stand in braces in a text; null where a brace belongs to none. */
export function placeholdersIn(text: string): string[] | null {
  if (/[{}]/.test(text.replace(PLACEHOLDER, ""))) return null;
  return [...text.matchAll(PLACEHOLDER)].map(([, name = ""]) => name);
}

/** A text with its placeholders filled in; what has no value stays as it is. */
export const fillPlaceholders = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(PLACEHOLDER, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
