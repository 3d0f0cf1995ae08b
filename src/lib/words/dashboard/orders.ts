import type { Words } from "../locale.ts";

/** The dashboard's pages of orders. Numbers, money and moments come formatted. */
export const orderPageWords: Words<{
  make: string;
  makeTitle: string;
  open: string;
  overdue: string;
  onlyOverdue: string;
  which: string;
  openOnes: string;
  all: string;
  priority: string;
  order: string;
  customer: string;
  description: string;
  descriptionHint: string;
  pays: string;
  due: string;
  dueHint: string;
  none: string;
  mark: (order: string) => string;
  completeMarked: string;
  completeHint: (most: string) => string;
  noneMarked: string;
  completed: (count: string) => string;
  token: string;
  tokenHint: string;
  amount: string;
  amountHint: string;
  file: string;
  fileHint: (mebibytes: string) => string;
  status: string;
  statusTitle: string;
  note: string;
  noteHint: string;
  keep: string;
  complete: string;
  completeOneHint: string;
  tokenUsed: string;
  cancel: string;
  cancelTitle: string;
  cancelHint: string;
  tokenFree: string;
  receiptTitle: string;
  sendReceipt: string;
  email: string;
  emailHint: string;
  way: string;
  byMail: (address: string) => string;
  direct: string;
  receipt: string;
  why: string;
  what: string;
  who: string;
  customerOrders: string;
}> = {
  en: {
    make: "Make an order",
    makeTitle: "Make an order for a customer",
    open: "Open",
    overdue: "Overdue",
    onlyOverdue: "Only overdue ones",
    which: "Which",
    openOnes: "Open, the most urgent first",
    all: "All, the newest first",
    priority: "Priority",
    order: "Order",
    customer: "Customer",
    description: "What is to be done",
    descriptionHint: "The customer reads it.",
    pays: "Customer pays",
    due: "Due",
    dueHint: "2027-01-31, or 2027-01-31 18:00",
    none: "There is no such order.",
    mark: (order) => `Mark ${order}`,
    completeMarked: "Complete the marked ones",
    completeHint: (most) => `At most ${most} at once: their tokens are used, their customers are told.`,
    noneMarked: "No order was marked.",
    completed: (count) => `Orders completed: ${count}`,
    token: "Promo token",
    tokenHint: "The code that the customer brings",
    amount: "Price before any discount",
    amountHint: "Empty: no amount",
    file: "File",
    fileHint: (mebibytes) => `It may be left out. At most ${mebibytes} MiB; the customer can see it.`,
    status: "Say how it stands",
    statusTitle: "How it stands",
    note: "What the customer is told",
    noteHint: "Empty: nothing is told",
    keep: "as it is",
    complete: "Complete this order",
    completeOneHint: "The customer is told.",
    tokenUsed: "Its token is used, and what that brings is booked.",
    cancel: "Cancel this order",
    cancelTitle: "Cancel it",
    cancelHint: "The customer is told, with the reason.",
    tokenFree: "Its token is free again.",
    receiptTitle: "Receipt",
    sendReceipt: "Send the receipt",
    email: "To this address",
    emailHint: "Empty: to the one of their last code, else by direct message",
    way: "How",
    byMail: (address) => `by e-mail to ${address}`,
    direct: "by direct message",
    receipt: "Receipt number",
    why: "Why",
    what: "What",
    who: "Who",
    customerOrders: "All orders of this customer",
  },
  id: {
    make: "Buat pesanan",
    makeTitle: "Buat pesanan untuk pelanggan",
    open: "Terbuka",
    overdue: "Terlambat",
    onlyOverdue: "Hanya yang terlambat",
    which: "Yang mana",
    openOnes: "Terbuka, yang paling mendesak dulu",
    all: "Semua, yang terbaru dulu",
    priority: "Prioritas",
    order: "Pesanan",
    customer: "Pelanggan",
    description: "Yang harus dikerjakan",
    descriptionHint: "Dibaca pelanggan.",
    pays: "Pelanggan membayar",
    due: "Tenggat",
    dueHint: "2027-01-31, atau 2027-01-31 18:00",
    none: "Tidak ada pesanan seperti itu.",
    mark: (order) => `Tandai ${order}`,
    completeMarked: "Selesaikan yang ditandai",
    completeHint: (most) => `Paling banyak ${most} sekaligus: tokennya terpakai, pelanggannya diberi tahu.`,
    noneMarked: "Tidak ada pesanan yang ditandai.",
    completed: (count) => `Pesanan diselesaikan: ${count}`,
    token: "Token promo pelanggan",
    tokenHint: "Kode yang dibawa pelanggan",
    amount: "Harga sebelum potongan",
    amountHint: "Kosong: tanpa jumlah",
    file: "Berkas",
    fileHint: (mebibytes) => `Boleh kosong. Paling besar ${mebibytes} MiB; bisa dilihat pelanggan.`,
    status: "Sebutkan keadaannya",
    statusTitle: "Keadaannya",
    note: "Yang disampaikan kepada pelanggan",
    noteHint: "Kosong: tidak ada yang disampaikan",
    keep: "tetap",
    complete: "Selesaikan pesanan ini",
    completeOneHint: "Pelanggan diberi tahu.",
    tokenUsed: "Tokennya terpakai, dan hasilnya dibukukan.",
    cancel: "Batalkan pesanan ini",
    cancelTitle: "Batalkan",
    cancelHint: "Pelanggan diberi tahu, beserta alasannya.",
    tokenFree: "Tokennya bebas lagi.",
    receiptTitle: "Struk",
    sendReceipt: "Kirim struknya",
    email: "Ke alamat ini",
    emailHint: "Kosong: ke alamat kode terakhirnya, atau lewat pesan langsung",
    way: "Lewat",
    byMail: (address) => `e-mail ke ${address}`,
    direct: "pesan langsung",
    receipt: "Nomor struk",
    why: "Alasannya",
    what: "Apa",
    who: "Siapa",
    customerOrders: "Semua pesanan pelanggan ini",
  },
};
