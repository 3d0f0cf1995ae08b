import type { Words } from "../locale.ts";

type AttentionName =
  | "booksBroken"
  | "booksUnchecked"
  | "mailStopped"
  | "moneyOverAlarm"
  | "jobsFailed"
  | "messagesGivenUp"
  | "paymentsUnmatched"
  | "topupsDisputed"
  | "deliveriesFailed"
  | "stockLow"
  | "mailsUndelivered"
  | "ordersOverdue"
  | "cashbackFailed"
  | "cashbackToReview";

/** The dashboard's first page. Numbers come formatted. */
export const overviewWords: Words<{
  attention: string;
  nothing: string;
  attentionNames: Readonly<Record<AttentionName, string>>;
  begin: string;
  beginBody: string;
  beginWays: Readonly<Record<"imports" | "shop" | "tokens" | "settings", string>>;
  now: string;
  points: string;
  holders: (count: string) => string;
  money: string;
  debt: (amount: string) => string;
  books: string;
  booksRight: string;
  booksWrong: string;
  booksNever: string;
  today: string;
  days: (count: string) => string;
  toppedUp: string;
  payments: (count: string) => string;
  sales: string;
  salesOf: (purchases: string, orders: string) => string;
  refunded: string;
  refunds: (count: string) => string;
  issued: string;
  spent: string;
  claims: string;
  pointsByDay: string;
  salesByDay: string;
  codes: string;
  orders: string;
  day: string;
  funnel: string;
  step: string;
  count: string;
  created: string;
  mailed: string;
  delivered: string;
  claimed: string;
  share: (count: string, share: string) => string;
  redemption: string;
  campaign: string;
  redeemed: string;
  redeemedOf: (used: string, issued: string, share: string) => string;
  noClaims: string;
  noCampaigns: string;
  cashback: string;
  batch: string;
  paid: string;
  paidTo: (amount: string, members: string) => string;
  noBatches: string;
}> = {
  en: {
    attention: "What needs you",
    nothing: "Nothing needs you now.",
    attentionNames: {
      booksBroken: "Accounts that disagree with their transfers",
      booksUnchecked: "The books were not checked for two days",
      mailStopped: "Mail rests until you mend something",
      moneyOverAlarm: "Money owed has reached its alarm",
      jobsFailed: "Jobs that failed",
      messagesGivenUp: "Queue messages that were given up",
      paymentsUnmatched: "Payments that fit no top-up",
      topupsDisputed: "Top-ups that Midtrans contradicts itself about",
      deliveriesFailed: "Bought codes that did not arrive",
      stockLow: "Products that run out",
      mailsUndelivered: "E-mails of seven days that did not arrive",
      ordersOverdue: "Overdue orders",
      cashbackFailed: "Cashback payments that failed",
      cashbackToReview: "Cashback over the limit",
    },
    begin: "This shop is empty",
    beginBody: "Begin where you like:",
    beginWays: {
      imports: "Upload orders, so that customers get points",
      shop: "Make a product, so that members can buy codes",
      tokens: "Make promo tokens for your parcels",
      settings: "Look at the settings",
    },
    now: "Now",
    points: "Points owed",
    holders: (count) => `Members: ${count}`,
    money: "Money owed",
    debt: (amount) => `${amount} owed to the shop`,
    books: "Check of the books",
    booksRight: "All agrees",
    booksWrong: "Something disagrees",
    booksNever: "Not yet",
    today: "Today",
    days: (count) => `In ${count} days`,
    toppedUp: "Top-ups",
    payments: (count) => `Payments: ${count}`,
    sales: "Sales",
    salesOf: (purchases, orders) => `Codes: ${purchases} · orders: ${orders}`,
    refunded: "Given back",
    refunds: (count) => `Purchases: ${count}`,
    issued: "Points issued",
    spent: "Points spent or taken back",
    claims: "Claims",
    pointsByDay: "Points issued and spent a day",
    salesByDay: "Sales and top-ups a day",
    codes: "Codes",
    orders: "Orders",
    day: "Day",
    funnel: "From the file to the claim, imports of these days",
    step: "Step",
    count: "Claims",
    created: "Created",
    mailed: "Mailed",
    delivered: "Delivered",
    claimed: "Claimed",
    share: (count, share) => `${count} · ${share}`,
    redemption: "Promo tokens used, newest campaigns",
    campaign: "Campaign",
    redeemed: "Used",
    redeemedOf: (used, issued, share) => `${used} of ${issued} · ${share}`,
    noClaims: "No orders were imported in these days.",
    noCampaigns: "There is no campaign yet.",
    cashback: "Cashback, newest batches",
    batch: "Batch",
    paid: "Paid",
    paidTo: (amount, members) => `${amount} · members: ${members}`,
    noBatches: "No cashback was paid yet.",
  },
  id: {
    attention: "Yang perlu kamu tangani",
    nothing: "Saat ini tidak ada yang perlu ditangani.",
    attentionNames: {
      booksBroken: "Akun yang tidak cocok dengan transfernya",
      booksUnchecked: "Buku besar tidak diperiksa selama dua hari",
      mailStopped: "Pengiriman e-mail berhenti sampai ada yang diperbaiki",
      moneyOverAlarm: "Uang terutang mencapai batas peringatan",
      jobsFailed: "Pekerjaan yang gagal",
      messagesGivenUp: "Pesan antrean yang menyerah",
      paymentsUnmatched: "Pembayaran tanpa isi saldo yang cocok",
      topupsDisputed: "Isi saldo yang keterangannya bertentangan di Midtrans",
      deliveriesFailed: "Kode terbeli yang tidak sampai",
      stockLow: "Produk yang hampir habis",
      mailsUndelivered: "E-mail tujuh hari terakhir yang tidak sampai",
      ordersOverdue: "Pesanan yang terlambat",
      cashbackFailed: "Pembayaran cashback yang gagal",
      cashbackToReview: "Cashback di atas batas",
    },
    begin: "Toko ini masih kosong",
    beginBody: "Mulai dari mana saja:",
    beginWays: {
      imports: "Unggah pesanan, agar pelanggan mendapat poin",
      shop: "Buat produk, agar anggota bisa membeli kode",
      tokens: "Buat token promo untuk paketmu",
      settings: "Lihat pengaturan",
    },
    now: "Sekarang",
    points: "Poin terutang",
    holders: (count) => `Anggota: ${count}`,
    money: "Uang terutang",
    debt: (amount) => `${amount} utang kepada toko`,
    books: "Pemeriksaan buku besar",
    booksRight: "Semua cocok",
    booksWrong: "Ada yang tidak cocok",
    booksNever: "Belum",
    today: "Hari ini",
    days: (count) => `Dalam ${count} hari`,
    toppedUp: "Isi saldo",
    payments: (count) => `Pembayaran: ${count}`,
    sales: "Penjualan",
    salesOf: (purchases, orders) => `Kode: ${purchases} · pesanan: ${orders}`,
    refunded: "Dikembalikan",
    refunds: (count) => `Pembelian: ${count}`,
    issued: "Poin dibagikan",
    spent: "Poin dipakai atau ditarik",
    claims: "Klaim",
    pointsByDay: "Poin dibagikan dan dipakai per hari",
    salesByDay: "Penjualan dan isi saldo per hari",
    codes: "Kode",
    orders: "Pesanan",
    day: "Tanggal",
    funnel: "Dari berkas sampai klaim, impor hari-hari ini",
    step: "Langkah",
    count: "Klaim",
    created: "Dibuat",
    mailed: "Dikirim",
    delivered: "Sampai",
    claimed: "Diklaim",
    share: (count, share) => `${count} · ${share}`,
    redemption: "Token promo terpakai, kampanye terbaru",
    campaign: "Kampanye",
    redeemed: "Terpakai",
    redeemedOf: (used, issued, share) => `${used} dari ${issued} · ${share}`,
    noClaims: "Tidak ada pesanan yang diimpor pada hari-hari ini.",
    noCampaigns: "Belum ada kampanye.",
    cashback: "Cashback, kelompok terbaru",
    batch: "Kelompok",
    paid: "Dibayar",
    paidTo: (amount, members) => `${amount} · anggota: ${members}`,
    noBatches: "Belum ada cashback yang dibayar.",
  },
};
