const PREFIX = "ED";
const DIGITS_MIN = 3;
const FORM = /^(?:ED)?(\d{1,9})$/;

/** `ED001`, as people name the order of this number; it grows beyond three digits. */
export const orderCode = (number: number): string => PREFIX + String(number).padStart(DIGITS_MIN, "0");

/** The number of the order that somebody names: any case, with or without `ED`, zeros, `-`, `#` and blanks. Null when it names none. */
export function parseOrderCode(text: string): number | null {
  const digits = FORM.exec(text.toUpperCase().replace(/[\s\-–—_#]/g, ""))?.[1];
  const number = Number(digits ?? 0);
  return number > 0 ? number : null;
}
