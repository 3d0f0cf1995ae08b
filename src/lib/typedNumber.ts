import { parseAmount } from "./money.ts";

const TYPED_WHOLE = /^(?:\d{1,15}|[1-9]\d{0,2}(?:([., ])\d{3}(?:\1\d{3}){0,3})?)$/;
const DECIMALS_MAX = 4;

/** A whole number as people type it, with or without thousands marked off: `50000`, `50.000`, `50,000`. Null for others. */
export function typedWhole(text: string): number | null {
  const plain = text.trim();
  return TYPED_WHOLE.test(plain) ? Number(plain.replace(/\D/g, "")) : null;
}

/**
 * An amount in the unit that people see, as they type it: in rupiah `50.000` is fifty thousand, in dollars fifty. Null for
 * what is none, or is negative.
 */
export function typedAmount(text: string, currency: string): number | null {
  const read = parseAmount(text, currency);
  if (!read.ok || read.amount.decimals > DECIMALS_MAX) return null;
  return Number(`${read.amount.digits}e-${read.amount.decimals}`);
}
