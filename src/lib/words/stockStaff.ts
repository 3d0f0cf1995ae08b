import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

type OfProduct = (count: string, product: string) => string;

/** What staff read when they look at stock, take codes out of it, or have them given out. Numbers come formatted. */
export const stockStaffWords: Words<{
  levels: string;
  none: string;
  level: (free: string, sold: string, taken: string) => string;
  lastAdded: (moment: string) => string;
  neverAdded: string;
  archived: string;
  low: (threshold: string) => string;
  others: (count: string) => string;
  void: string;
  voidAsk: OfProduct;
  voidFinal: string;
  voidGo: (count: string) => string;
  voided: string;
  voidedBody: OfProduct;
  left: string;
  reason: string;
  export: string;
  exportAsk: OfProduct;
  exportNote: string;
  exportGo: (count: string) => string;
  exported: string;
  exportedBody: OfProduct;
  exportedKeep: string;
  unreadable: string;
  cut: string;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
}> = {
  en: {
    levels: "Stock",
    none: "There is no product yet. Make one with `/admin product create`.",
    level: (free, sold, taken) => `**${free}** free · ${sold} sold · ${taken} void`,
    lastAdded: (moment) => `codes last added ${moment}`,
    neverAdded: "no codes were added yet",
    archived: "archived",
    low: (threshold) => `⚠️ below ${threshold}`,
    others: (count) => `${count} more products: name one to see it`,
    void: "Take codes out of stock",
    voidAsk: (count, product) =>
      `**${count}** free codes of **${product}** would be taken out, those that would be sold next.`,
    voidFinal: "They can never be sold or added again.",
    voidGo: (count) => `Take ${counted(count, "code")} out`,
    voided: "Codes taken out of stock",
    voidedBody: (count, product) => `**${count}** codes of **${product}** are void for ever.`,
    left: "Free codes left",
    reason: "Reason",
    export: "Have codes given out",
    exportAsk: (count, product) =>
      `A file with **${count}** free codes of **${product}** would appear here, for you alone.`,
    exportNote: "The codes stay in stock and can still be bought. The audit log tells that you had them.",
    exportGo: (count) => `Give out ${counted(count, "code")}`,
    exported: "Codes given out",
    exportedBody: (count, product) => `The file has **${count}** free codes of **${product}**.`,
    exportedKeep: "They are still in stock: whoever has the file can use what somebody else may buy.",
    unreadable: "Codes that cannot be opened",
    cut: "There are more; a file takes no more of them.",
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledBody: "Nothing was done.",
  },
  id: {
    levels: "Stok",
    none: "Belum ada produk. Buat satu dengan `/admin product create`.",
    level: (free, sold, taken) => `**${free}** bebas · ${sold} terjual · ${taken} ditarik`,
    lastAdded: (moment) => `kode terakhir ditambah ${moment}`,
    neverAdded: "belum ada kode yang ditambahkan",
    archived: "diarsipkan",
    low: (threshold) => `⚠️ di bawah ${threshold}`,
    others: (count) => `${count} produk lain: sebut satu untuk melihatnya`,
    void: "Tarik kode dari stok",
    voidAsk: (count, product) =>
      `**${count}** kode bebas **${product}** akan ditarik, yaitu yang akan terjual berikutnya.`,
    voidFinal: "Kode itu tidak akan pernah bisa dijual atau ditambahkan lagi.",
    voidGo: (count) => `Tarik ${count} kode`,
    voided: "Kode ditarik dari stok",
    voidedBody: (count, product) => `**${count}** kode **${product}** ditarik untuk selamanya.`,
    left: "Sisa kode bebas",
    reason: "Alasan",
    export: "Minta berkas kode",
    exportAsk: (count, product) =>
      `Berkas berisi **${count}** kode bebas **${product}** akan muncul di sini, hanya untukmu.`,
    exportNote: "Kodenya tetap di stok dan masih bisa dibeli. Catatan audit mencatat bahwa kamu memintanya.",
    exportGo: (count) => `Keluarkan ${count} kode`,
    exported: "Berkas kode diberikan",
    exportedBody: (count, product) => `Berkasnya berisi **${count}** kode bebas **${product}**.`,
    exportedKeep: "Kodenya masih di stok: pemegang berkas bisa memakai yang mungkin dibeli orang lain.",
    unreadable: "Kode yang tidak bisa dibuka",
    cut: "Masih ada lagi; satu berkas tidak memuat lebih banyak.",
    cancel: "Batal",
    cancelled: "Dibatalkan",
    cancelledBody: "Tidak ada yang dilakukan.",
  },
};
