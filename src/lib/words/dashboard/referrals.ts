import type { Words } from "../locale.ts";

/** The dashboard's pages of referrals. Numbers, money and moments come formatted. */
export const referralPageWords: Words<{
  network: string;
  batches: string;
  blacklist: string;
  find: string;
  findHint: string;
  title: (member: string) => string;
  unknown: string;
  nobody: string;
  brought: string;
  broughtCount: (count: string) => string;
  tree: string;
  unfold: (member: string) => string;
  fold: string;
  since: string;
  spent: string;
  earned: string;
  activity: string;
  active: string;
  quiet: string;
  payable: string;
  held: string;
  heldUntil: string;
  paid: string;
  code: string;
  standing: string;
  earning: string;
  stopped: string;
  stoppedBy: string;
  unpaid: string;
  earningsBy: (member: string) => string;
  allUnpaid: string;
  paidOnes: string;
  allPaid: string;
  noEarnings: string;
  from: string;
  kinds: Readonly<Record<"purchase" | "order" | "api" | "refund" | "remainder", string>>;
  kind: string;
  payableAt: string;
  payouts: string;
  noPayouts: string;
  batch: string;
  stop: string;
  stopHint: string;
  resume: string;
  resumeHint: string;
  reasonHint: string;
  noneStopped: string;
  member: string;
}> = {
  en: {
    network: "Network",
    batches: "Cashback batches",
    blacklist: "Blacklist",
    find: "Show their network",
    findHint: "Whom somebody brought, who brought them, and what came of it.",
    title: (member) => `Referrals of ${member}`,
    unknown: "The shop does not know this member yet.",
    nobody: "They have brought nobody.",
    brought: "Whom they brought",
    broughtCount: (count) => `brought ${count}`,
    tree: "Who brought whom",
    unfold: (member) => `Show whom ${member} brought`,
    fold: "Close",
    since: "Since",
    spent: "Spent",
    earned: "Earned by it",
    activity: "Active",
    active: "active",
    quiet: "spent nothing for 30 days",
    payable: "To be paid",
    held: "Held back",
    heldUntil: "The first of it until",
    paid: "Paid so far",
    code: "Their code",
    standing: "Referrals",
    earning: "earn cashback",
    stopped: "stopped",
    stoppedBy: "Stopped by",
    unpaid: "Earned and not paid yet",
    earningsBy: (member) => `Earned by ${member}`,
    allUnpaid: "All that is not paid yet",
    paidOnes: "Earned and paid",
    allPaid: "All that was paid",
    noEarnings: "There is nothing of that.",
    from: "Who spent",
    kinds: {
      purchase: "purchase",
      order: "order",
      api: "through another program",
      refund: "refund",
      remainder: "what a payout left",
    },
    kind: "By what",
    payableAt: "Payable from",
    payouts: "Payouts, the newest",
    noPayouts: "Nothing has been paid or tried yet.",
    batch: "Batch",
    stop: "Stop their referrals",
    stopHint: "They earn nothing from then on, and are paid nothing of what they earned before.",
    resume: "Let them earn again",
    resumeHint: "What was kept can be paid then. What was spent in between earned nothing.",
    reasonHint: "The member reads it, and the audit log keeps it.",
    noneStopped: "Nobody's referrals are stopped.",
    member: "Member",
  },
  id: {
    network: "Jaringan",
    batches: "Batch cashback",
    blacklist: "Daftar hitam",
    find: "Tampilkan jaringannya",
    findHint: "Siapa yang diajak seseorang, siapa yang mengajaknya, dan hasilnya.",
    title: (member) => `Referal ${member}`,
    unknown: "Toko belum mengenal anggota ini.",
    nobody: "Belum mengajak siapa pun.",
    brought: "Yang diajaknya",
    broughtCount: (count) => `mengajak ${count}`,
    tree: "Siapa mengajak siapa",
    unfold: (member) => `Tampilkan yang diajak ${member}`,
    fold: "Tutup",
    since: "Sejak",
    spent: "Belanja",
    earned: "Hasilnya",
    activity: "Keaktifan",
    active: "aktif",
    quiet: "30 hari tanpa belanja",
    payable: "Akan dibayar",
    held: "Ditahan dulu",
    heldUntil: "Yang pertama sampai",
    paid: "Sudah dibayar",
    code: "Kodenya",
    standing: "Referal",
    earning: "menghasilkan cashback",
    stopped: "dihentikan",
    stoppedBy: "Dihentikan oleh",
    unpaid: "Didapat dan belum dibayar",
    earningsBy: (member) => `Didapat dari ${member}`,
    allUnpaid: "Semua yang belum dibayar",
    paidOnes: "Didapat dan sudah dibayar",
    allPaid: "Semua yang sudah dibayar",
    noEarnings: "Tidak ada yang seperti itu.",
    from: "Yang berbelanja",
    kinds: {
      purchase: "pembelian",
      order: "pesanan",
      api: "lewat program lain",
      refund: "pengembalian uang",
      remainder: "sisa sebuah pembayaran",
    },
    kind: "Dari apa",
    payableAt: "Bisa dibayar mulai",
    payouts: "Pembayaran terbaru",
    noPayouts: "Belum ada yang dibayar atau dicoba.",
    batch: "Batch pembayaran",
    stop: "Hentikan referalnya",
    stopHint: "Sejak itu tidak mendapat apa-apa, dan yang didapat sebelumnya tidak dibayar.",
    resume: "Izinkan lagi",
    resumeHint: "Yang tersimpan bisa dibayar lagi. Belanja di antaranya tidak menghasilkan apa-apa.",
    reasonHint: "Anggota membacanya, dan catatan audit menyimpannya.",
    noneStopped: "Tidak ada referal yang dihentikan.",
    member: "Anggota",
  },
};
