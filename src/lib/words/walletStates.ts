import type { Locale, Words } from "./locale.ts";

type Names = Readonly<Record<string, Words<string>>>;

/** What states of top-ups are called. */
export const topupStateNames: Names = {
  creating: { en: "⏳ being made", id: "⏳ sedang dibuat" },
  pending: { en: "🟢 waits to be paid", id: "🟢 menunggu dibayar" },
  denied: { en: "⛔ declined", id: "⛔ ditolak" },
  cancelled: { en: "✖️ cancelled", id: "✖️ dibatalkan" },
  expired: { en: "⌛ expired", id: "⌛ kedaluwarsa" },
  failed: { en: "❌ not made", id: "❌ tidak jadi" },
  paid: { en: "✅ paid", id: "✅ lunas" },
  partly_refunded: { en: "↩️ partly given back", id: "↩️ dikembalikan sebagian" },
  refunded: { en: "↩️ given back", id: "↩️ dikembalikan" },
  charged_back: { en: "🏦 drawn back by the bank", id: "🏦 ditarik kembali bank" },
};

/** What became of a payment that fits no top-up. */
export const unmatchedStateNames: Names = {
  open: { en: "🟠 open", id: "🟠 terbuka" },
  credited: { en: "✅ credited", id: "✅ dikreditkan" },
  dismissed: { en: "➖ dismissed", id: "➖ diabaikan" },
};

/** Why a payment fits no top-up. */
export const unmatchedReasonNames: Names = {
  unknown_order: { en: "no top-up has this order id", id: "tidak ada isi saldo dengan id pesanan ini" },
  amount_differs: { en: "another amount than the top-up's", id: "jumlahnya berbeda dari isi saldonya" },
  currency_differs: { en: "another currency than the shop's", id: "mata uangnya bukan milik toko" },
};

/** Through what an entry of the books came; another program is called by the name of its key. */
export const sourceNames: Names = {
  discord: { en: "by the member", id: "oleh anggota sendiri" },
  staff: { en: "by staff", id: "oleh staf" },
  midtrans: { en: "through Midtrans", id: "lewat Midtrans" },
  shop: { en: "by the shop itself", id: "oleh toko sendiri" },
};

export const nameIn = (names: Names, key: string, locale: Locale): string => names[key]?.[locale] ?? key;

/** The names as choices of an option. */
export const choicesOf = (names: Names) => Object.entries(names).map(([value, name]) => ({ name, value }));
