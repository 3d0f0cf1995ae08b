import type { Words } from "./locale.ts";

type Counts = (...counts: readonly [string, string, string, string, string, string]) => string;

/** What staff read of campaigns. Numbers, money, moments and names come formatted. */
export const campaignWords: Words<{
  created: string;
  createdBody: (name: string) => string;
  valid: string;
  notes: string;
  list: string;
  none: string;
  page: (count: string, page: string, pages: string) => string;
  /** Made, available, reserved, used, expired, removed. */
  counts: Counts;
  closed: (when: string, who: string) => string;
  /** Made, used, reserved, unused, expired, removed before. */
  summary: Counts;
  orders: (customers: string, amount: string, discount: string) => string;
  closeAsk: (name: string) => string;
  closeBody: (unused: string, reserved: string) => string;
  closeFinal: string;
  closeGo: string;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
  closedNow: (name: string) => string;
}> = {
  en: {
    created: "Campaign made",
    createdBody: (name) =>
      `Make tokens for **${name}** with \`/generatetoken\`. Its dates are theirs where nothing else is said.`,
    valid: "Tokens are valid",
    notes: "Notes",
    list: "Campaigns",
    none: "There is no campaign yet. Make one with `/campaign create`.",
    page: (count, page, pages) => `${count} in all · page ${page} of ${pages}`,
    counts: (issued, available, reserved, used, expired, removed) =>
      `${issued} made · ${available} available · ${reserved} reserved · ${used} used · ${expired} expired · ${removed} removed`,
    closed: (when, who) => `closed ${when} by ${who}`,
    summary: (issued, used, reserved, unused, expired, removed) =>
      `when it closed: ${issued} made · ${used} used · ${reserved} reserved · ${unused} unused and removed · ${expired} expired · ${removed} removed before`,
    orders: (customers, amount, discount) =>
      `${customers} customers · orders of ${amount} · ${discount} saved`,
    closeAsk: (name) => `Close ${name}?`,
    closeBody: (unused, reserved) =>
      `**${unused}** unused tokens would be removed for ever. **${reserved}** reserved ones stay good for their orders.`,
    closeFinal:
      "A closed campaign takes no new tokens and cannot be opened again. Its summary stays in `/campaign list`.",
    closeGo: "Close for ever",
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledBody: "The campaign goes on.",
    closedNow: (name) => `${name} is closed`,
  },
  id: {
    created: "Kampanye dibuat",
    createdBody: (name) =>
      `Buat token untuk **${name}** dengan \`/generatetoken\`. Tanggalnya menjadi tanggal token jika tidak diisi lain.`,
    valid: "Token berlaku",
    notes: "Catatan",
    list: "Kampanye toko",
    none: "Belum ada kampanye. Buat dengan `/campaign create`.",
    page: (count, page, pages) => `Semuanya ${count} · halaman ${page} dari ${pages}`,
    counts: (issued, available, reserved, used, expired, removed) =>
      `${issued} dibuat · ${available} tersedia · ${reserved} dipesan · ${used} terpakai · ${expired} kedaluwarsa · ${removed} ditarik`,
    closed: (when, who) => `ditutup ${when} oleh ${who}`,
    summary: (issued, used, reserved, unused, expired, removed) =>
      `saat ditutup: ${issued} dibuat · ${used} terpakai · ${reserved} dipesan · ${unused} tidak terpakai dan ditarik · ${expired} kedaluwarsa · ${removed} ditarik sebelumnya`,
    orders: (customers, amount, discount) => `${customers} pelanggan · pesanan ${amount} · hemat ${discount}`,
    closeAsk: (name) => `Tutup ${name}?`,
    closeBody: (unused, reserved) =>
      `**${unused}** token yang tidak terpakai akan ditarik selamanya. **${reserved}** yang dipesan tetap berlaku untuk pesanannya.`,
    closeFinal:
      "Kampanye yang ditutup tidak menerima token baru dan tidak bisa dibuka lagi. Ringkasannya tetap ada di `/campaign list`.",
    closeGo: "Tutup selamanya",
    cancel: "Batal",
    cancelled: "Dibatalkan",
    cancelledBody: "Kampanyenya berlanjut.",
    closedNow: (name) => `${name} sudah ditutup`,
  },
};
