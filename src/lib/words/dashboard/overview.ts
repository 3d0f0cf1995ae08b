import type { Words } from "../locale.ts";

/** The dashboard's first page. */
export const overviewWords: Words<{
  points: string;
  money: string;
  members: string;
  topupsToday: string;
  topupsWeek: string;
}> = {
  en: {
    points: "Points owed",
    money: "Money owed",
    members: "Members",
    topupsToday: "Top-ups today",
    topupsWeek: "Top-ups in seven days",
  },
  id: {
    points: "Poin terutang",
    money: "Uang terutang",
    members: "Anggota",
    topupsToday: "Isi saldo hari ini",
    topupsWeek: "Isi saldo tujuh hari",
  },
};
