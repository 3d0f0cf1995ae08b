import type { Words } from "./locale.ts";

type Counted = (count: string) => string;
type Paid = (count: string, money: string) => string;

/** What admins read about cashback batches. Money, numbers, moments and members come formatted. */
export const cashbackWords: Words<{
  preview: string;
  previewOne: string;
  asks: Paid;
  waits: string;
  receivers: string;
  total: string;
  average: string;
  top: string;
  receiver: (member: string, money: string, referrals: string) => string;
  overPayout: string;
  overReceivers: string;
  overLine: Paid;
  payOne: string;
  moreReceivers: Counted;
  leftOut: string;
  blacklisted: Paid;
  small: Counted;
  negative: Counted;
  batch: string;
  until: (moment: string) => string;
  confirm: Counted;
  cancel: string;
  nothing: string;
  nothingBody: string;
  nextWeekly: (moment: string) => string;
  refusedOne: string;
  isBlacklisted: (member: string, reason: string) => string;
  isNegative: (member: string) => string;
  isSmall: (member: string) => string;
  isHeld: (member: string, moment: string) => string;
  hasNothing: (member: string) => string;
  cancelled: string;
  cancelledBody: string;
  running: string;
  progress: (done: string, total: string) => string;
  done: string;
  paid: string;
  failed: string;
  failedTry: (batch: string) => string;
  changed: string;
  blacklistedSince: string;
  review: string;
  reviewNote: string;
  unpaidLine: (member: string, money: string, why: string) => string;
  more: string;
  by: string;
  mode: string;
  system: string;
  history: string;
  historyNone: string;
  historyLine: (paid: string, money: string) => string;
  historyFailed: Counted;
  historyLeft: Counted;
  footer: (count: string, page: string, pages: string) => string;
  exported: string;
  exportedBody: Counted;
  exportedCut: string;
}> = {
  en: {
    preview: "Cashback for referrals",
    previewOne: "Cashback for one member",
    asks: (count, money) => `Members who would be paid: **${count}**, in all **${money}**.`,
    waits: "Nothing has been paid yet. What is earned from now on waits for the next batch.",
    receivers: "Members",
    total: "In all",
    average: "On average",
    top: "Largest amounts",
    receiver: (member, money, referrals) => `${member} · **${money}** · referrals: ${referrals}`,
    overPayout: "Over the limit of one payout, not paid",
    overReceivers: "Over the limit of one batch, not paid",
    overLine: (count, money) => `${count} members, in all ${money}`,
    payOne: "Look at them, and pay one with `/sendref-cashb user:`.",
    moreReceivers: (count) => `${count} members with the newest earnings wait for the next batch.`,
    leftOut: "Left out",
    blacklisted: (count, money) => `Blacklisted: ${count}, in all ${money}`,
    small: (count) => `Less than the smallest amount: ${count}; it is kept for them`,
    negative: (count) => `Refunds were more than they earned: ${count}`,
    batch: "Batch",
    until: (moment) => `Confirm until ${moment}.`,
    confirm: (count) => `Pay ${count}`,
    cancel: "Cancel",
    nothing: "Nothing to pay",
    nothingBody: "No member has cashback that can be paid now.",
    nextWeekly: (moment) => `The next batch runs by itself on ${moment}.`,
    refusedOne: "This member cannot be paid",
    isBlacklisted: (member, reason) =>
      `${member} is on the referral blacklist: ${reason}. \`/referral-blacklist\` takes members off it.`,
    isNegative: (member) =>
      `Refunds took back more than ${member} has earned since the last payout. What they earn next makes up for it first.`,
    isSmall: (member) =>
      `${member} has earned less than the smallest amount that can be paid. It is kept for them.`,
    isHeld: (member, moment) =>
      `What ${member} has earned is held back for some days. The first of it can be paid from ${moment}.`,
    hasNothing: (member) => `${member} has no cashback that is still to be paid.`,
    cancelled: "Cancelled",
    cancelledBody: "Nothing was paid. The earnings wait for another batch.",
    running: "Cashback is being paid",
    progress: (done, total) => `${done} of ${total} members are done.`,
    done: "Cashback paid",
    paid: "Members paid",
    failed: "Failed; their earnings wait",
    failedTry: (batch) => `\`/sendref-cashb action:retry batch_id:${batch}\` tries them again.`,
    changed: "Left out: another batch paid these earnings",
    blacklistedSince: "Left out: blacklisted since the preview",
    review: "Over a limit, to be reviewed",
    reviewNote: "Their earnings wait. Pay one with `/sendref-cashb user:`, or leave them to the next batch.",
    unpaidLine: (member, money, why) => `${member} · ${money} · ${why}`,
    more: "`/sendref-cashb action:export` has them all.",
    by: "By",
    mode: "For",
    system: "the shop itself",
    history: "Cashback batches",
    historyNone: "There has been no cashback batch yet.",
    historyLine: (paid, money) => `paid: ${paid}, **${money}**`,
    historyFailed: (count) => `failed: ${count}`,
    historyLeft: (count) => `left out: ${count}`,
    footer: (count, page, pages) => `Batches: ${count} · page ${page} of ${pages}`,
    exported: "Payouts of a cashback batch",
    exportedBody: (count) => `Payouts in the attached file: **${count}**.`,
    exportedCut: "There are more than a file can take; those with the highest ids are not in it.",
  },
  id: {
    preview: "Cashback untuk referal",
    previewOne: "Cashback untuk satu anggota",
    asks: (count, money) => `Anggota yang akan dibayar: **${count}**, seluruhnya **${money}**.`,
    waits: "Belum ada yang dibayar. Yang didapat mulai sekarang menunggu batch berikutnya.",
    receivers: "Jumlah anggota",
    total: "Seluruhnya",
    average: "Rata-rata",
    top: "Jumlah terbesar",
    receiver: (member, money, referrals) => `${member} · **${money}** · jumlah referal: ${referrals}`,
    overPayout: "Melebihi batas satu pembayaran, tidak dibayar",
    overReceivers: "Melebihi batas satu batch, tidak dibayar",
    overLine: (count, money) => `${count} anggota, seluruhnya ${money}`,
    payOne: "Periksa dulu, lalu bayar satu per satu dengan `/sendref-cashb user:`.",
    moreReceivers: (count) => `${count} anggota dengan pendapatan terbaru menunggu batch berikutnya.`,
    leftOut: "Dilewati",
    blacklisted: (count, money) => `Masuk daftar hitam: ${count}, seluruhnya ${money}`,
    small: (count) => `Kurang dari jumlah terkecil: ${count}; tetap disimpan untuk mereka`,
    negative: (count) => `Pengembalian melebihi yang didapat: ${count}`,
    batch: "Nomor batch",
    until: (moment) => `Setujui paling lambat ${moment}.`,
    confirm: (count) => `Bayar ${count}`,
    cancel: "Batal",
    nothing: "Tidak ada yang dibayar",
    nothingBody: "Tidak ada anggota dengan cashback yang bisa dibayar sekarang.",
    nextWeekly: (moment) => `Batch berikutnya berjalan sendiri pada ${moment}.`,
    refusedOne: "Anggota ini tidak bisa dibayar",
    isBlacklisted: (member, reason) =>
      `${member} masuk daftar hitam referal: ${reason}. \`/referral-blacklist\` mengeluarkan anggota dari sana.`,
    isNegative: (member) =>
      `Pengembalian melebihi yang didapat ${member} sejak pembayaran terakhir. Pendapatan berikutnya menutup itu dulu.`,
    isSmall: (member) =>
      `Pendapatan ${member} kurang dari jumlah terkecil yang bisa dibayar. Tetap disimpan untuknya.`,
    isHeld: (member, moment) =>
      `Pendapatan ${member} ditahan beberapa hari. Yang pertama bisa dibayar mulai ${moment}.`,
    hasNothing: (member) => `${member} tidak punya cashback yang masih harus dibayar.`,
    cancelled: "Dibatalkan",
    cancelledBody: "Tidak ada yang dibayar. Pendapatannya menunggu batch lain.",
    running: "Cashback sedang dibayar",
    progress: (done, total) => `${done} dari ${total} anggota selesai.`,
    done: "Cashback sudah dibayar",
    paid: "Anggota dibayar",
    failed: "Gagal; pendapatannya menunggu",
    failedTry: (batch) => `\`/sendref-cashb action:retry batch_id:${batch}\` mencobanya lagi.`,
    changed: "Dilewati: sudah dibayar batch lain",
    blacklistedSince: "Dilewati: masuk daftar hitam sejak pratinjau",
    review: "Melebihi batas, perlu diperiksa",
    reviewNote:
      "Pendapatannya menunggu. Bayar satu dengan `/sendref-cashb user:`, atau biarkan untuk batch berikutnya.",
    unpaidLine: (member, money, why) => `${member} · sebesar ${money} · ${why}`,
    more: "`/sendref-cashb action:export` memuat semuanya.",
    by: "Oleh",
    mode: "Untuk",
    system: "toko sendiri",
    history: "Daftar batch cashback",
    historyNone: "Belum pernah ada batch cashback.",
    historyLine: (paid, money) => `dibayar: ${paid}, **${money}**`,
    historyFailed: (count) => `gagal: ${count}`,
    historyLeft: (count) => `dilewati: ${count}`,
    footer: (count, page, pages) => `Jumlah batch: ${count} · halaman ${page} dari ${pages}`,
    exported: "Pembayaran sebuah batch cashback",
    exportedBody: (count) => `Pembayaran di berkas terlampir: **${count}**.`,
    exportedCut:
      "Ada lebih banyak dari yang muat di satu berkas; yang id-nya tertinggi tidak ada di dalamnya.",
  },
};
