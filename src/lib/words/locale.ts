/** The languages that every text exists in. */
export const locales = ["en", "id"] as const;
export type Locale = (typeof locales)[number];

/** The same text in each language; a missing one does not compile. */
export type Words<T> = Readonly<Record<Locale, T>>;

/** Each language as those call it who read it. */
export const localeNames: Words<string> = { en: "English", id: "Bahasa Indonesia" };
