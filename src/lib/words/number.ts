import type { Locale } from "./locale.ts";

const formats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat("en"),
  id: new Intl.NumberFormat("id"),
};

/** A whole number with the separators of the reader's language. */
export const wholeNumber = (locale: Locale, value: number): string => formats[locale].format(value);

/** A change, with its sign: `+500`, `−1,000`. */
export const signedNumber = (locale: Locale, value: number): string =>
  `${value < 0 ? "−" : "+"}${wholeNumber(locale, Math.abs(value))}`;
