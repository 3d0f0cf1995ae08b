import type { Words } from "../locale.ts";

/** One member's page. Numbers, money and names come formatted. */
export const memberPageWords: Words<{
  title: string;
  nameAsked: string;
  nameUnknown: string;
  books: string;
  points: string;
  rank: string;
  notRanked: string;
  wallet: string;
  debt: string;
  waiting: string;
  waitingOf: (count: string) => string;
  earned: string;
  spent: string;
  highest: string;
  transfers: string;
  firstAt: string;
  lastAt: string;
  of: (asset: string) => string;
  about: string;
  since: string;
  never: string;
  neverBody: string;
  language: string;
  shopLanguage: string;
  board: string;
  shown: string;
  hiddenSince: string;
  server: string;
  seen: string;
  left: string;
  unseen: string;
  muted: string;
  change: string;
  changePoints: string;
  changeMoney: string;
  what: string;
  actions: Readonly<Record<"add" | "remove" | "set" | "deduct", string>>;
  howMany: string;
  howMuch: string;
  reasonRead: string;
  silent: string;
  book: string;
  achievements: string;
  achievement: string;
  award: string;
  by: string;
  revoke: string;
  revoked: string;
  noneToAward: string;
  history: string;
  historyPoints: string;
  historyMoney: string;
  all: string;
  changed: string;
  after: string;
  why: string;
  through: string;
  memo: string;
  purchases: string;
  codes: string;
  topups: string;
  orders: string;
  claims: string;
  order: string;
  referrals: string;
  code: string;
  broughtBy: string;
  brought: string;
  blacklisted: string;
  messages: string;
  message: string;
  audits: string;
  fileColumns: readonly [string, string, string, string, string, string, string];
}> = {
  en: {
    title: "Member",
    nameAsked: "Asking Discord for the name …",
    nameUnknown: "not on the server, or Discord does not answer",
    books: "What they have",
    points: "Points",
    rank: "Rank",
    notRanked: "not on the leaderboard",
    wallet: "Wallet",
    debt: "Owes the shop",
    waiting: "Waits to be paid",
    waitingOf: (count) => `top-ups: ${count}`,
    earned: "Came in ever",
    spent: "Went out ever",
    highest: "Most there ever was",
    transfers: "Entries",
    firstAt: "First moved",
    lastAt: "Last moved",
    of: (asset) => `Statistics: ${asset}`,
    about: "About them",
    since: "Known since",
    never: "never met",
    neverBody: "The shop has never met this member. What you give them now makes them known.",
    language: "Language",
    shopLanguage: "the shop's",
    board: "Leaderboards",
    shown: "shown",
    hiddenSince: "hidden since",
    server: "On the server",
    seen: "seen",
    left: "has left; found out",
    unseen: "not looked for yet",
    muted: "Does not want to be told of",
    change: "Change",
    changePoints: "Change points",
    changeMoney: "Change the wallet",
    what: "What to do",
    actions: { add: "Add", remove: "Take", set: "Set to", deduct: "Take" },
    howMany: "How many points",
    howMuch: "How much money",
    reasonRead: "The member and the audit log read it.",
    silent: "Do not tell the member",
    book: "Book it",
    achievements: "Achievements",
    achievement: "Achievement",
    award: "Award",
    by: "Awarded by",
    revoke: "Revoke",
    revoked: "revoked",
    noneToAward: "There is none to award by hand.",
    history: "History",
    historyPoints: "History of points",
    historyMoney: "History of money",
    all: "All of it",
    changed: "Change",
    after: "Then",
    why: "Why",
    through: "Through",
    memo: "Said",
    purchases: "Purchases",
    codes: "Codes",
    topups: "Top-ups",
    orders: "Orders",
    claims: "Claims",
    order: "Order",
    referrals: "Referrals",
    code: "Own code",
    broughtBy: "Brought by",
    brought: "Has brought",
    blacklisted: "⚠️ earns nothing by referrals",
    messages: "Messages of the last 14 days",
    message: "Message",
    audits: "What staff did to them",
    fileColumns: ["time", "change", "then", "kind", "why", "through", "said"],
  },
  id: {
    title: "Anggota",
    nameAsked: "Menanyakan nama kepada Discord …",
    nameUnknown: "tidak ada di server, atau Discord tidak menjawab",
    books: "Yang dimiliki",
    points: "Poin",
    rank: "Peringkat",
    notRanked: "tidak ada di papan peringkat",
    wallet: "Dompet",
    debt: "Utang kepada toko",
    waiting: "Menunggu dibayar",
    waitingOf: (count) => `isi saldo: ${count}`,
    earned: "Pernah masuk",
    spent: "Pernah keluar",
    highest: "Paling banyak yang pernah ada",
    transfers: "Entri",
    firstAt: "Pertama bergerak",
    lastAt: "Terakhir bergerak",
    of: (asset) => `Statistik: ${asset}`,
    about: "Tentang anggota ini",
    since: "Dikenal sejak",
    never: "belum pernah bertemu",
    neverBody: "Toko belum pernah bertemu anggota ini. Yang kamu berikan sekarang membuatnya dikenal.",
    language: "Bahasa",
    shopLanguage: "bahasa toko",
    board: "Papan peringkat",
    shown: "tampil",
    hiddenSince: "tidak tampil sejak",
    server: "Di server",
    seen: "terlihat",
    left: "sudah keluar; diketahui",
    unseen: "belum dicari",
    muted: "Tidak mau diberi tahu tentang",
    change: "Ubah",
    changePoints: "Ubah poin",
    changeMoney: "Ubah dompet",
    what: "Yang dilakukan",
    actions: { add: "Tambah", remove: "Kurangi", set: "Tetapkan menjadi", deduct: "Kurangi" },
    howMany: "Berapa poin",
    howMuch: "Berapa uang",
    reasonRead: "Dibaca anggota dan catatan audit.",
    silent: "Jangan beri tahu anggota",
    book: "Catat",
    achievements: "Pencapaian",
    achievement: "Pencapaian",
    award: "Berikan",
    by: "Diberikan oleh",
    revoke: "Cabut",
    revoked: "dicabut",
    noneToAward: "Tidak ada yang bisa diberikan langsung.",
    history: "Riwayat",
    historyPoints: "Riwayat poin",
    historyMoney: "Riwayat uang",
    all: "Semuanya",
    changed: "Perubahan",
    after: "Menjadi",
    why: "Sebab",
    through: "Lewat",
    memo: "Catatan",
    purchases: "Pembelian",
    codes: "Kode",
    topups: "Isi saldo",
    orders: "Pesanan",
    claims: "Klaim",
    order: "Pesanan",
    referrals: "Referal",
    code: "Kode sendiri",
    broughtBy: "Diajak oleh",
    brought: "Telah mengajak",
    blacklisted: "⚠️ tidak mendapat apa pun dari referal",
    messages: "Pesan 14 hari terakhir",
    message: "Pesan",
    audits: "Yang dilakukan staf kepadanya",
    fileColumns: ["waktu", "perubahan", "menjadi", "jenis", "sebab", "lewat", "catatan"],
  },
};
