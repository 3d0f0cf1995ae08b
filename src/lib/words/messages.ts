import type { Words } from "./locale.ts";

/** What `/messages` says. Numbers, members and moments come formatted. */
export const messageWords: Words<{
  title: string;
  of: (who: string) => string;
  none: string;
  kept: string;
  found: (count: string) => string;
  page: (page: string, pages: string) => string;
  previous: string;
  next: string;
  tries: (count: string) => string;
  /** By the kind of notice or job. */
  what: Readonly<Record<string, string>>;
  states: Readonly<Record<string, string>>;
}> = {
  en: {
    title: "Messages",
    of: (who) => `To ${who}`,
    none: "Nothing was sent to this member lately, and nothing waits.",
    kept: "What was sent is kept for 14 days.",
    found: (count) => `${count} messages`,
    page: (page, pages) => `page ${page} of ${pages}`,
    previous: "Newer",
    next: "Older",
    tries: (count) => `${count} tries`,
    what: {
      points_changed: "Points changed by staff",
      achievement_earned: "Achievement awarded by staff",
      topup_paid: "Top-up arrived",
      topup_returned: "Top-up given back",
      money_changed: "Money changed by staff",
      purchase_refunded: "Purchase refunded by staff",
      "receipt.mail": "Receipt of an order, by e-mail",
      "receipt.direct": "Receipt of an order",
      member_referred: "Named as a referrer",
      order_created: "Order made",
      order_completed: "Order completed",
      order_cancelled: "Order cancelled",
      order_updated: "Note on an order",
      referrals_stopped: "Referrals stopped by staff",
      referrals_resumed: "Referrals resumed by staff",
      cashback_paid: "Cashback for referrals",
      "purchase.deliver": "Codes of a purchase",
    },
    states: {
      waiting: "⏳ waiting",
      sending: "⏳ being sent",
      sent: "✅ sent",
      muted: "🔕 not wanted by the member",
      closed: "🚪 takes no direct messages from us",
      gone: "➖ nothing left to tell",
      failed: "❌ given up; see `/jobs`",
    },
  },
  id: {
    title: "Pesan",
    of: (who) => `Kepada ${who}`,
    none: "Belakangan ini tidak ada yang dikirim kepada anggota ini, dan tidak ada yang menunggu.",
    kept: "Yang sudah dikirim disimpan 14 hari.",
    found: (count) => `${count} pesan`,
    page: (page, pages) => `halaman ${page} dari ${pages}`,
    previous: "Lebih baru",
    next: "Lebih lama",
    tries: (count) => `${count} kali dicoba`,
    what: {
      points_changed: "Poin diubah staf",
      achievement_earned: "Pencapaian diberikan staf",
      topup_paid: "Isi saldo masuk",
      topup_returned: "Isi saldo dikembalikan",
      money_changed: "Uang diubah staf",
      purchase_refunded: "Pembelian dikembalikan oleh staf",
      "receipt.mail": "Struk sebuah pesanan, lewat e-mail",
      "receipt.direct": "Struk sebuah pesanan",
      member_referred: "Disebut sebagai pengajak",
      order_created: "Pesanan dibuat",
      order_completed: "Pesanan selesai",
      order_cancelled: "Pesanan dibatalkan",
      order_updated: "Catatan pesanan",
      referrals_stopped: "Referal dihentikan staf",
      referrals_resumed: "Referal dilanjutkan staf",
      cashback_paid: "Cashback referal",
      "purchase.deliver": "Kode sebuah pembelian",
    },
    states: {
      waiting: "⏳ menunggu",
      sending: "⏳ sedang dikirim",
      sent: "✅ terkirim",
      muted: "🔕 tidak diinginkan anggota",
      closed: "🚪 tidak menerima pesan langsung dari kami",
      gone: "➖ tidak ada lagi yang perlu disampaikan",
      failed: "❌ dihentikan; lihat `/jobs`",
    },
  },
};
