import type { Locale } from "../../lib/words/locale.ts";
import { wholeNumber } from "../../lib/words/number.ts";
import { stockWords } from "../../lib/words/stock.ts";
import type { ImportRefusal } from "../imports/refusal.ts";
import { importRefusalSentence } from "../imports/refusalWords.ts";

/** Why a file of codes cannot be read at all. */
export type StockRefusal =
  | Extract<ImportRefusal, { kind: "file_too_large" | "file_gone" | "encoding_broken" | "not_text" }>
  | { readonly kind: "no_codes" }
  | { readonly kind: "too_many_codes"; readonly codesMax: number };

/** Thrown while a file of codes is read; nothing of the file is kept then. */
export class StockFileRefused extends Error {
  override name = "StockFileRefused";
  readonly facts: StockRefusal;
  constructor(facts: StockRefusal) {
    super(facts.kind);
    this.facts = facts;
  }
}

/** What is wrong with a file of codes, and what to do about it. */
export function stockRefusalSentence(refusal: StockRefusal, locale: Locale): string {
  const words = stockWords[locale];
  switch (refusal.kind) {
    case "no_codes":
      return words.noCodes;
    case "not_text":
      return words.notText;
    case "too_many_codes":
      return words.tooManyCodes(wholeNumber(locale, refusal.codesMax));
    default:
      return importRefusalSentence(refusal, locale);
  }
}
