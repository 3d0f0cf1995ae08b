import type { Words } from "./locale.ts";

/** What `/invite` and `/setref` say. Percentages and members come formatted. */
export const referralWords: Words<{
  invite: string;
  code: string;
  share: string;
  /** What is passed on outside Discord: no markup, no mention. */
  message: (shop: string, code: string) => string;
  earns: (percent: string) => string;
  earnsNothing: string;
  blacklisted: string;
  seeInvites: string;
  named: string;
  namedBody: (referrer: string, shop: string) => string;
  namedEarns: (percent: string) => string;
}> = {
  en: {
    invite: "Bring your friends",
    code: "Your code",
    share: "Copy this and send it to them:",
    message: (shop, code) =>
      `Come to ${shop} on Discord! Before you buy anything there, type this once, so that they know it was me who brought you:\n/setref code:${code}`,
    earns: (percent) =>
      `Whoever names your code before their first purchase earns you ${percent} of what they spend, as money in your wallet.`,
    earnsNothing: "The shop pays no cashback for it at the moment.",
    blacklisted: "⚠️ The staff have stopped your referrals: your code is not taken now. Ask them about it.",
    seeInvites: "/invites shows whom you brought and what you earned",
    named: "Thank you, noted",
    namedBody: (referrer, shop) => `${referrer} brought you to ${shop}.`,
    namedEarns: (percent) =>
      `From now on they get ${percent} of what you spend. The shop pays it; nothing costs you more.`,
  },
  id: {
    invite: "Ajak temanmu",
    code: "Kodemu",
    share: "Salin ini dan kirimkan kepada mereka:",
    message: (shop, code) =>
      `Yuk gabung ke ${shop} di Discord! Sebelum membeli apa pun di sana, ketik ini sekali saja, supaya mereka tahu aku yang mengajakmu:\n/setref code:${code}`,
    earns: (percent) =>
      `Siapa pun yang menyebut kodemu sebelum pembelian pertamanya memberimu ${percent} dari belanjanya, sebagai uang di dompetmu.`,
    earnsNothing: "Saat ini toko tidak membayar cashback untuk itu.",
    blacklisted: "⚠️ Staf menghentikan referalmu: kodemu sedang tidak diterima. Tanyakan kepada mereka.",
    seeInvites: "/invites menunjukkan siapa yang kamu ajak dan hasilnya",
    named: "Terima kasih, sudah dicatat",
    namedBody: (referrer, shop) => `${referrer} mengajakmu ke ${shop}.`,
    namedEarns: (percent) =>
      `Mulai sekarang ia mendapat ${percent} dari belanjamu. Toko yang membayarnya; kamu tidak membayar lebih.`,
  },
};
