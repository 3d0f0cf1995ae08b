import type { Words } from "./locale.ts";

/** What `/admin botstats` says. Money and numbers come formatted. */
export const shopStatsWords: Words<{
  title: string;
  members: string;
  points: string;
  float: string;
  floatOf: (money: string, alarm: string) => string;
  debt: string;
  debtOf: (money: string, debtors: string) => string;
  today: string;
  week: string;
  paidOf: (count: string, money: string) => string;
  open: string;
  unmatched: string;
  disputed: string;
  sales: (days: string) => string;
  refunds: (days: string) => string;
  codesSold: (days: string) => string;
  codesFree: string;
  deliveriesFailed: string;
  ordersOpen: string;
  ordersOf: (open: string, overdue: string) => string;
  ordersDone: (days: string) => string;
}> = {
  en: {
    title: "The shop as a whole",
    members: "Members",
    points: "Points in circulation",
    float: "Owed to members",
    floatOf: (money, alarm) => `${money} (alarm from ${alarm})`,
    debt: "Owed by members",
    debtOf: (money, debtors) => `${money} (members: ${debtors})`,
    today: "Top-ups today",
    week: "Top-ups of 7 days",
    paidOf: (count, money) => `${count}: ${money}`,
    open: "Top-ups that wait",
    unmatched: "Payments that fit none",
    disputed: "Called paid, not confirmed",
    sales: (days) => `Sales of ${days} days`,
    refunds: (days) => `Refunds of ${days} days`,
    codesSold: (days) => `Codes sold in ${days} days`,
    codesFree: "Codes in stock",
    deliveriesFailed: "Purchases not sent",
    ordersOpen: "Open orders",
    ordersOf: (open, overdue) => `${open} (overdue: ${overdue})`,
    ordersDone: (days) => `Orders completed in ${days} days`,
  },
  id: {
    title: "Toko secara keseluruhan",
    members: "Anggota",
    points: "Poin yang beredar",
    float: "Milik anggota",
    floatOf: (money, alarm) => `${money} (peringatan mulai ${alarm})`,
    debt: "Utang anggota",
    debtOf: (money, debtors) => `${money} (anggota: ${debtors})`,
    today: "Isi saldo hari ini",
    week: "Isi saldo 7 hari",
    paidOf: (count, money) => `${count}: ${money}`,
    open: "Isi saldo yang menunggu",
    unmatched: "Pembayaran tanpa pasangan",
    disputed: "Disebut lunas, belum dibenarkan",
    sales: (days) => `Penjualan ${days} hari`,
    refunds: (days) => `Pengembalian ${days} hari`,
    codesSold: (days) => `Kode terjual ${days} hari`,
    codesFree: "Kode dalam stok",
    deliveriesFailed: "Pembelian belum terkirim",
    ordersOpen: "Pesanan terbuka",
    ordersOf: (open, overdue) => `${open} (terlambat: ${overdue})`,
    ordersDone: (days) => `Pesanan selesai ${days} hari`,
  },
};
