import type { Words } from "./locale.ts";

/** What staff read about top-ups. Money, numbers, states and members come formatted. */
export const topupDeskWords: Words<{
  title: string;
  none: string;
  found: (count: string) => string;
  page: (page: string, pages: string) => string;
  newer: string;
  older: string;
  back: (money: string) => string;
  disputed: string;
  askedTitle: string;
  says: (status: string) => string;
  saysAmount: (status: string, money: string) => string;
  unknown: string;
  away: string;
  refused: (code: string) => string;
  state: (before: string, after: string) => string;
  same: (state: string) => string;
  differs: string;
  asked: (count: string) => string;
  moved: (count: string) => string;
  unanswered: (count: string) => string;
  left: (count: string) => string;
  more: (count: string) => string;
}> = {
  en: {
    title: "Top-ups",
    none: "There is no such top-up.",
    found: (count) => `Top-ups: ${count}`,
    page: (page, pages) => `page ${page} of ${pages}`,
    newer: "◀ Newer",
    older: "Older ▶",
    back: (money) => `${money} given back`,
    disputed: "⚠️ called paid, not confirmed",
    askedTitle: "Midtrans was asked",
    says: (status) => `Midtrans says: ${status}`,
    saysAmount: (status, money) => `Midtrans says: ${status}, **${money}**`,
    unknown: "Midtrans has no such payment.",
    away: "Midtrans did not answer. Nothing is lost: the shop asks again by itself.",
    refused: (code) => `Midtrans refuses the question (code ${code}). Look at \`MIDTRANS_SERVER_KEY\`.`,
    state: (before, after) => `It was ${before} and is **${after}** now.`,
    same: (state) => `Nothing changed: ${state}.`,
    differs: "That is another amount than the top-up's, so it was not booked: see `/admin unmatched`.",
    asked: (count) => `Top-ups that Midtrans was asked for: **${count}**.`,
    moved: (count) => `**${count}** went on:`,
    unanswered: (count) => `**${count}** were not answered; the shop asks again by itself.`,
    left: (count) => `**${count}** more are due; the shop asks for them by itself, or use the command again.`,
    more: (count) => `… and ${count} more`,
  },
  id: {
    title: "Daftar isi saldo",
    none: "Tidak ada isi saldo seperti itu.",
    found: (count) => `Isi saldo: ${count}`,
    page: (page, pages) => `halaman ${page} dari ${pages}`,
    newer: "◀ Lebih baru",
    older: "Lebih lama ▶",
    back: (money) => `${money} dikembalikan`,
    disputed: "⚠️ disebut lunas, belum dibenarkan",
    askedTitle: "Midtrans sudah ditanya",
    says: (status) => `Kata Midtrans: ${status}`,
    saysAmount: (status, money) => `Kata Midtrans: ${status}, **${money}**`,
    unknown: "Midtrans tidak punya pembayaran itu.",
    away: "Midtrans tidak menjawab. Tidak ada yang hilang: toko bertanya lagi sendiri.",
    refused: (code) => `Midtrans menolak pertanyaannya (kode ${code}). Periksa \`MIDTRANS_SERVER_KEY\`.`,
    state: (before, after) => `Tadinya ${before}, sekarang **${after}**.`,
    same: (state) => `Tidak ada yang berubah: ${state}.`,
    differs: "Jumlahnya berbeda dari isi saldonya, jadi tidak dibukukan: lihat `/admin unmatched`.",
    asked: (count) => `Midtrans ditanya tentang **${count}** isi saldo.`,
    moved: (count) => `**${count}** berubah:`,
    unanswered: (count) => `**${count}** tidak dijawab; toko bertanya lagi sendiri.`,
    left: (count) =>
      `**${count}** lagi sudah waktunya; toko menanyakannya sendiri, atau pakai lagi perintahnya.`,
    more: (count) => `… dan ${count} lagi`,
  },
};
