import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What the commands of orders answer, to staff and to customers. Numbers, money, members and moments come formatted. */
export const orderDeskWords: Words<{
  created: (code: string) => string;
  cancelled: (code: string) => string;
  updated: (code: string) => string;
  completedTitle: string;
  completed: (code: string, member: string) => string;
  completedBefore: (code: string, member: string, moment: string) => string;
  cancelledBefore: (code: string, member: string, moment: string) => string;
  unknown: (code: string) => string;
  malformed: (text: string) => string;
  told: string;
  customer: string;
  token: string;
  reward: Readonly<Record<"points" | "percent" | "money", (value: string) => string>>;
  amount: string;
  pays: string;
  youPay: string;
  wasPaid: string;
  paid: (money: string) => string;
  saved: (money: string) => string;
  pointsWon: (points: string) => string;
  noAmount: string;
  due: string;
  overdue: string;
  priority: string;
  file: string;
  fileComing: string;
  fileLost: string;
  showFile: string;
  fileTitle: (code: string) => string;
  note: string;
  reason: string;
  tokenBack: Readonly<Record<"available" | "expired" | "removed", (code: string) => string>>;
  made: string;
  madeBy: (member: string) => string;
  timeline: string;
  receipt: string;
  queue: string;
  overdueTitle: string;
  queueEmpty: string;
  overdueEmpty: string;
  footer: (count: string, page: string, pages: string) => string;
  own: string;
  ownNone: string;
  toOrders: (count: string) => string;
  toPurchases: string;
  back: string;
  choose: string;
}> = {
  en: {
    created: (code) => `Order ${code} is made`,
    cancelled: (code) => `Order ${code} is cancelled`,
    updated: (code) => `Order ${code}`,
    completedTitle: "Orders completed",
    completed: (code, member) => `✅ **${code}** is completed for ${member}.`,
    completedBefore: (code, member, moment) => `☑️ **${code}** was completed already, by ${member} ${moment}.`,
    cancelledBefore: (code, member, moment) =>
      `🚫 **${code}** was cancelled by ${member} ${moment} and cannot be completed.`,
    unknown: (code) => `❓ There is no order **${code}**.`,
    malformed: (text) => `❓ ${text} is not the code of an order; those look like \`ED001\`.`,
    told: "The customer is told by direct message.",
    customer: "Customer",
    token: "Promo token",
    reward: {
      points: (value) => `${counted(value, "point")} when the order is completed`,
      percent: (value) => `${value} % off`,
      money: (value) => `${value} off`,
    },
    amount: "Amount",
    pays: "Customer pays",
    youPay: "You pay",
    wasPaid: "Paid",
    paid: (money) => `Paid: ${money}`,
    saved: (money) => `Saved: ${money}`,
    pointsWon: (points) => `Points: +${points}`,
    noAmount: "not said",
    due: "Due",
    overdue: "⚠️ overdue",
    priority: "Priority",
    file: "File",
    fileComing: "being fetched",
    fileLost: "could not be fetched",
    showFile: "Show the file",
    fileTitle: (code) => `File of order ${code}`,
    note: "Note",
    reason: "Reason",
    tokenBack: {
      available: (code) => `The token ${code} is free again.`,
      expired: (code) => `The token ${code} has expired meanwhile, so it is not free again.`,
      removed: (code) => `The campaign of the token ${code} was closed meanwhile, so it is not free again.`,
    },
    made: "Made",
    madeBy: (member) => `made by ${member}`,
    timeline: "What happened",
    receipt: "Receipt",
    queue: "Open orders",
    overdueTitle: "Overdue orders",
    queueEmpty: "No order is open. `/createorder` makes one.",
    overdueEmpty: "No order is overdue.",
    footer: (count, page, pages) => `Orders: ${count} · page ${page} of ${pages}`,
    own: "Your orders",
    ownNone: "The shop has no order for you.",
    toOrders: (count) => `Orders: ${count}`,
    toPurchases: "Purchases",
    back: "Back",
    choose: "Choose one to see more of it.",
  },
  id: {
    created: (code) => `Pesanan ${code} dibuat`,
    cancelled: (code) => `Pesanan ${code} dibatalkan`,
    updated: (code) => `Pesanan ${code}`,
    completedTitle: "Pesanan diselesaikan",
    completed: (code, member) => `✅ **${code}** selesai untuk ${member}.`,
    completedBefore: (code, member, moment) =>
      `☑️ **${code}** sudah diselesaikan sebelumnya, oleh ${member} ${moment}.`,
    cancelledBefore: (code, member, moment) =>
      `🚫 **${code}** dibatalkan ${member} ${moment} dan tidak bisa diselesaikan.`,
    unknown: (code) => `❓ Pesanan **${code}** tidak ada.`,
    malformed: (text) => `❓ ${text} bukan kode pesanan; bentuknya seperti \`ED001\`.`,
    told: "Pelanggan diberi tahu lewat pesan langsung.",
    customer: "Pelanggan",
    token: "Token promo",
    reward: {
      points: (value) => `${value} poin saat pesanan selesai`,
      percent: (value) => `potongan ${value} %`,
      money: (value) => `potongan ${value}`,
    },
    amount: "Jumlah",
    pays: "Pelanggan membayar",
    youPay: "Kamu membayar",
    wasPaid: "Dibayar",
    paid: (money) => `Dibayar: ${money}`,
    saved: (money) => `Hemat: ${money}`,
    pointsWon: (points) => `Poin: +${points}`,
    noAmount: "belum disebutkan",
    due: "Tenggat",
    overdue: "⚠️ terlambat",
    priority: "Prioritas",
    file: "Berkas",
    fileComing: "sedang diambil",
    fileLost: "tidak bisa diambil",
    showFile: "Tampilkan berkas",
    fileTitle: (code) => `Berkas pesanan ${code}`,
    note: "Catatan",
    reason: "Alasan",
    tokenBack: {
      available: (code) => `Token ${code} bebas lagi.`,
      expired: (code) => `Token ${code} sudah kedaluwarsa sementara itu, jadi tidak bebas lagi.`,
      removed: (code) => `Kampanye token ${code} sudah ditutup sementara itu, jadi tidak bebas lagi.`,
    },
    made: "Dibuat",
    madeBy: (member) => `dibuat oleh ${member}`,
    timeline: "Yang terjadi",
    receipt: "Struk",
    queue: "Pesanan terbuka",
    overdueTitle: "Pesanan terlambat",
    queueEmpty: "Tidak ada pesanan terbuka. `/createorder` membuatnya.",
    overdueEmpty: "Tidak ada pesanan yang terlambat.",
    footer: (count, page, pages) => `Pesanan: ${count} · halaman ${page} dari ${pages}`,
    own: "Pesananmu",
    ownNone: "Toko tidak punya pesanan untukmu.",
    toOrders: (count) => `Pesanan: ${count}`,
    toPurchases: "Pembelian",
    back: "Kembali",
    choose: "Pilih salah satu untuk melihat lebih banyak.",
  },
};
