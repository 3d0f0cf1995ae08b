import type { Words } from "./locale.ts";

/** What admins read when they change points. Numbers come formatted. */
export const pointsWords: Words<{
  title: Readonly<Record<"add" | "remove" | "set", string>>;
  changed: (member: string, change: string, balance: string) => string;
  same: (member: string, balance: string) => string;
  reason: string;
  told: string;
  silent: string;
}> = {
  en: {
    title: { add: "Points added", remove: "Points taken", set: "Points set" },
    changed: (member, change, balance) => `${member}: **${change}** points, **${balance}** now.`,
    same: (member, balance) => `${member} has **${balance}** points already. Nothing was changed.`,
    reason: "Reason",
    told: "The member is told by direct message.",
    silent: "The member is not told.",
  },
  id: {
    title: { add: "Poin ditambah", remove: "Poin dikurangi", set: "Poin ditetapkan" },
    changed: (member, change, balance) => `${member}: **${change}** poin, sekarang **${balance}**.`,
    same: (member, balance) => `${member} memang sudah punya **${balance}** poin. Tidak ada yang diubah.`,
    reason: "Alasan",
    told: "Anggota diberi tahu lewat pesan langsung.",
    silent: "Anggota tidak diberi tahu.",
  },
};
