import type { Words } from "./locale.ts";

/** Why points or money moved, by the kind of the transfer. */
export const transferWords: Words<Readonly<Record<string, string>>> = {
  en: {
    claim: "Code claimed",
    correction: "Correction",
    achievement: "Achievement",
    "points.add": "Added by the shop",
    "points.remove": "Taken by the shop",
    "points.set": "Set by the shop",
    "points.import": "Imported by the shop",
    "points.reset": "Reset by the shop",
    other: "Other",
  },
  id: {
    claim: "Kode diklaim",
    correction: "Koreksi",
    achievement: "Pencapaian",
    "points.add": "Ditambah toko",
    "points.remove": "Dikurangi toko",
    "points.set": "Ditetapkan toko",
    "points.import": "Diimpor toko",
    "points.reset": "Dikosongkan toko",
    other: "Lainnya",
  },
};

/** Pages of what moved. Numbers come formatted. */
export const historyWords: Words<{
  points: string;
  money: string;
  none: string;
  after: (balance: string) => string;
  footer: (count: string, page: string, pages: string) => string;
  newer: string;
  older: string;
}> = {
  en: {
    points: "History of points",
    money: "History of money",
    none: "Nothing has moved yet.",
    after: (balance) => `then **${balance}**`,
    footer: (count, page, pages) => `Entries: ${count} · page ${page} of ${pages}`,
    newer: "◀ Newer",
    older: "Older ▶",
  },
  id: {
    points: "Riwayat poin",
    money: "Riwayat uang",
    none: "Belum ada yang masuk atau keluar.",
    after: (balance) => `menjadi **${balance}**`,
    footer: (count, page, pages) => `Entri: ${count} · halaman ${page} dari ${pages}`,
    newer: "◀ Lebih baru",
    older: "Lebih lama ▶",
  },
};
