import { type Decimal, ONE } from "../../lib/decimal.ts";
import { type OptionForm, Problem } from "../problem.ts";
import { type Day, parseDay } from "./dates.ts";
import { FILTER_CHARS_MAX, type ImportOptions } from "./options.ts";
import { POINTS_PER_ROW_MAX, parseMultiplier } from "./points.ts";

/** What is done with each row of an order file. */
export type ImportRules = {
  /** The same for every order; null when the amount gives them. */
  readonly points: number | null;
  readonly multiplier: Decimal;
  /** Words that a product's name must contain; null for every product. */
  readonly product: string | null;
  /** First and last day that count, in the shop's zone. */
  readonly from: Day | null;
  readonly to: Day | null;
  readonly currency: string;
  readonly timeZone: string;
};

/**
 * Checks the options of an import.
 * @throws Problem with the name of the option that cannot be used.
 */
export function importRules(
  options: ImportOptions,
  shop: { currency: string; timeZone: string },
): ImportRules {
  const { points = null } = options;
  if (points !== null && (!Number.isInteger(points) || points < 1 || points > POINTS_PER_ROW_MAX)) {
    throw invalid("points", "points");
  }
  const from = option("from", "date", options.from, parseDay);
  const to = option("to", "date", options.to, parseDay);
  if (from !== null && to !== null && from > to) throw invalid("to", "date_order");
  return {
    points,
    multiplier: option("multiplier", "multiplier", options.multiplier, parseMultiplier) ?? ONE,
    product: option("product", "short_text", options.product, productFilter),
    from,
    to,
    currency: shop.currency,
    timeZone: shop.timeZone,
  };
}

/** The words of a text, lower case with a blank between them: what products are compared by. */
export function productWords(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();
}

function productFilter(text: string): string | null {
  return text.length > FILTER_CHARS_MAX ? null : productWords(text) || null;
}

function option<T>(
  name: string,
  form: OptionForm,
  text: string | undefined,
  read: (text: string) => T | null,
): T | null {
  if (text === undefined) return null;
  const value = read(text);
  if (value === null) throw invalid(name, form);
  return value;
}

const invalid = (name: string, expected: OptionForm) =>
  new Problem({ kind: "option_invalid", option: name, expected });
