import type { Words } from "../locale.ts";

/** The dashboard's pages of the books. Numbers come formatted. */
export const ledgerWords: Words<{
  kind: string;
  debit: string;
  credit: string;
  cause: string;
  memo: string;
  points: (count: string) => string;
}> = {
  en: {
    kind: "What",
    debit: "From",
    credit: "To",
    cause: "Cause",
    memo: "Note",
    points: (count) => `${count} points`,
  },
  id: {
    kind: "Apa",
    debit: "Dari",
    credit: "Ke",
    cause: "Sebab",
    memo: "Catatan",
    points: (count) => `${count} poin`,
  },
};
