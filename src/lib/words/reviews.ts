import type { Words } from "./locale.ts";

/** What reviews and their lists say. Numbers and members come formatted. */
export const reviewWords: Words<{
  thanks: string;
  kept: (what: string) => string;
  order: (code: string) => string;
  brought: (points: string) => string;
  told: string;
  posted: (product: string) => string;
  postedOrder: (code: string) => string;
  someone: string;
  title: string;
  none: string;
  page: (page: string) => string;
  previous: string;
  next: string;
}> = {
  en: {
    thanks: "Thank you for your review",
    kept: (what) => `About ${what}`,
    order: (code) => `Order ${code}`,
    brought: (points) => `It brought you **${points}** points.`,
    told: "All can read it in the shop's channel of reviews, without your name if you hide from the leaderboards.",
    posted: (product) => `A review of ${product}`,
    postedOrder: (code) => `A review of order ${code}`,
    someone: "a member",
    title: "Reviews",
    none: "There is no review yet.",
    page: (page) => `Page ${page}`,
    previous: "◀ Newer",
    next: "Older ▶",
  },
  id: {
    thanks: "Terima kasih atas ulasanmu",
    kept: (what) => `Tentang ${what}`,
    order: (code) => `Pesanan ${code}`,
    brought: (points) => `Kamu mendapat **${points}** poin.`,
    told: "Semua bisa membacanya di saluran ulasan toko, tanpa namamu jika kamu bersembunyi dari papan peringkat.",
    posted: (product) => `Ulasan tentang ${product}`,
    postedOrder: (code) => `Ulasan tentang pesanan ${code}`,
    someone: "seorang anggota",
    title: "Daftar ulasan",
    none: "Belum ada ulasan.",
    page: (page) => `Halaman ${page}`,
    previous: "◀ Lebih baru",
    next: "Lebih lama ▶",
  },
};
