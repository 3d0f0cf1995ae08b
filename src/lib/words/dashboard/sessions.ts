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
}> = {
  en: {
    device: "Browser",
    since: "Since",
    until: "Until",
    here: "This one",
    end: "Log out there",
    endOthers: "Log out everywhere else",
    ended: "Logged out there",
  },
  id: {
    device: "Peramban",
    since: "Sejak",
    until: "Sampai",
    here: "Yang ini",
    end: "Keluarkan",
    endOthers: "Keluarkan semua yang lain",
    ended: "Sudah dikeluarkan",
  },
};
