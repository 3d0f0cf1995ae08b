import { type OptionForm, Problem } from "../problem.ts";

/** Products that can be sold at once, and that there can be with the archived ones. */
export const PRODUCTS_ACTIVE_MAX = 50;
export const PRODUCTS_MAX = 500;
export const PACKAGES_MAX = 10;
export const SKU_CHARS_MAX = 32;
export const NAME_CHARS_MAX = 80;
export const DESCRIPTION_CHARS_MAX = 500;
/** Each purchase counts free codes up to the threshold. */
export const LOW_STOCK_MAX = 1_000;

const SKU = /^[a-z0-9-]{1,32}$/;
/** What staff type to take a description away. */
const NO_DESCRIPTION = "-";

/** What staff say of a product. */
export type ProductGiven = {
  readonly sku: string;
  readonly name: string;
  readonly description: string;
  /** Codes below which staff are told; 0: never. */
  readonly lowStock: number;
};

/** The same as the table has it. */
export type ProductFacts = {
  readonly sku: string;
  readonly name: string;
  readonly description: string | null;
  readonly lowStock: number | null;
};

/**
 * The facts that are given, in the form in which they are kept: one line, no blanks around it.
 * @throws Problem when a text is not one, or the sku has other characters than it may.
 */
export function productFacts(given: Partial<ProductGiven>): Partial<ProductFacts> {
  const { sku, name, description, lowStock } = given;
  return {
    ...(sku === undefined ? {} : { sku: checkedSku(sku) }),
    ...(name === undefined ? {} : { name: lineOf(name) || refuse("name", "some_text") }),
    ...(description === undefined ? {} : { description: describedAs(description) }),
    ...(lowStock === undefined ? {} : { lowStock: lowStock === 0 ? null : lowStock }),
  };
}

function checkedSku(given: string): string {
  const sku = given.trim().toLowerCase();
  return SKU.test(sku) ? sku : refuse("sku", "sku");
}

function describedAs(given: string): string | null {
  const description = lineOf(given);
  return description === "" || description === NO_DESCRIPTION ? null : description;
}

const lineOf = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, " ").trim();

function refuse(option: string, expected: OptionForm): never {
  throw new Problem({ kind: "option_invalid", option, expected });
}
