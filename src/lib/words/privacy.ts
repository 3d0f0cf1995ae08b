import type { Words } from "./locale.ts";

/** What `/privacy` says. Numbers come formatted. */
export const privacyWords: Words<{
  hidden: string;
  hiddenBody: string;
  shown: string;
  shownBody: string;
  exported: string;
  exportedBody: (transfers: string) => string;
  exportedNewest: (transfers: string, kept: string) => string;
  exportedShort: (parts: string, rows: string) => string;
  question: string;
  questionBody: string;
  moneyLost: (money: string) => string;
  codesLost: (purchases: string) => string;
  cashbackLost: (money: string) => string;
  erase: string;
  keep: string;
  kept: string;
  keptBody: string;
  erased: string;
  erasedBody: string;
}> = {
  en: {
    hidden: "You are hidden",
    hiddenBody:
      "No leaderboard shows you any more. You alone see your place, with `/leaderboard`; `/privacy show` puts you back.",
    shown: "You are shown",
    shownBody: "Leaderboards show you from now on. `/privacy hide` takes you off again.",
    exported: "What is kept of you",
    exportedBody: (transfers) =>
      `Everything, what you are called on the server included, and all of your ${transfers} movements of points and money.`,
    exportedNewest: (transfers, kept) =>
      `All would be larger than Discord takes: the file has the newest ${transfers} of your ${kept} movements of points and money. Ask the staff for the older ones.`,
    exportedShort: (parts, rows) => `Of these parts it has the newest ${rows} rows each: ${parts}.`,
    question: "Erase everything of you?",
    moneyLost: (money) => `⚠️ There is **${money}** in your wallet. Spend it first, or it is lost.`,
    codesLost: (purchases) =>
      `⚠️ Purchases whose codes you have not seen: **${purchases}**. Look at them in \`/orders\` first, or they are lost.`,
    cashbackLost: (money) => `⚠️ Cashback of **${money}** is not paid to you yet, and never will be.`,
    questionBody: [
      "This cannot be undone.",
      "• **Your points and money are lost to you.** The movements stay in the books, under a name that nobody can trace back to you.",
      "• Your name, settings, messages, places on leaderboards, comments of reviews, your referral code, what your orders say and their files, and the addresses of the orders you claimed and of your receipts are erased; achievements, claims, purchases, orders, referrals and reviews lose your name. Codes that you bought cannot be shown to you again.",
      "• What stays: the audit log names you where staff did something for you or you did something as staff, so that it can be proven. Wrong codes of the last ten minutes are forgotten within two hours.",
      "• `/privacy export` gives you a copy first. If you claim a code later, you begin anew.",
    ].join("\n"),
    erase: "Erase everything",
    keep: "Keep it",
    kept: "Nothing was erased",
    keptBody: "All is as it was.",
    erased: "You are forgotten",
    erasedBody:
      "What was kept of you is erased or has lost your name. The audit log of staff's acts stays as it is.",
  },
  id: {
    hidden: "Kamu tersembunyi",
    hiddenBody:
      "Papan peringkat tidak menampilkanmu lagi. Hanya kamu yang melihat peringkatmu, dengan `/leaderboard`; `/privacy show` menampilkanmu lagi.",
    shown: "Kamu ditampilkan",
    shownBody: "Mulai sekarang papan peringkat menampilkanmu. `/privacy hide` menyembunyikanmu lagi.",
    exported: "Yang disimpan tentangmu",
    exportedBody: (transfers) =>
      `Semuanya, termasuk namamu di server dan seluruh ${transfers} mutasi poin dan uangmu.`,
    exportedNewest: (transfers, kept) =>
      `Semuanya akan melebihi ukuran yang diterima Discord: berkas ini memuat ${transfers} mutasi terbaru dari ${kept} mutasi poin dan uangmu. Mintalah yang lebih lama kepada staf.`,
    exportedShort: (parts, rows) =>
      `Dari bagian ini hanya dimuat masing-masing ${rows} baris terbaru: ${parts}.`,
    question: "Hapus semua tentangmu?",
    moneyLost: (money) => `⚠️ Ada **${money}** di dompetmu. Pakailah dulu, atau uang itu hilang.`,
    codesLost: (purchases) =>
      `⚠️ Pembelian yang kodenya belum kamu lihat: **${purchases}**. Lihatlah dulu di \`/orders\`, atau kodenya hilang.`,
    cashbackLost: (money) => `⚠️ Cashback **${money}** belum dibayarkan kepadamu, dan tidak akan pernah.`,
    questionBody: [
      "Ini tidak bisa dibatalkan.",
      "• **Poin dan uangmu hilang bagimu.** Mutasinya tetap ada di pembukuan, dengan nama yang tidak bisa dilacak kembali kepadamu.",
      "• Namamu, pengaturan, pesan, tempatmu di papan peringkat, komentar ulasan, kode referralmu, isi pesananmu dan berkasnya, serta alamat pesanan yang kamu klaim dan alamat strukmu dihapus; pencapaian, klaim, pembelian, pesanan, referral, dan ulasan tidak lagi memuat namamu. Kode yang kamu beli tidak bisa ditampilkan lagi kepadamu.",
      "• Yang tetap ada: catatan audit menyebutmu di tempat staf melakukan sesuatu untukmu atau kamu bertindak sebagai staf, supaya bisa dibuktikan. Kode salah dalam sepuluh menit terakhir dilupakan dalam dua jam.",
      "• `/privacy export` memberimu salinannya lebih dulu. Jika nanti kamu mengklaim kode, kamu mulai dari awal.",
    ].join("\n"),
    erase: "Hapus semuanya",
    keep: "Simpan saja",
    kept: "Tidak ada yang dihapus",
    keptBody: "Semua tetap seperti semula.",
    erased: "Kamu sudah dilupakan",
    erasedBody:
      "Yang disimpan tentangmu sudah dihapus atau tidak memuat namamu lagi. Catatan audit tentang tindakan staf tetap seperti semula.",
  },
};
