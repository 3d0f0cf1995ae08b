import type { Words } from "./locale.ts";

type Names = Readonly<Record<string, Words<string>>>;

/** How far a cashback batch is. */
export const cashbackStateNames: Names = {
  freezing: { en: "⏳ being made", id: "⏳ sedang disusun" },
  previewed: { en: "🟠 waits for confirmation", id: "🟠 menunggu persetujuan" },
  running: { en: "🟢 being paid", id: "🟢 sedang dibayar" },
  done: { en: "✅ done", id: "✅ selesai" },
  cancelled: { en: "✖️ cancelled", id: "✖️ dibatalkan" },
  lapsed: { en: "⌛ not confirmed in time", id: "⌛ tidak disetujui pada waktunya" },
};

/** Whom a cashback batch is for. */
export const cashbackModeNames: Names = {
  all: { en: "everybody, by hand", id: "semua, secara manual" },
  member: { en: "one member, by hand", id: "satu anggota, secara manual" },
  weekly: { en: "everybody, every week", id: "semua, tiap minggu" },
};

/** What became of a payout. */
export const payoutStateNames: Names = {
  frozen: { en: "waits to be paid", id: "menunggu dibayar" },
  paid: { en: "paid", id: "dibayar" },
  failed: { en: "failed", id: "gagal" },
  blacklisted: { en: "left out: blacklisted", id: "dilewati: masuk daftar hitam" },
  changed: { en: "left out: another batch paid these earnings", id: "dilewati: sudah dibayar batch lain" },
  review: { en: "set aside for review", id: "disisihkan untuk diperiksa" },
};

/** Why a payout was set aside; of a failure the reason is the name of the database's rule. */
export const payoutReasonNames: Names = {
  payout_max: { en: "larger than one payout may be", id: "lebih besar dari batas satu pembayaran" },
  receivers_max: {
    en: "more members than one batch may pay",
    id: "anggota lebih banyak dari batas satu batch",
  },
};
