import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What leaderboards say. Numbers and days come formatted. */
export const leaderboardWords: Words<{
  title: string;
  all: string;
  month: (month: string) => string;
  week: (monday: string) => string;
  points: (points: string) => string;
  own: (who: string, rank: string, points: string) => string;
  ownHidden: (rank: string, points: string) => string;
  ownNone: (who: string) => string;
  hidden: (who: string) => string;
  empty: string;
  emptyPeriod: string;
  hint: string;
}> = {
  en: {
    title: "🏆 Leaderboard",
    all: "Points held now",
    month: (month) => `Points earned in ${month}`,
    week: (monday) => `Points earned in the week from ${monday}`,
    points: (points) => counted(points, "point"),
    own: (who, rank, points) => `${who}: place **${rank}** with **${points}** points`,
    ownHidden: (rank, points) =>
      `You are hidden and seen here by nobody else. You would have place **${rank}** with **${points}** points. \`/privacy show\` puts you back.`,
    ownNone: (who) => `${who}: no points here yet. A code from an order e-mail brings some with \`/claim\`.`,
    hidden: (who) => `${who}: hidden. Use \`/leaderboard\` anew to see your place for yourself.`,
    empty: "Nobody has points yet. Be the first: turn the code of an order e-mail into points with `/claim`.",
    emptyPeriod: "Nobody has earned points in this time yet. Be the first, with `/claim`!",
    hint: "Do not want to be shown? /privacy hide",
  },
  id: {
    title: "🏆 Papan peringkat",
    all: "Poin yang dimiliki sekarang",
    month: (month) => `Poin yang didapat pada ${month}`,
    week: (monday) => `Poin yang didapat pada minggu mulai ${monday}`,
    points: (points) => `${points} poin`,
    own: (who, rank, points) => `${who}: peringkat **${rank}** dengan **${points}** poin`,
    ownHidden: (rank, points) =>
      `Kamu tersembunyi dan tidak dilihat orang lain di sini. Peringkatmu seharusnya **${rank}** dengan **${points}** poin. \`/privacy show\` menampilkanmu lagi.`,
    ownNone: (who) =>
      `${who}: belum punya poin di sini. Kode dari e-mail pesanan memberimu poin dengan \`/claim\`.`,
    hidden: (who) => `${who}: tersembunyi. Pakai \`/leaderboard\` lagi untuk melihat peringkatmu sendiri.`,
    empty:
      "Belum ada yang punya poin. Jadilah yang pertama: tukar kode dari e-mail pesanan dengan poin lewat `/claim`.",
    emptyPeriod: "Belum ada yang mendapat poin pada masa ini. Jadilah yang pertama dengan `/claim`!",
    hint: "Tidak ingin ditampilkan? /privacy hide",
  },
};
