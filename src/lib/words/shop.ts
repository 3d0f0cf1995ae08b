import type { Words } from "./locale.ts";

/** What the shop's cards say. Numbers, money and moments come formatted. */
export const shopWords: Words<{
  codes: (product: string, count: string) => string;
  inFile: string;
  codesKept: string;
  purchase: string;
}> = {
  en: {
    codes: (product, count) => `Your codes: ${product} × ${count}`,
    inFile: "The codes are in the file.",
    codesKept: "They stay yours: `/orders` shows them at any time. Give them to nobody.",
    purchase: "Purchase",
  },
  id: {
    codes: (product, count) => `Kodemu: ${product} × ${count}`,
    inFile: "Kode-kodenya ada di dalam berkas.",
    codesKept:
      "Kode ini tetap milikmu: `/orders` menampilkannya kapan saja. Jangan berikan kepada siapa pun.",
    purchase: "Pembelian",
  },
};
