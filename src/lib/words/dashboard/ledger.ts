import { counted } from "../counted.ts";
import type { Words } from "../locale.ts";

/** The dashboard's pages of the books. Numbers come formatted. */
export const ledgerWords: Words<{
  movements: string;
  proof: string;
  kind: string;
  debit: string;
  credit: string;
  cause: string;
  memo: string;
  account: string;
  accountHint: string;
  causeHint: string;
  onlyOne: string;
  points: (count: string) => string;
  balance: string;
  provenNow: (transfers: string) => string;
  brokenNow: (sum: string) => string;
  tooMany: (transfers: string) => string;
  noAccount: string;
  checks: string;
  noChecks: string;
  checkHint: string;
  checkNow: string;
  running: string;
  runningBody: string;
  checkDone: string;
  seeResult: string;
  checkFailed: string;
  checkFailedBody: string;
  agrees: string;
  disagrees: string;
  byItself: string;
  accounts: string;
  transfers: string;
  took: string;
  seconds: (count: string) => string;
  result: string;
  own: string;
  debts: string;
  held: string;
  owed: string;
  moneyByDay: string;
  moneyIn: string;
  moneyOut: string;
}> = {
  en: {
    movements: "Movements",
    proof: "Proof",
    kind: "What",
    debit: "From",
    credit: "To",
    cause: "Cause",
    memo: "Note",
    account: "Account",
    accountHint: "such as system:sales/money",
    causeHint: "such as purchase:1180…",
    onlyOne: "The newest first. They can be narrowed by one of these at a time.",
    points: (count) => counted(count, "point"),
    balance: "Balance",
    provenNow: (transfers) => `Proven just now: the sum of all its ${transfers} movements.`,
    brokenNow: (sum) => `Its movements sum to ${sum}: the books do not agree.`,
    tooMany: (transfers) =>
      `It has more than ${transfers} movements, so only the check of the books proves it.`,
    noAccount: "There is no account of this name.",
    checks: "Checks of the books",
    noChecks: "The books were not checked yet; that happens once a day.",
    checkHint:
      "Each balance must be the sum of its movements, and all balances of points and of money must sum to zero. It is checked once a day; a large shop takes minutes for it.",
    checkNow: "Check the books now",
    running: "The books are being checked",
    runningBody: "You may leave this page; the result stands in the list.",
    checkDone: "The books were checked",
    seeResult: "See the result",
    checkFailed: "The check was given up",
    checkFailedBody: "Its job failed too often: see the jobs.",
    agrees: "all agrees",
    disagrees: "does not agree",
    byItself: "the shop itself",
    accounts: "Accounts",
    transfers: "Movements read",
    took: "Took",
    seconds: (count) => `${count} s`,
    result: "Result",
    own: "The shop's own accounts",
    debts: "What members owe",
    held: "What members have",
    owed: "Members have what the shop's own accounts are below zero, so an asset always sums to zero.",
    moneyByDay: "Money to and from members' wallets a day",
    moneyIn: "Into wallets",
    moneyOut: "Out of wallets",
  },
  id: {
    movements: "Perpindahan",
    proof: "Bukti",
    kind: "Apa",
    debit: "Dari",
    credit: "Ke",
    cause: "Sebab",
    memo: "Catatan",
    account: "Rekening",
    accountHint: "misalnya system:sales/money",
    causeHint: "misalnya purchase:1180…",
    onlyOne: "Yang terbaru dulu. Bisa dipersempit dengan salah satu dari ini.",
    points: (count) => `${count} poin`,
    balance: "Saldo",
    provenNow: (transfers) => `Terbukti saat ini: jumlah dari ${transfers} perpindahannya.`,
    brokenNow: (sum) => `Perpindahannya berjumlah ${sum}: pembukuan tidak cocok.`,
    tooMany: (transfers) =>
      `Perpindahannya lebih dari ${transfers}, jadi hanya pemeriksaan pembukuan yang membuktikannya.`,
    noAccount: "Tidak ada rekening dengan nama ini.",
    checks: "Pemeriksaan pembukuan",
    noChecks: "Pembukuan belum diperiksa; itu terjadi sekali sehari.",
    checkHint:
      "Tiap saldo harus sama dengan jumlah perpindahannya, dan semua saldo poin dan uang harus berjumlah nol. Diperiksa sekali sehari; toko besar perlu beberapa menit.",
    checkNow: "Periksa pembukuan sekarang",
    running: "Pembukuan sedang diperiksa",
    runningBody: "Kamu boleh meninggalkan halaman ini; hasilnya ada di daftar.",
    checkDone: "Pembukuan sudah diperiksa",
    seeResult: "Lihat hasilnya",
    checkFailed: "Pemeriksaannya dihentikan",
    checkFailedBody: "Pekerjaannya terlalu sering gagal: lihat daftar pekerjaan.",
    agrees: "semua cocok",
    disagrees: "tidak cocok",
    byItself: "toko sendiri",
    accounts: "Rekeningnya",
    transfers: "Perpindahan dibaca",
    took: "Lamanya",
    seconds: (count) => `${count} dtk`,
    result: "Hasil",
    own: "Rekening toko sendiri",
    debts: "Utang anggota",
    held: "Milik anggota",
    owed: "Anggota punya sebanyak rekening toko di bawah nol, jadi tiap aset selalu berjumlah nol.",
    moneyByDay: "Uang ke dan dari dompet anggota per hari",
    moneyIn: "Ke dompet",
    moneyOut: "Dari dompet",
  },
};
