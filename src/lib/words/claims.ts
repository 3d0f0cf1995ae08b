import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What states of claims and mails are called. */
export const stateWords: Words<Readonly<Record<string, string>>> = {
  en: {
    pending: "🟢 open",
    claimed: "✅ claimed",
    expired: "⌛ expired",
    revoked: "⛔ revoked",
    held: "held back",
    queued: "waiting",
    sending: "being sent",
    uncertain: "❔ uncertain",
    sent: "sent",
    failed: "❌ not accepted",
    delivered: "delivered",
    bounced: "❌ bounced",
    dropped: "❌ dropped",
    complaint: "❌ marked as spam",
    reading: "being read",
    previewed: "waits for confirmation",
    running: "running",
    adding: "codes are being added",
    mailing: "mailing",
    done: "✅ done",
    refused: "⛔ refused",
    empty: "ended: nothing to import",
    cancelled: "cancelled",
    lapsed: "not confirmed in time",
  },
  id: {
    pending: "🟢 terbuka",
    claimed: "✅ diklaim",
    expired: "⌛ kedaluwarsa",
    revoked: "⛔ ditarik",
    held: "ditahan",
    queued: "menunggu",
    sending: "sedang dikirim",
    uncertain: "❔ belum pasti",
    sent: "terkirim",
    failed: "❌ tidak diterima",
    delivered: "sampai",
    bounced: "❌ terpental",
    dropped: "❌ dibuang",
    complaint: "❌ ditandai spam",
    reading: "sedang dibaca",
    previewed: "menunggu persetujuan",
    running: "berjalan",
    adding: "kode sedang ditambahkan",
    mailing: "mengirim e-mail",
    done: "✅ selesai",
    refused: "⛔ ditolak",
    empty: "berakhir: tidak ada yang diimpor",
    cancelled: "dibatalkan",
    lapsed: "tidak disetujui pada waktunya",
  },
};

export const claimListWords: Words<{
  title: string;
  none: string;
  lookup: (email: string) => string;
  found: (count: string) => string;
  page: (page: string, pages: string) => string;
  previous: string;
  next: string;
  order: (order: string) => string;
  points: (count: string) => string;
  until: string;
  mail: string;
  resent: string;
  resentBody: (whose: string) => string;
  unwanted: (report: string) => string;
  revoked: string;
  revokedBody: (whose: string) => string;
}> = {
  en: {
    title: "Claims",
    none: "There is no such claim.",
    lookup: (email) => `Claims of ${email}`,
    found: (count) => counted(count, "claim"),
    page: (page, pages) => `page ${page} of ${pages}`,
    previous: "◀ Newer",
    next: "Older ▶",
    order: (order) => `order ${order}`,
    points: (count) => counted(count, "point"),
    until: "until",
    mail: "mail",
    resent: "Mail sent again",
    resentBody: (whose) =>
      `The same code for ${whose} is on its way once more. See its state with \`/claims list\`.`,
    unwanted: (report) =>
      `⚠️ An earlier mail to this address was reported as: ${report}. It is mailed only because you asked, and it may not arrive: check the address with the customer, and whether SendGrid's suppression list has it.`,
    revoked: "Claim revoked",
    revokedBody: (whose) => `The code for ${whose} is worth nothing from now on.`,
  },
  id: {
    title: "Klaim",
    none: "Tidak ada klaim seperti itu.",
    lookup: (email) => `Klaim milik ${email}`,
    found: (count) => `${count} klaim`,
    page: (page, pages) => `halaman ${page} dari ${pages}`,
    previous: "◀ Lebih baru",
    next: "Lebih lama ▶",
    order: (order) => `pesanan ${order}`,
    points: (count) => `${count} poin`,
    until: "sampai",
    mail: "e-mail",
    resent: "E-mail dikirim lagi",
    unwanted: (report) =>
      `⚠️ E-mail sebelumnya ke alamat ini dilaporkan: ${report}. E-mail ini dikirim hanya karena kamu memintanya, dan mungkin tidak sampai: periksa alamatnya dengan pelanggan, dan apakah ada di daftar penekanan SendGrid.`,
    resentBody: (whose) =>
      `Kode yang sama untuk ${whose} dikirim sekali lagi. Lihat keadaannya dengan \`/claims list\`.`,
    revoked: "Klaim ditarik",
    revokedBody: (whose) => `Kode untuk ${whose} mulai sekarang tidak berlaku.`,
  },
};
