import type { Words } from "../locale.ts";

/** Where somebody is logged in. */
export const sessionWords: Words<{
  device: string;
  since: string;
  until: string;
  here: string;
  end: string;
  endOthers: string;
  ended: string;
  /** What logging out there does not do. */
  discordStays: string;
  language: string;
  languageHint: string;
  asShop: string;
  choose: string;
  chosen: string;
}> = {
  en: {
    device: "Browser",
    since: "Since",
    until: "Until",
    here: "This one",
    end: "Log out there",
    endOthers: "Log out everywhere else",
    ended: "Logged out there",
    discordStays:
      "Whoever uses a browser in which you are still logged in to Discord can come in again: log out of Discord there as well.",
    language: "Language",
    languageHint: "Of all that you read here and in Discord, as with /language.",
    asShop: "As the shop",
    choose: "Use it",
    chosen: "Language changed",
  },
  id: {
    device: "Peramban",
    since: "Sejak",
    until: "Sampai",
    here: "Yang ini",
    end: "Keluarkan",
    endOthers: "Keluarkan semua yang lain",
    ended: "Sudah dikeluarkan",
    discordStays:
      "Siapa pun yang memakai peramban tempat Discord-mu masih masuk bisa masuk lagi: keluarlah juga dari Discord di sana.",
    language: "Bahasa",
    languageHint: "Untuk semua yang kamu baca di sini dan di Discord, seperti dengan /language.",
    asShop: "Seperti toko",
    choose: "Pakai",
    chosen: "Bahasa diganti",
  },
};
