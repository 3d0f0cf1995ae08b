import type { Words } from "./locale.ts";

/** What staff read about payments that fit no top-up. Money, members, states and moments come formatted. */
export const unmatchedWords: Words<{
  title: string;
  none: string;
  hint: string;
  found: (count: string) => string;
  page: (page: string, pages: string) => string;
  newer: string;
  older: string;
  list: string;
  payment: string;
  amount: string;
  unknown: string;
  why: string;
  status: string;
  told: string;
  toldOf: (first: string, last: string, times: string) => string;
  state: string;
  decided: (state: string, by: string, moment: string) => string;
  to: (member: string) => string;
  expected: string;
  expectedOf: (member: string, money: string) => string;
  choose: string;
  dismiss: string;
  forAdmins: string;
  confirm: string;
  confirmBody: (member: string, money: string) => string;
  confirmHint: string;
  go: string;
  cancel: string;
  credited: string;
  gets: (member: string, money: string) => string;
  dismissed: string;
  dismissedBody: (order: string) => string;
}> = {
  en: {
    title: "Payments that fit no top-up",
    none: "There is none.",
    hint: "Press a payment to credit or dismiss it.",
    found: (count) => `Payments: ${count}`,
    page: (page, pages) => `page ${page} of ${pages}`,
    newer: "◀ Newer",
    older: "Older ▶",
    list: "◀ To the list",
    payment: "Payment",
    amount: "Amount",
    unknown: "not known",
    why: "Why it fits none",
    status: "Midtrans said last",
    told: "Told of",
    toldOf: (first, last, times) => `first ${first}, last ${last}, ${times} times`,
    state: "State",
    decided: (state, by, moment) => `${state} by ${by} ${moment}`,
    to: (member) => `to ${member}`,
    expected: "The top-up of this id",
    expectedOf: (member, money) => `${member}, ${money}`,
    choose: "Credit to a member",
    dismiss: "Dismiss",
    forAdmins: "Admins credit and dismiss payments.",
    confirm: "Credit this payment?",
    confirmBody: (member, money) => `${member} would get **${money}**.`,
    confirmHint: "Midtrans is asked once more before; what it confirms then is what is credited.",
    go: "Credit",
    cancel: "Cancel",
    credited: "Payment credited",
    gets: (member, money) => `${member} has got **${money}** and is told by direct message.`,
    dismissed: "Payment dismissed",
    dismissedBody: (order) =>
      `${order} is set aside. It can still be credited from the list of dismissed ones.`,
  },
  id: {
    title: "Pembayaran tanpa isi saldo yang cocok",
    none: "Tidak ada.",
    hint: "Tekan sebuah pembayaran untuk mengkreditkan atau mengabaikannya.",
    found: (count) => `Pembayaran: ${count}`,
    page: (page, pages) => `halaman ${page} dari ${pages}`,
    newer: "◀ Lebih baru",
    older: "Lebih lama ▶",
    list: "◀ Ke daftar",
    payment: "Pembayaran",
    amount: "Jumlah",
    unknown: "tidak diketahui",
    why: "Mengapa tidak cocok",
    status: "Kata terakhir Midtrans",
    told: "Pemberitahuan",
    toldOf: (first, last, times) => `pertama ${first}, terakhir ${last}, ${times} kali`,
    state: "Keadaan",
    decided: (state, by, moment) => `${state} oleh ${by} ${moment}`,
    to: (member) => `kepada ${member}`,
    expected: "Isi saldo dengan id ini",
    expectedOf: (member, money) => `milik ${member}, ${money}`,
    choose: "Kreditkan kepada anggota",
    dismiss: "Abaikan",
    forAdmins: "Admin yang mengkreditkan dan mengabaikan pembayaran.",
    confirm: "Kreditkan pembayaran ini?",
    confirmBody: (member, money) => `${member} akan mendapat **${money}**.`,
    confirmHint: "Midtrans ditanya sekali lagi sebelumnya; yang dibenarkannya saat itulah yang dikreditkan.",
    go: "Kreditkan",
    cancel: "Batal",
    credited: "Pembayaran dikreditkan",
    gets: (member, money) => `${member} mendapat **${money}** dan diberi tahu lewat pesan langsung.`,
    dismissed: "Pembayaran diabaikan",
    dismissedBody: (order) => `${order} disisihkan. Masih bisa dikreditkan dari daftar yang diabaikan.`,
  },
};
