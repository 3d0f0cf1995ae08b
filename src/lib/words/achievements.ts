import type { Words } from "./locale.ts";

/** What people read about achievements. Numbers come formatted. */
export const achievementWords: Words<{
  earned: string;
  bonus: (points: string) => string;
  announced: string;
  more: (count: string) => string;
}> = {
  en: {
    earned: "New achievements",
    bonus: (points) => `+${points} points`,
    announced: "🏆 New achievements",
    more: (count) => `… and ${count} more`,
  },
  id: {
    earned: "Pencapaian baru",
    bonus: (points) => `+${points} poin`,
    announced: "🏆 Pencapaian baru",
    more: (count) => `… dan ${count} lagi`,
  },
};
