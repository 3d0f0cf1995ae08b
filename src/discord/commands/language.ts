import { chooseLocale } from "../../domain/members/locale.ts";
import { localeNames, locales, type Words } from "../../lib/words/locale.ts";
import { action, type Command, card } from "../command.ts";
import { required } from "../options.ts";

const words: Words<{ title: string; body: (language: string) => string }> = {
  en: { title: "Language", body: (language) => `I will write to you in **${language}**.` },
  id: { title: "Bahasa", body: (language) => `Aku akan menulis kepadamu dalam **${language}**.` },
};

const description = { en: "Choose the language of what you read", id: "Pilih bahasa yang kamu baca" };

export const languageCommand: Command = {
  name: "language",
  description,
  level: "everyone",
  action: action({
    description,
    options: {
      language: required(
        "text",
        { en: "The language", id: "Bahasanya" },
        {
          choices: [
            ...locales.map((locale) => ({
              name: { en: localeNames[locale], id: localeNames[locale] },
              value: locale,
            })),
            { name: { en: "As the shop", id: "Seperti toko" }, value: "shop" },
          ],
        },
      ),
    },
    ephemeral: true,
    async run({ deps, request }, { language }) {
      const chosen = locales.find((locale) => locale === language) ?? null;
      const locale = await chooseLocale(deps, request, chosen);
      return card(locale, {
        tone: "done",
        title: words[locale].title,
        body: words[locale].body(localeNames[locale]),
      });
    },
  }),
};
