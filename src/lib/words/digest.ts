import type { Words } from "./locale.ts";

/** What the daily digest of orders says. Numbers and moments come formatted. */
export const digestWords: Words<{
  title: string;
  overdue: string;
  pending: string;
  due: (moment: string) => string;
  more: (count: string) => string;
  footer: string;
}> = {
  en: {
    title: "Orders that wait",
    overdue: "⚠️ Overdue",
    pending: "🕐 Not begun for long",
    due: (moment) => `due ${moment}`,
    more: (count) => `… and ${count} more`,
    footer: "Each order is named once. /queue and /overdue show all.",
  },
  id: {
    title: "Pesanan yang menunggu",
    overdue: "⚠️ Terlambat",
    pending: "🕐 Lama belum dikerjakan",
    due: (moment) => `tenggat ${moment}`,
    more: (count) => `… dan ${count} lagi`,
    footer: "Setiap pesanan disebut sekali. /queue dan /overdue menunjukkan semuanya.",
  },
};
