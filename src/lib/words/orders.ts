import type { Words } from "./locale.ts";

type State = "pending" | "in_progress" | "waiting" | "completed" | "cancelled";

/** What the states of an order are called. */
export const orderStateWords: Words<Readonly<Record<State, string>>> = {
  en: {
    pending: "🕐 pending",
    in_progress: "🔧 in progress",
    waiting: "💬 waiting for the customer",
    completed: "✅ completed",
    cancelled: "🚫 cancelled",
  },
  id: {
    pending: "🕐 menunggu dikerjakan",
    in_progress: "🔧 sedang dikerjakan",
    waiting: "💬 menunggu pelanggan",
    completed: "✅ selesai",
    cancelled: "🚫 dibatalkan",
  },
};

/** By the number that sorts them. */
export const priorityWords: Words<readonly [string, string, string, string]> = {
  en: ["🔴 urgent", "🟠 high", "🟢 normal", "⚪ low"],
  id: ["🔴 mendesak", "🟠 tinggi", "🟢 biasa", "⚪ rendah"],
};

/** What direct messages about orders say. Money, points and moments come formatted. */
export const orderNoticeWords: Words<{
  created: (shop: string) => string;
  completed: (shop: string) => string;
  cancelled: (shop: string) => string;
  updated: (shop: string) => string;
  price: (money: string) => string;
  discounted: (money: string, before: string, saved: string) => string;
  paid: (money: string) => string;
  saved: (money: string) => string;
  points: (points: string) => string;
  pointsToCome: (points: string) => string;
  due: (moment: string) => string;
  reason: (reason: string) => string;
  look: (code: string) => string;
  review: string;
}> = {
  en: {
    created: (shop) => `${shop}: your order is written down`,
    completed: (shop) => `${shop}: your order is completed`,
    cancelled: (shop) => `${shop}: your order was cancelled`,
    updated: (shop) => `${shop}: about your order`,
    price: (money) => `You pay **${money}**.`,
    discounted: (money, before, saved) =>
      `You pay **${money}** instead of ${before}: your token saves ${saved}.`,
    paid: (money) => `Amount: **${money}**`,
    saved: (money) => `Your token saved **${money}**.`,
    points: (points) => `Your token brought you **${points}** points.`,
    pointsToCome: (points) => `Your token brings you **${points}** points when it is completed.`,
    due: (moment) => `It is to be ready by ${moment}.`,
    reason: (reason) => `Reason: ${reason}`,
    look: (code) => `\`/orderstatus ${code}\` on the server shows how it stands.`,
    review: "Thank you! `/review` on the server takes what you think of it.",
  },
  id: {
    created: (shop) => `${shop}: pesananmu sudah dicatat`,
    completed: (shop) => `${shop}: pesananmu selesai`,
    cancelled: (shop) => `${shop}: pesananmu dibatalkan`,
    updated: (shop) => `${shop}: tentang pesananmu`,
    price: (money) => `Yang kamu bayar **${money}**.`,
    discounted: (money, before, saved) =>
      `Yang kamu bayar **${money}**, bukan ${before}: tokenmu menghemat ${saved}.`,
    paid: (money) => `Jumlah: **${money}**`,
    saved: (money) => `Tokenmu menghemat **${money}**.`,
    points: (points) => `Tokenmu memberimu **${points}** poin.`,
    pointsToCome: (points) => `Tokenmu memberimu **${points}** poin saat pesanan selesai.`,
    due: (moment) => `Ditargetkan siap sebelum ${moment}.`,
    reason: (reason) => `Alasan: ${reason}`,
    look: (code) => `\`/orderstatus ${code}\` di server menunjukkan keadaannya.`,
    review: "Terima kasih! `/review` di server menerima pendapatmu.",
  },
};
