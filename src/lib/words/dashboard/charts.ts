import type { Words } from "../locale.ts";

/** What charts say to who does not see them. */
export const chartWords: Words<{
  numbers: string;
  none: string;
  span: string;
  days: (count: string) => string;
  day: string;
  line: (name: string, highest: string, when: string, last: string) => string;
}> = {
  en: {
    numbers: "The numbers",
    none: "There is nothing to show yet.",
    span: "Look back on",
    days: (count) => `${count} days`,
    day: "Day",
    line: (name, highest, when, last) => `${name}: at most ${highest} (${when}), in the end ${last}.`,
  },
  id: {
    numbers: "Angka-angkanya",
    none: "Belum ada yang bisa ditampilkan.",
    span: "Selama",
    days: (count) => `${count} hari`,
    day: "Tanggal",
    line: (name, highest, when, last) => `${name}: paling banyak ${highest} (${when}), terakhir ${last}.`,
  },
};
