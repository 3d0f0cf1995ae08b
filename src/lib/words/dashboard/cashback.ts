import type { Words } from "../locale.ts";

/** The dashboard's pages of cashback batches. Numbers, money and moments come formatted. */
export const cashbackPageWords: Words<{
  begin: string;
  beginTitle: string;
  beginHint: string;
  onlyMember: string;
  freezing: string;
  freezingBody: string;
  lapsed: string;
  lapsedBody: string;
  notYours: string;
  confirmUntil: string;
  members: string;
  sum: string;
  failed: string;
  leftOut: string;
  review: string;
  askedBy: string;
  mode: string;
  begun: string;
  started: string;
  finished: string;
  payouts: string;
  noPayouts: string;
  referrals: string;
  why: string;
  paidByBatch: string;
  paidOf: (money: string, members: string) => string;
  running: string;
  retry: (count: string) => string;
  retryHint: string;
  csv: string;
  csvHint: string;
  none: string;
}> = {
  en: {
    begin: "See what would be paid",
    beginTitle: "Pay cashback",
    beginHint: "Writes down what everybody has earned, and shows it. Nothing is paid before it is confirmed.",
    onlyMember: "Only this member (empty: everybody)",
    freezing: "Earnings are being summed up",
    freezingBody: "What would be paid is shown here in a moment.",
    lapsed: "Not confirmed in time",
    lapsedBody: "Nothing was paid, and the earnings wait. Begin another batch.",
    notYours: "Only whoever began it can confirm or cancel it.",
    confirmUntil: "Confirm until",
    members: "Members",
    sum: "In all",
    failed: "Failed",
    leftOut: "Left out",
    review: "To be reviewed",
    askedBy: "Begun by",
    mode: "For",
    begun: "Begun",
    started: "Confirmed",
    finished: "Ended",
    payouts: "Payouts",
    noPayouts: "There are no such payouts.",
    referrals: "Referrals",
    why: "Why not",
    paidByBatch: "Paid by each batch",
    paidOf: (money, members) => `${money} · members: ${members}`,
    running: "Cashback is being paid",
    retry: (count) => `Pay the failed ones again (${count})`,
    retryHint: "As far as their earnings are still those that were frozen.",
    csv: "Payouts as CSV",
    csvHint: "The audit log tells who had them.",
    none: "There has been no cashback batch yet.",
  },
  id: {
    begin: "Lihat yang akan dibayar",
    beginTitle: "Bayar cashback",
    beginHint: "Mencatat hasil semua orang, lalu menampilkannya. Tidak ada yang dibayar sebelum disetujui.",
    onlyMember: "Hanya anggota ini (kosong: semua)",
    freezing: "Hasil sedang dijumlahkan",
    freezingBody: "Yang akan dibayar tampil di sini sebentar lagi.",
    lapsed: "Tidak disetujui pada waktunya",
    lapsedBody: "Tidak ada yang dibayar, dan hasilnya menunggu. Mulai batch lain.",
    notYours: "Hanya yang memulainya bisa menyetujui atau membatalkannya.",
    confirmUntil: "Setujui paling lambat",
    members: "Jumlah anggota",
    sum: "Seluruhnya",
    failed: "Gagal",
    leftOut: "Dilewati",
    review: "Untuk diperiksa",
    askedBy: "Dimulai oleh",
    mode: "Untuk",
    begun: "Dimulai",
    started: "Disetujui",
    finished: "Berakhir",
    payouts: "Pembayaran",
    noPayouts: "Tidak ada pembayaran seperti itu.",
    referrals: "Jumlah referal",
    why: "Alasannya",
    paidByBatch: "Dibayar tiap batch",
    paidOf: (money, members) => `${money} · anggota: ${members}`,
    running: "Cashback sedang dibayar",
    retry: (count) => `Bayar lagi yang gagal (${count})`,
    retryHint: "Selama hasilnya masih yang dicatat waktu itu.",
    csv: "Pembayaran sebagai CSV",
    csvHint: "Catatan audit menyimpan siapa yang mengunduhnya.",
    none: "Belum ada batch cashback.",
  },
};
