import type { Words } from "./locale.ts";

/** What a top-up's card says. Money and moments come formatted. */
export const topupWords: Words<{
  choose: string;
  chooseBody: string;
  pay: (money: string) => string;
  scan: string;
  expires: (moment: string) => string;
  code: string;
  check: string;
  cancel: string;
  notYet: string;
  notYetBody: (moment: string) => string;
  unconfirmed: string;
  unconfirmedBody: string;
  paid: (money: string) => string;
  wallet: (money: string) => string;
  debt: (money: string) => string;
  spend: string;
  denied: string;
  cancelled: string;
  expired: string;
  failed: string;
  nothingPaid: string;
  lateMoney: string;
  differs: string;
  unanswered: string;
  refused: (code: string) => string;
  returned: (money: string) => string;
  chargedBack: (money: string) => string;
}> = {
  en: {
    choose: "How much do you want to top up?",
    chooseBody: "Choose an amount; `/topup` takes any other.",
    pay: (money) => `Pay ${money} by QRIS`,
    scan: "Scan the code with any bank or e-wallet app that pays by QRIS. The money is in your wallet a moment after it is paid.",
    expires: (moment) => `The code expires ${moment}.`,
    code: "Payment",
    check: "Check payment",
    cancel: "Cancel",
    notYet: "Not paid yet",
    notYetBody: (moment) =>
      `Nothing has arrived yet. If you have just paid, wait a moment and press again. The code expires ${moment}.`,
    unconfirmed: "The payment service does not answer",
    unconfirmedBody:
      "Nothing is lost: the shop asks again by itself, and money that was paid arrives. Do not pay a second time.",
    paid: (money) => `${money} arrived`,
    wallet: (money) => `There is **${money}** in your wallet now.`,
    debt: (money) => `You owe the shop **${money}**; the next money that arrives pays it first.`,
    spend: "Spend it in /shop; see /balance and /history.",
    denied: "The payment was declined",
    cancelled: "Top-up cancelled",
    expired: "The code has expired",
    failed: "The top-up could not be made",
    nothingPaid: "Nothing was paid. Begin again with `/topup`.",
    lateMoney: "Should money still arrive, it is put into your wallet.",
    differs:
      "Money arrived for it in another amount than was asked for. The staff have been told and see to it.",
    unanswered:
      "The payment service did not answer, so there is no code to pay. Try `/topup` again in a minute.",
    refused: (code) =>
      `The payment service did not take it (code ${code}). Tell the shop's staff if it stays.`,
    returned: (money) => `**${money}** of this payment was given back to you, so it left the wallet.`,
    chargedBack: (money) => `**${money}** of this payment was drawn back by the bank, so it left the wallet.`,
  },
  id: {
    choose: "Mau isi saldo berapa?",
    chooseBody: "Pilih jumlahnya; jumlah lain bisa dengan `/topup`.",
    pay: (money) => `Bayar ${money} dengan QRIS`,
    scan: "Pindai kode ini dengan aplikasi bank atau dompet digital apa pun yang mendukung QRIS. Uangnya masuk ke dompetmu sesaat setelah dibayar.",
    expires: (moment) => `Kode kedaluwarsa ${moment}.`,
    code: "Pembayaran",
    check: "Periksa pembayaran",
    cancel: "Batalkan",
    notYet: "Belum dibayar",
    notYetBody: (moment) =>
      `Belum ada yang masuk. Jika baru saja membayar, tunggu sebentar lalu tekan lagi. Kode kedaluwarsa ${moment}.`,
    unconfirmed: "Layanan pembayaran tidak menjawab",
    unconfirmedBody:
      "Tidak ada yang hilang: toko bertanya lagi sendiri, dan uang yang sudah dibayar akan masuk. Jangan membayar dua kali.",
    paid: (money) => `${money} sudah masuk`,
    wallet: (money) => `Sekarang isi dompetmu **${money}**.`,
    debt: (money) => `Utangmu kepada toko **${money}**; uang yang masuk berikutnya membayarnya lebih dulu.`,
    spend: "Pakai di /shop; lihat /balance dan /history.",
    denied: "Pembayaran ditolak",
    cancelled: "Isi saldo dibatalkan",
    expired: "Kode sudah kedaluwarsa",
    failed: "Isi saldo tidak bisa dibuat",
    nothingPaid: "Belum ada yang dibayar. Mulai lagi dengan `/topup`.",
    lateMoney: "Jika uangnya tetap masuk, akan dimasukkan ke dompetmu.",
    differs:
      "Uangnya masuk dengan jumlah yang berbeda dari yang diminta. Staf sudah diberi tahu dan akan mengurusnya.",
    unanswered:
      "Layanan pembayaran tidak menjawab, jadi tidak ada kode untuk dibayar. Coba `/topup` lagi sebentar lagi.",
    refused: (code) =>
      `Layanan pembayaran tidak menerimanya (kode ${code}). Beri tahu staf toko jika tetap begitu.`,
    returned: (money) => `**${money}** dari pembayaran ini dikembalikan kepadamu, jadi keluar dari dompet.`,
    chargedBack: (money) =>
      `**${money}** dari pembayaran ini ditarik kembali oleh bank, jadi keluar dari dompet.`,
  },
};
