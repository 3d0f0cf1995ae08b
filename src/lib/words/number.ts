import type { Locale } from "./locale.ts";

const formats: Readonly<Record<Locale, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat("en"),
  id: new Intl.NumberFormat("id"),
};

/** A whole number with the separators of the reader's language. */
export const wholeNumber = (locale: Locale, value: number): string => formats[locale].format(value);
