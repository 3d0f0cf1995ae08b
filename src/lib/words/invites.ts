import type { Words } from "./locale.ts";

/** What `/invites`, `/referral-blacklist` and `/admin checkuser` say of a member's referrals. Numbers, money, members and moments come formatted. */
export const inviteWords: Words<{
  title: string;
  none: string;
  since: (moment: string) => string;
  spent: (money: string) => string;
  earned: (money: string) => string;
  active: string;
  quiet: string;
  found: (count: string, page: string, pages: string) => string;
  payable: string;
  held: string;
  heldUntil: (money: string, moment: string) => string;
  paid: string;
  next: string;
  nextAt: (moment: string, fromNow: string) => string;
  nextByStaff: string;
  lessThan: (money: string) => string;
  belowZero: string;
  stopped: (moment: string) => string;
  frozen: string;
  reason: (reason: string) => string;
  staffTitle: string;
  broughtBy: string;
  brought: string;
  state: string;
  earning: string;
  stoppedBy: (moment: string, by: string) => string;
  stoppedTitle: string;
  stoppedBody: (member: string) => string;
  resumedTitle: string;
  resumedBody: (member: string) => string;
  told: string;
  pending: string;
}> = {
  en: {
    title: "Whom you brought",
    none: "You have brought nobody yet. `/invite` has your code and a text to share.",
    since: (moment) => `since ${moment}`,
    spent: (money) => `spent ${money}`,
    earned: (money) => `earned you ${money}`,
    active: "🟢 active",
    quiet: "⚪ spent nothing for 30 days",
    found: (count, page, pages) => `Brought: ${count} · page ${page} of ${pages}`,
    payable: "To be paid",
    held: "Held back",
    heldUntil: (money, moment) => `${money}, the first of it until ${moment}`,
    paid: "Paid so far",
    next: "Next payment",
    nextAt: (moment, fromNow) => `${moment} (${fromNow})`,
    nextByStaff: "when the staff start one",
    lessThan: (money) => `less than ${money}`,
    belowZero: "Refunds took back more than you had earned; it comes off what you earn next.",
    stopped: (moment) =>
      `⚠️ The staff stopped your referrals ${moment}: they earn you nothing for now, and what you earned before is kept but not paid.`,
    frozen: "kept, not paid for now",
    reason: (reason) => `Reason: ${reason}`,
    staffTitle: "Referrals of a member",
    broughtBy: "Brought by",
    brought: "Brought",
    state: "Referrals",
    earning: "✅ earn cashback",
    stoppedBy: (moment, by) => `⛔ stopped ${moment} by ${by}`,
    stoppedTitle: "Referrals stopped",
    stoppedBody: (member) =>
      `${member} earns nothing by referrals from now on, whomever they brought or will bring, and is paid nothing of what they earned before.`,
    resumedTitle: "Referrals go on",
    resumedBody: (member) =>
      `${member} earns by referrals again, and what was kept can be paid. What was spent in between earned nothing.`,
    told: "The member is told by direct message",
    pending: "Cashback not paid yet",
  },
  id: {
    title: "Yang kamu ajak",
    none: "Kamu belum mengajak siapa pun. `/invite` berisi kodemu dan pesan untuk dibagikan.",
    since: (moment) => `sejak ${moment}`,
    spent: (money) => `belanja ${money}`,
    earned: (money) => `hasilmu ${money}`,
    active: "🟢 aktif",
    quiet: "⚪ 30 hari tanpa belanja",
    found: (count, page, pages) => `Diajak: ${count} · halaman ${page} dari ${pages}`,
    payable: "Akan dibayar",
    held: "Ditahan dulu",
    heldUntil: (money, moment) => `${money}, yang pertama sampai ${moment}`,
    paid: "Sudah dibayar",
    next: "Pembayaran berikutnya",
    nextAt: (moment, fromNow) => `${moment} (${fromNow})`,
    nextByStaff: "saat staf memulainya",
    lessThan: (money) => `kurang dari ${money}`,
    belowZero:
      "Pengembalian dana mengambil lebih dari hasilmu; kekurangannya dipotong dari hasil berikutnya.",
    stopped: (moment) =>
      `⚠️ Staf menghentikan referalmu ${moment}: untuk sementara tidak menghasilkan apa pun, dan hasil sebelumnya disimpan tetapi tidak dibayar.`,
    frozen: "disimpan, sementara tidak dibayar",
    reason: (reason) => `Alasan: ${reason}`,
    staffTitle: "Referal seorang anggota",
    broughtBy: "Diajak oleh",
    brought: "Mengajak",
    state: "Referal",
    earning: "✅ menghasilkan cashback",
    stoppedBy: (moment, by) => `⛔ dihentikan ${moment} oleh ${by}`,
    stoppedTitle: "Referal dihentikan",
    stoppedBody: (member) =>
      `Mulai sekarang ${member} tidak mendapat apa pun dari referal, siapa pun yang sudah atau akan diajaknya, dan hasil sebelumnya tidak dibayar.`,
    resumedTitle: "Referal berjalan lagi",
    resumedBody: (member) =>
      `${member} mendapat hasil dari referal lagi, dan yang disimpan bisa dibayar. Belanja selama dihentikan tidak menghasilkan apa pun.`,
    told: "Anggota diberi tahu lewat pesan langsung",
    pending: "Cashback yang belum dibayar",
  },
};
