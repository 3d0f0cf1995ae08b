import type { Words } from "../locale.ts";

/** The pages about imports. */
export const importPageWords: Words<{
  upload: string;
  file: string;
  by: string;
  rows: string;
  progress: string;
  progressOf: (done: string, total: string) => string;
  none: string;
  columns: string;
  columnsHint: string;
  email: string;
  amount: string;
  order: string;
  noColumn: string;
  example: (cells: string) => string;
  points: string;
  pointsHint: string;
  multiplier: string;
  multiplierHint: string;
  campaign: string;
  message: string;
  messageHint: string;
  filters: string;
  product: string;
  from: string;
  to: string;
  expiresDays: string;
  expiresDaysHint: (days: string) => string;
  read: string;
  readNote: string;
  startedBody: string;
  onlyAsker: string;
  confirmUntil: string;
  size: string;
  refusedRows: string;
  refusedRowsHint: string;
  reading: string;
  refusedState: string;
  lapsed: string;
  created: string;
  mailed: string;
  delivered: string;
  bounced: string;
  claimed: string;
  expired: string;
  open: string;
  revoked: string;
  complaints: string;
  funnel: string;
  step: string;
  count: string;
  share: (count: string, percent: string) => string;
  claimsADay: string;
  claimRate: string;
  day: string;
  undelivered: string;
  undeliveredMore: string;
  allClaims: string;
  state: string;
  reason: string;
}> = {
  en: {
    upload: "Upload orders",
    file: "File",
    by: "By",
    rows: "Rows",
    progress: "Progress",
    progressOf: (done, total) => `${done} of ${total} mails`,
    none: "Nothing was imported yet. Upload a CSV of orders to begin.",
    columns: "What the columns are",
    columnsHint: "Proposed from the headers. Change what is wrong; the examples are the file's first rows.",
    email: "E-mail address",
    amount: "Amount",
    order: "Order id",
    noColumn: "No such column",
    example: (cells) => `for example ${cells}`,
    points: "Points for every order",
    pointsHint: "Leave it empty to give points by the amount.",
    multiplier: "Points for each unit of the amount",
    multiplierHint: "Such as 1.5; empty is 1.",
    campaign: "Campaign",
    message: "A message for the e-mail",
    messageHint: "Stands above the code.",
    filters: "Only some of the orders",
    product: "Only orders of this product",
    from: "From this day on",
    to: "Up to this day",
    expiresDays: "Days until the codes expire",
    expiresDaysHint: (days) => `Empty is ${days}.`,
    read: "Read the file",
    readNote: "The file is read and shown to you. Nobody is mailed before you confirm.",
    startedBody: "Claims are being made and mailed. This page follows.",
    onlyAsker: "Only the one who uploaded it can start it:",
    confirmUntil: "To be decided until",
    size: "Size",
    refusedRows: "Refused rows as CSV",
    refusedRowsHint: "Kept for seven days.",
    reading: "The file is being read.",
    refusedState: "The file could not be read as orders, so nothing of it was imported.",
    lapsed: "Nobody confirmed it in time. Nothing was imported; upload it again.",
    created: "Claims created",
    mailed: "Mailed",
    delivered: "Delivered",
    bounced: "Bounced or dropped",
    claimed: "Claimed",
    expired: "Expired",
    open: "Open",
    revoked: "Revoked",
    complaints: "Marked as spam",
    funnel: "From claim to points",
    step: "Step",
    count: "Claims",
    share: (count, percent) => `${count} · ${percent}`,
    claimsADay: "Claims a day",
    claimRate: "Claimed of all, in percent",
    day: "Day",
    undelivered: "Not delivered",
    undeliveredMore: "The first ones; the list of claims has all.",
    allClaims: "All claims of this import",
    state: "State",
    reason: "Reason",
  },
  id: {
    upload: "Unggah pesanan",
    file: "Berkas",
    by: "Oleh",
    rows: "Baris",
    progress: "Kemajuan",
    progressOf: (done, total) => `${done} dari ${total} e-mail`,
    none: "Belum ada yang diimpor. Unggah CSV berisi pesanan untuk mulai.",
    columns: "Arti kolom-kolomnya",
    columnsHint: "Usulan menurut judulnya. Ubah yang salah; contohnya dari baris pertama berkas.",
    email: "Alamat e-mail",
    amount: "Nilai",
    order: "Nomor pesanan",
    noColumn: "Tidak ada kolomnya",
    example: (cells) => `misalnya ${cells}`,
    points: "Poin untuk tiap pesanan",
    pointsHint: "Kosongkan agar poin dihitung dari nilainya.",
    multiplier: "Poin untuk tiap satuan nilai",
    multiplierHint: "Misalnya 1.5, dengan titik; kosong berarti 1.",
    campaign: "Kampanye",
    message: "Pesan untuk e-mail",
    messageHint: "Tampil di atas kode.",
    filters: "Sebagian pesanan saja",
    product: "Hanya pesanan produk ini",
    from: "Mulai tanggal ini",
    to: "Sampai tanggal ini",
    expiresDays: "Hari sampai kode kedaluwarsa",
    expiresDaysHint: (days) => `Kosong berarti ${days}.`,
    read: "Baca berkasnya",
    readNote: "Berkas dibaca dan ditunjukkan kepadamu. Tidak ada e-mail sebelum kamu menyetujui.",
    startedBody: "Klaim sedang dibuat dan dikirim. Halaman ini mengikutinya.",
    onlyAsker: "Hanya yang mengunggahnya yang bisa memulainya:",
    confirmUntil: "Diputuskan paling lambat",
    size: "Ukuran",
    refusedRows: "Baris yang ditolak sebagai CSV",
    refusedRowsHint: "Disimpan tujuh hari.",
    reading: "Berkas sedang dibaca.",
    refusedState: "Berkas tidak terbaca sebagai pesanan, jadi tidak ada yang diimpor.",
    lapsed: "Tidak ada yang menyetujuinya pada waktunya. Tidak ada yang diimpor; unggah lagi.",
    created: "Klaim dibuat",
    mailed: "Dikirimi e-mail",
    delivered: "Sampai",
    bounced: "Terpental atau dibuang",
    claimed: "Diklaim",
    expired: "Kedaluwarsa",
    open: "Terbuka",
    revoked: "Ditarik",
    complaints: "Ditandai spam",
    funnel: "Dari klaim menjadi poin",
    step: "Langkah",
    count: "Klaim",
    share: (count, percent) => `${count} · ${percent}`,
    claimsADay: "Klaim per hari",
    claimRate: "Diklaim dari semua, dalam persen",
    day: "Tanggal",
    undelivered: "Tidak sampai",
    undeliveredMore: "Yang pertama; daftar klaim memuat semuanya.",
    allClaims: "Semua klaim impor ini",
    state: "Keadaan",
    reason: "Alasan",
  },
};
