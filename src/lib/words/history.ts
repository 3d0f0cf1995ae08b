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
    topup: "Top-up",
    "topup.refund": "Top-up given back",
    "topup.chargeback": "Top-up charged back",
    purchase: "Purchase",
    "purchase.refund": "Purchase refunded",
    review: "Review written",
    token: "Promo token used",
    "debt.pay": "Debt paid",
    "wallet.add": "Added by the shop",
    "wallet.deduct": "Taken by the shop",
    referral_cashback: "Cashback for referrals",
    "payment.credit": "Payment credited by the shop",
    "api.credit": "Added by another program",
    "api.debit": "Spent through another program",
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
    topup: "Isi saldo",
    "topup.refund": "Isi saldo dikembalikan",
    "topup.chargeback": "Isi saldo ditarik bank",
    purchase: "Pembelian",
    "purchase.refund": "Pembelian dikembalikan",
    review: "Ulasan ditulis",
    token: "Token promo dipakai",
    "debt.pay": "Utang dibayar",
    "wallet.add": "Ditambah toko",
    "wallet.deduct": "Dikurangi toko",
    referral_cashback: "Cashback referal",
    "payment.credit": "Pembayaran dikreditkan toko",
    "api.credit": "Ditambah program lain",
    "api.debit": "Dipakai lewat program lain",
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
  via: (program: string) => string;
  newer: string;
  older: string;
}> = {
  en: {
    points: "History of points",
    money: "History of money",
    none: "Nothing has moved yet.",
    after: (balance) => `then **${balance}**`,
    footer: (count, page, pages) => `Entries: ${count} · page ${page} of ${pages}`,
    via: (program) => `via ${program}`,
    newer: "◀ Newer",
    older: "Older ▶",
  },
  id: {
    points: "Riwayat poin",
    money: "Riwayat uang",
    none: "Belum ada yang masuk atau keluar.",
    after: (balance) => `menjadi **${balance}**`,
    footer: (count, page, pages) => `Entri: ${count} · halaman ${page} dari ${pages}`,
    via: (program) => `lewat ${program}`,
    newer: "◀ Lebih baru",
    older: "Lebih lama ▶",
  },
};
