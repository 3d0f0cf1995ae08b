import type { Words } from "./locale.ts";

/** What `/help` says beside the descriptions of the commands. Numbers come formatted. */
export const helpWords: Words<{
  title: string;
  hint: string;
  page: (page: string, pages: string) => string;
}> = {
  en: {
    title: "What you can do here",
    hint: "/help command tells how one works",
    page: (page, pages) => `page ${page} of ${pages}`,
  },
  id: {
    title: "Yang bisa kamu lakukan di sini",
    hint: "/help command menjelaskan cara kerja sebuah perintah",
    page: (page, pages) => `halaman ${page} dari ${pages}`,
  },
};
