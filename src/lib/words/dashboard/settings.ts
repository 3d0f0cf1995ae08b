import type { Changeable, ChangeableGroup } from "../../changeable.ts";
import type { Words } from "../locale.ts";

/** The dashboard's page of settings: what each is called, and what else there is to know of it. */
export const settingsWords: Words<{
  intro: string;
  groups: Readonly<Record<ChangeableGroup, string>>;
  names: Readonly<Record<Changeable, string>>;
  from: (least: string, most: string) => string;
  own: (value: string) => string;
  none: string;
  placeholders: (names: string) => string;
  empty: string;
  on: string;
  off: string;
  days: Readonly<Record<string, string>>;
  save: string;
  saved: string;
  savedBody: string;
  readOnly: string;
}> = {
  en: {
    intro:
      "What is set here holds within a minute, without a deploy. An empty field means the Worker's own setting.",
    groups: {
      points: "Points",
      money: "Top-ups and wallets",
      sales: "Sales, tokens and orders",
      cashback: "Cashback",
      channels: "Channels",
      texts: "Your own words",
    },
    names: {
      CLAIM_EXPIRY_DAYS: "Days that a claim code lives",
      POINTS_PER_CHANGE_MAX: "Most points that admins can add or take at once",
      POINTS_PER_MEMBER_MAX: "Most points that a member can have",
      REVIEW_POINTS: "Points for a review",
      TOPUP_MIN: "Least of one top-up",
      TOPUP_MAX: "Most of one top-up",
      TOPUPS_OPEN_MAX: "Top-ups of a member that may wait to be paid",
      WALLET_PER_MEMBER_MAX: "What a wallet may be filled to",
      WALLET_FLOAT_ALARM: "Tell staff when the shop owes its members so much",
      PURCHASE_CODES_MAX: "Most codes of one purchase",
      PURCHASES_PER_DAY_MAX: "Purchases of a member in a day",
      PURCHASE_PAUSE_SECONDS: "Seconds between two purchases of a member",
      TOKEN_CODE_LENGTH: "Symbols of a promo token",
      ORDER_PENDING_DAYS: "Days after which the digest names an order that nobody has begun",
      DIGEST_HOUR: "Hour of the shop's day at which the digest comes",
      CASHBACK_BASIS_POINTS: "Cashback in hundredths of a percent (50 is 0.5 %)",
      CASHBACK_HOLD_DAYS: "Days that cashback is held back",
      CASHBACK_AUTO_BATCH: "Pay cashback every week by itself",
      CASHBACK_DAY: "Day of the weekly cashback",
      CASHBACK_HOUR_UTC: "Hour of the weekly cashback, in UTC",
      CASHBACK_RECEIVERS_MAX: "Most members that one cashback batch pays",
      CASHBACK_PAYOUT_MAX: "Most that a cashback batch pays one member",
      AUDIT_CHANNEL_ID: "Channel of the audit log",
      ANNOUNCEMENT_CHANNEL_ID: "Channel of new achievements",
      STAFF_CHANNEL_ID: "Channel of the daily digest of orders",
      REVIEW_CHANNEL_ID: "Channel of reviews",
      MAIL_MESSAGE: "In mails with codes, where an import has no message of its own",
      PURCHASE_MESSAGE: "With codes that somebody bought",
      RECEIPT_MESSAGE: "On receipts",
    },
    from: (least, most) => `A whole number from ${least} to ${most}.`,
    own: (value) => `The Worker's own: ${value}.`,
    none: "none",
    placeholders: (names) => `May contain ${names}.`,
    empty: "A channel's id; empty: none.",
    on: "On",
    off: "Off",
    days: {
      sun: "Sunday",
      mon: "Monday",
      tue: "Tuesday",
      wed: "Wednesday",
      thu: "Thursday",
      fri: "Friday",
      sat: "Saturday",
    },
    save: "Save",
    saved: "Saved",
    savedBody: "It holds within a minute. The audit log has what was changed.",
    readOnly: "Only admins can change settings.",
  },
  id: {
    intro:
      "Yang diatur di sini berlaku dalam satu menit, tanpa deploy. Kolom kosong berarti pengaturan Worker sendiri.",
    groups: {
      points: "Poin",
      money: "Isi saldo dan dompet",
      sales: "Penjualan, token dan pesanan",
      cashback: "Cashback referal",
      channels: "Kanal",
      texts: "Kata-katamu sendiri",
    },
    names: {
      CLAIM_EXPIRY_DAYS: "Umur kode klaim dalam hari",
      POINTS_PER_CHANGE_MAX: "Poin terbanyak yang bisa ditambah atau diambil admin sekaligus",
      POINTS_PER_MEMBER_MAX: "Poin terbanyak yang bisa dimiliki anggota",
      REVIEW_POINTS: "Poin untuk sebuah ulasan",
      TOPUP_MIN: "Isi saldo paling sedikit",
      TOPUP_MAX: "Isi saldo paling banyak",
      TOPUPS_OPEN_MAX: "Isi saldo seorang anggota yang boleh menunggu dibayar",
      WALLET_PER_MEMBER_MAX: "Isi dompet paling banyak",
      WALLET_FLOAT_ALARM: "Beri tahu staf bila utang toko kepada anggota sebesar ini",
      PURCHASE_CODES_MAX: "Kode terbanyak dalam satu pembelian",
      PURCHASES_PER_DAY_MAX: "Pembelian seorang anggota dalam sehari",
      PURCHASE_PAUSE_SECONDS: "Detik di antara dua pembelian seorang anggota",
      TOKEN_CODE_LENGTH: "Jumlah simbol token promo",
      ORDER_PENDING_DAYS: "Hari sebelum ringkasan menyebut pesanan yang belum dimulai",
      DIGEST_HOUR: "Jam datangnya ringkasan menurut hari toko",
      CASHBACK_BASIS_POINTS: "Cashback dalam perseratus persen (50 berarti 0,5 %)",
      CASHBACK_HOLD_DAYS: "Hari cashback ditahan",
      CASHBACK_AUTO_BATCH: "Bayar cashback setiap minggu dengan sendirinya",
      CASHBACK_DAY: "Hari cashback mingguan",
      CASHBACK_HOUR_UTC: "Jam cashback mingguan, dalam UTC",
      CASHBACK_RECEIVERS_MAX: "Anggota terbanyak yang dibayar satu batch cashback",
      CASHBACK_PAYOUT_MAX: "Bayaran terbanyak batch cashback kepada satu anggota",
      AUDIT_CHANNEL_ID: "Kanal catatan audit",
      ANNOUNCEMENT_CHANNEL_ID: "Kanal pencapaian baru",
      STAFF_CHANNEL_ID: "Kanal ringkasan pesanan harian",
      REVIEW_CHANNEL_ID: "Kanal ulasan",
      MAIL_MESSAGE: "Di e-mail berisi kode, bila impornya tidak punya pesan sendiri",
      PURCHASE_MESSAGE: "Bersama kode yang dibeli seseorang",
      RECEIPT_MESSAGE: "Di kuitansi",
    },
    from: (least, most) => `Bilangan bulat dari ${least} sampai ${most}.`,
    own: (value) => `Milik Worker: ${value}.`,
    none: "tidak ada",
    placeholders: (names) => `Boleh berisi ${names}.`,
    empty: "Id kanal; kosong: tidak ada.",
    on: "Nyala",
    off: "Mati",
    days: {
      sun: "Minggu",
      mon: "Senin",
      tue: "Selasa",
      wed: "Rabu",
      thu: "Kamis",
      fri: "Jumat",
      sat: "Sabtu",
    },
    save: "Simpan",
    saved: "Tersimpan",
    savedBody: "Berlaku dalam satu menit. Catatan audit menyimpan apa yang diubah.",
    readOnly: "Hanya admin yang bisa mengubah pengaturan.",
  },
};
