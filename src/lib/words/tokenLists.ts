import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

type State = "available" | "not_yet" | "reserved" | "used" | "expired" | "removed";

/** One mark a state, the same everywhere. */
export const tokenMarks: Readonly<Record<State, string>> = {
  available: "🟢",
  not_yet: "🕓",
  reserved: "🔒",
  used: "✅",
  expired: "⌛",
  removed: "🚫",
};

/** What staff read in lists, files and statistics of promo tokens. Numbers, money and moments come formatted. */
export const tokenListWords: Words<{
  states: Readonly<Record<State, string>>;
  state: string;
  list: string;
  listOf: (campaign: string) => string;
  none: string;
  page: (page: string, pages: string) => string;
  reservedFor: (order: string, customer: string) => string;
  usedFor: (order: string, customer: string, when: string) => string;
  order: string;
  customer: string;
  madeAt: string;
  madeBy: string;
  changedAt: string;
  reason: string;
  exported: string;
  exportedBody: (count: string) => string;
  exportedOf: (count: string, campaign: string) => string;
  cut: string;
  file: string;
  stats: string;
  statsOf: (campaign: string) => string;
  issued: string;
  used: string;
  rate: string;
  below: (rate: string) => string;
  usual: (rate: string) => string;
  above: (rate: string) => string;
  noRate: string;
  customers: string;
  customersBody: (fresh: string, returning: string) => string;
  value: string;
  valueWith: (average: string, orders: string) => string;
  valueWithout: (average: string, orders: string) => string;
  noAmount: string;
  saved: (amount: string) => string;
  weeks: string;
}> = {
  en: {
    states: {
      available: "available",
      not_yet: "not valid yet",
      reserved: "reserved",
      used: "used",
      expired: "expired",
      removed: "removed",
    },
    state: "state",
    list: "Promo tokens",
    listOf: (campaign) => `Promo tokens of ${campaign}`,
    none: "There are no such tokens. Make some with `/generatetoken`.",
    page: (page, pages) => `Page ${page} of ${pages}`,
    reservedFor: (order, customer) => `for ${order} of ${customer}`,
    usedFor: (order, customer, when) => `for ${order} of ${customer} ${when}`,
    order: "order",
    customer: "customer",
    madeAt: "made",
    madeBy: "made by",
    changedAt: "last change",
    reason: "reason",
    exported: "Promo tokens as a file",
    exportedBody: (count) => `The file has ${counted(count, "token")}, in the order in which they were made.`,
    exportedOf: (count, campaign) =>
      `The file has ${counted(count, "token")} of **${campaign}**, in the order in which they were made.`,
    cut: "There are more; a file takes no more of them. Name a campaign to get its own.",
    file: "tokens.csv",
    stats: "How promo tokens do",
    statsOf: (campaign) => `How ${campaign} does`,
    issued: "Made",
    used: "Used",
    rate: "Redemption rate",
    below: (rate) => `${rate} %, below the usual 20 to 40 %`,
    usual: (rate) => `${rate} %, within the usual 20 to 40 %`,
    above: (rate) => `${rate} %, above the usual 20 to 40 %`,
    noRate: "no token yet",
    customers: "Customers",
    customersBody: (fresh, returning) => `${fresh} new, ${returning} returning`,
    value: "Average completed order, before discounts",
    valueWith: (average, orders) => `with a token: ${average} (orders: ${orders})`,
    valueWithout: (average, orders) => `without, since then: ${average} (orders: ${orders})`,
    noAmount: "none yet",
    saved: (amount) => `saved by tokens: ${amount}`,
    weeks: "Used a week, counted back from now",
  },
  id: {
    states: {
      available: "tersedia",
      not_yet: "belum berlaku",
      reserved: "dipesan",
      used: "terpakai",
      expired: "kedaluwarsa",
      removed: "ditarik",
    },
    state: "keadaan",
    list: "Token promo",
    listOf: (campaign) => `Token promo ${campaign}`,
    none: "Tidak ada token seperti itu. Buat dengan `/generatetoken`.",
    page: (page, pages) => `Halaman ${page} dari ${pages}`,
    reservedFor: (order, customer) => `untuk ${order} milik ${customer}`,
    usedFor: (order, customer, when) => `untuk ${order} milik ${customer} ${when}`,
    order: "pesanan",
    customer: "pelanggan",
    madeAt: "dibuat",
    madeBy: "dibuat oleh",
    changedAt: "perubahan terakhir",
    reason: "alasan",
    exported: "Token promo sebagai berkas",
    exportedBody: (count) => `Berkasnya berisi ${count} token, menurut urutan dibuatnya.`,
    exportedOf: (count, campaign) =>
      `Berkasnya berisi ${count} token **${campaign}**, menurut urutan dibuatnya.`,
    cut: "Masih ada lagi; satu berkas tidak memuat lebih banyak. Sebut kampanye untuk mendapat miliknya.",
    file: "token.csv",
    stats: "Hasil token promo",
    statsOf: (campaign) => `Hasil ${campaign}`,
    issued: "Dibuat",
    used: "Terpakai",
    rate: "Tingkat pemakaian",
    below: (rate) => `${rate} %, di bawah yang biasa, 20 sampai 40 %`,
    usual: (rate) => `${rate} %, seperti biasa, 20 sampai 40 %`,
    above: (rate) => `${rate} %, di atas yang biasa, 20 sampai 40 %`,
    noRate: "belum ada token",
    customers: "Pelanggan",
    customersBody: (fresh, returning) => `${fresh} baru, ${returning} lama`,
    value: "Rata-rata pesanan selesai, sebelum potongan",
    valueWith: (average, orders) => `dengan token: ${average} (pesanan: ${orders})`,
    valueWithout: (average, orders) => `tanpa token, sejak itu: ${average} (pesanan: ${orders})`,
    noAmount: "belum ada",
    saved: (amount) => `hemat dari token: ${amount}`,
    weeks: "Terpakai per minggu, dihitung mundur dari sekarang",
  },
};
