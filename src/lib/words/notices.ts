import type { Words } from "./locale.ts";

/** What members read in direct messages. Numbers come formatted. */
export const noticeWords: Words<{
  pointsAdded: (shop: string) => string;
  pointsTaken: (shop: string) => string;
  achievementEarned: (shop: string) => string;
  change: (points: string) => string;
  balance: (points: string) => string;
  reason: (reason: string) => string;
  choose: string;
}> = {
  en: {
    pointsAdded: (shop) => `${shop}: points for you`,
    pointsTaken: (shop) => `${shop}: points taken back`,
    achievementEarned: (shop) => `${shop}: an achievement for you`,
    change: (points) => `**${points}** points`,
    balance: (points) => `You have **${points}** points now.`,
    reason: (reason) => `Reason: ${reason}`,
    choose: "Choose with /notifications what you are told.",
  },
  id: {
    pointsAdded: (shop) => `${shop}: poin untukmu`,
    pointsTaken: (shop) => `${shop}: poin ditarik kembali`,
    achievementEarned: (shop) => `${shop}: pencapaian untukmu`,
    change: (points) => `**${points}** poin`,
    balance: (points) => `Sekarang poinmu **${points}**.`,
    reason: (reason) => `Alasan: ${reason}`,
    choose: "Pilih dengan /notifications apa yang kamu terima.",
  },
};
