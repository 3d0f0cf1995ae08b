import type { Words } from "./locale.ts";

type Told = (when: string, order: string, customer: string, reason: string) => string;
type Unusable = "not_yet" | "reserved" | "used" | "expired" | "removed";

/** What staff read of one promo token, and when they remove it. Codes, moments and mentions come formatted. */
export const tokenCheckWords: Words<{
  title: (code: string) => string;
  usable: string;
  forCustomer: string;
  forStaff: string;
  customer: Readonly<Record<Unusable, Told>>;
  staff: Readonly<Record<Unusable, Told>>;
  timeline: string;
  made: (who: string, when: string) => string;
  earlier: (count: string) => string;
  campaignClosed: string;
  shop: string;
  freed: (order: string) => string;
  usedFor: (order: string) => string;
  reservedFor: (order: string) => string;
  removeAsk: (code: string) => string;
  removeFinal: string;
  removeGo: string;
  reason: string;
  removed: string;
  removedBody: (code: string) => string;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
}> = {
  en: {
    title: (code) => `Promo token ${code}`,
    usable: "It can be used: name it as `token_code` in `/createorder`.",
    forCustomer: "Tell the customer",
    forStaff: "For you",
    customer: {
      not_yet: (when) => `“This token is good from ${when} on. Please bring it again then.”`,
      reserved: () => "“This token is already on one of our open orders.”",
      used: () => "“This token has been used. Each one works once.”",
      expired: (when) => `“This token was good until ${when}. I am sorry, it has expired.”`,
      removed: () => "“The shop has withdrawn this token. I am sorry, it does not count any more.”",
    },
    staff: {
      not_yet: () => "No order can have it before that.",
      reserved: (_when, order, customer) =>
        `${order} of ${customer} has it. It is free again when that order is cancelled.`,
      used: (when, order, customer) => `${order} of ${customer} used it on ${when}.`,
      expired: () => "Nothing brings it back. Make another with `/generatetoken` if the shop wants to.",
      removed: (_when, _order, _customer, reason) => `It stays removed. The reason: ${reason}`,
    },
    timeline: "What happened to it",
    made: (who, when) => `${when} made by ${who}`,
    earlier: (count) => `… and ${count} changes before these`,
    campaignClosed: "the campaign was closed",
    shop: "the shop",
    freed: (order) => `freed from ${order}`,
    usedFor: (order) => `used for ${order}`,
    reservedFor: (order) => `reserved for ${order}`,
    removeAsk: (code) => `Remove promo token ${code}?`,
    removeFinal: "It can then never be used. It stays in lists and statistics as removed.",
    removeGo: "Remove for ever",
    reason: "Reason",
    removed: "Promo token removed",
    removedBody: (code) => `${code} can never be used any more.`,
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledBody: "Nothing was changed.",
  },
  id: {
    title: (code) => `Token promo ${code}`,
    usable: "Bisa dipakai: sebut sebagai `token_code` di `/createorder`.",
    forCustomer: "Katakan kepada pelanggan",
    forStaff: "Untukmu",
    customer: {
      not_yet: (when) => `“Token ini berlaku mulai ${when}. Silakan bawa lagi saat itu.”`,
      reserved: () => "“Token ini sudah ada pada salah satu pesanan yang masih terbuka.”",
      used: () => "“Token ini sudah terpakai. Satu token berlaku sekali.”",
      expired: (when) => `“Token ini berlaku sampai ${when}. Maaf, sudah kedaluwarsa.”`,
      removed: () => "“Token ini sudah ditarik toko. Maaf, tidak berlaku lagi.”",
    },
    staff: {
      not_yet: () => "Sebelum itu tidak ada pesanan yang bisa memakainya.",
      reserved: (_when, order, customer) =>
        `Ada pada ${order} milik ${customer}. Bebas lagi jika pesanan itu dibatalkan.`,
      used: (when, order, customer) => `Dipakai ${order} milik ${customer} pada ${when}.`,
      expired: () => "Tidak bisa dihidupkan lagi. Buat yang lain dengan `/generatetoken` jika toko mau.",
      removed: (_when, _order, _customer, reason) => `Tetap ditarik. Alasannya: ${reason}`,
    },
    timeline: "Riwayatnya",
    made: (who, when) => `${when} dibuat oleh ${who}`,
    earlier: (count) => `… dan ${count} perubahan sebelum ini`,
    campaignClosed: "kampanyenya ditutup",
    shop: "toko",
    freed: (order) => `dilepas dari ${order}`,
    usedFor: (order) => `dipakai untuk ${order}`,
    reservedFor: (order) => `dipesan untuk ${order}`,
    removeAsk: (code) => `Tarik token promo ${code}?`,
    removeFinal: "Setelah itu tidak pernah bisa dipakai. Tetap ada di daftar dan statistik sebagai ditarik.",
    removeGo: "Tarik selamanya",
    reason: "Alasan",
    removed: "Token promo ditarik",
    removedBody: (code) => `${code} tidak bisa dipakai lagi.`,
    cancel: "Batal",
    cancelled: "Dibatalkan",
    cancelledBody: "Tidak ada yang diubah.",
  },
};
