import { stripTypeScriptTypes } from "node:module";
import { counted } from "../../src/lib/words/counted.ts";
import type { Source } from "./architecture.ts";

/** A table of texts in both languages, wherever it stands in the sources. */
export type WordTable = { readonly at: string; readonly en: unknown; readonly id: unknown };

const PAIR_BEGINS = /\{\s*en:/g;

/**
 * Every `{ en: …, id: … }` of a file, evaluated. Those that are made from other tables cannot be and are told
 * apart; what they are made from is checked where it stands.
 */
export function wordTables({ path, text }: Source): { tables: WordTable[]; derived: string[] } {
  const code = stripTypeScriptTypes(text);
  const tables: WordTable[] = [];
  const derived: string[] = [];
  for (const { index } of code.matchAll(PAIR_BEGINS)) {
    const at = `${path}:${code.slice(0, index).split("\n").length}`;
    const make = literalAt(code, index);
    const pair = evaluated(make);
    if (pair === null) derived.push(at);
    else tables.push({ at, en: pair.en, id: pair.id });
  }
  return { tables, derived };
}

/** The shortest text from `{` on that is an expression; what texts are worded with is at hand. */
function literalAt(code: string, from: number): () => unknown {
  for (let end = code.indexOf("}", from); end >= 0; end = code.indexOf("}", end + 1)) {
    try {
      const make = new Function("counted", `return (${code.slice(from, end + 1)})`);
      return () => make(counted);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  throw new Error(`no literal begins at ${from}`);
}

function evaluated(make: () => unknown): { en?: unknown; id?: unknown } | null {
  try {
    const pair = make();
    return typeof pair === "object" ? pair : null;
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
}

/** Stands for whatever is put into a text. */
const FILLING = "7";

/** The texts of one language by their path in the table; functions are asked with a filling for each argument. */
export function textsOf(value: unknown, path = ""): Map<string, string> {
  if (typeof value === "string") return new Map([[path, value]]);
  if (typeof value === "function") return textsOf(value(...Array(value.length).fill(FILLING)), `${path}()`);
  if (typeof value !== "object" || value === null) throw new Error(`${path} is no text`);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...textsOf(inner, `${path}.${key}`)]));
}
