import type { Locale } from "./locale.ts";

/** Made when first asked for: the runtime loads its tables with the first, which takes some ten milliseconds. */
const formats = new Map<Locale, Intl.NumberFormat>();

/** A whole number with the separators of the reader's language. */
export function wholeNumber(locale: Locale, value: number): string {
  const format = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, format);
  return format.format(value);
}

const shortFormats = new Map<Locale, Intl.NumberFormat>();

/** A number where there is little room, such as beside a chart: `1.5M`, `1,5 jt`. */
export function shortNumber(locale: Locale, value: number): string {
  const format =
    shortFormats.get(locale) ??
    new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  shortFormats.set(locale, format);
  return format.format(value).replaceAll("\u00a0", " ");
}

/** A change, with its sign: `+500`, `−1,000`. */
export const signedNumber = (locale: Locale, value: number): string =>
  `${value < 0 ? "−" : "+"}${wholeNumber(locale, Math.abs(value))}`;

/** Basis points as a percentage: `0.5%`, `0,5%`. */
export const percentOf = (locale: Locale, basisPoints: number): string =>
  `${wholeNumber(locale, basisPoints / 100)}%`;
