import type { Words } from "./locale.ts";

type Stage = "waiting" | "failed" | "delivered" | "revealed" | "closed" | "refunded";

/** What purchases and their lists say, to buyers and to staff. Numbers, money, members and moments come formatted. */
export const purchaseWords: Words<{
  title: string;
  none: string;
  choose: string;
  page: (page: string) => string;
  previous: string;
  next: string;
  back: string;
  stages: Readonly<Record<Stage, string>>;
  where: Readonly<Record<Stage, string>>;
  bought: string;
  all: string;
  noneFound: string;
  again: string;
  againBody: (codes: string, member: string) => string;
  refunded: string;
  refundedBody: (money: string, member: string) => string;
  returned: (codes: string) => string;
  lost: (codes: string) => string;
}> = {
  en: {
    title: "Your purchases",
    none: "You have bought nothing yet. `/shop` shows what there is.",
    choose: "Choose one to see its codes.",
    page: (page) => `Page ${page}`,
    previous: "◀ Newer",
    next: "Older ▶",
    back: "Back",
    stages: {
      waiting: "⏳ on its way",
      failed: "⚠️ not sent",
      delivered: "✅ delivered",
      revealed: "👀 codes seen",
      closed: "☑️ closed",
      refunded: "↩️ refunded",
    },
    where: {
      waiting: "The codes are on their way as a direct message. *Reveal codes* shows them here at once.",
      failed: "The codes could not be sent as a direct message. *Reveal codes* shows them here.",
      delivered: "The codes came as a direct message. *Reveal codes* shows them again.",
      revealed: "*Reveal codes* shows the codes again.",
      closed: "You said that all is well. *Reveal codes* shows the codes again.",
      refunded: "The money is back in your wallet, and the codes are not yours any more.",
    },
    bought: "Bought",
    all: "Purchases",
    noneFound: "There is no such purchase.",
    again: "Codes are sent again",
    againBody: (codes, member) => `${codes} go to ${member} as a direct message; the same ones as before.`,
    refunded: "Purchase refunded",
    refundedBody: (money, member) => `**${money}** went back to ${member}, who is told.`,
    returned: (codes) => `Codes back in stock, seen by nobody: **${codes}**.`,
    lost: (codes) => `Codes void, because somebody may have seen them: **${codes}**.`,
  },
  id: {
    title: "Pembelianmu",
    none: "Kamu belum membeli apa pun. `/shop` menunjukkan yang tersedia.",
    choose: "Pilih salah satu untuk melihat kodenya.",
    page: (page) => `Halaman ${page}`,
    previous: "◀ Lebih baru",
    next: "Lebih lama ▶",
    back: "Kembali",
    stages: {
      waiting: "⏳ sedang dikirim",
      failed: "⚠️ belum terkirim",
      delivered: "✅ terkirim",
      revealed: "👀 kode dilihat",
      closed: "☑️ ditutup",
      refunded: "↩️ dikembalikan",
    },
    where: {
      waiting:
        "Kodenya sedang dikirim lewat pesan langsung. *Tampilkan kode* menampilkannya di sini sekarang juga.",
      failed: "Kodenya tidak bisa dikirim lewat pesan langsung. *Tampilkan kode* menampilkannya di sini.",
      delivered: "Kodenya datang lewat pesan langsung. *Tampilkan kode* menampilkannya lagi.",
      revealed: "*Tampilkan kode* menampilkan kodenya lagi.",
      closed: "Kamu bilang semua beres. *Tampilkan kode* menampilkan kodenya lagi.",
      refunded: "Uangnya ada lagi di dompetmu, dan kodenya bukan milikmu lagi.",
    },
    bought: "Dibeli",
    all: "Daftar pembelian",
    noneFound: "Tidak ada pembelian seperti itu.",
    again: "Kode dikirim lagi",
    againBody: (codes, member) =>
      `${codes} dikirim kepada ${member} lewat pesan langsung; sama seperti sebelumnya.`,
    refunded: "Pembelian dikembalikan",
    refundedBody: (money, member) => `**${money}** kembali kepada ${member}, yang diberi tahu.`,
    returned: (codes) => `Kode kembali ke stok, tidak dilihat siapa pun: **${codes}**.`,
    lost: (codes) => `Kode hangus, karena mungkin sudah ada yang melihatnya: **${codes}**.`,
  },
};
