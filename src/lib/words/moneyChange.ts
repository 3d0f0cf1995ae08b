import type { Words } from "./locale.ts";

/** What admins read when they change a wallet. Money comes formatted. */
export const moneyChangeWords: Words<{
  title: Readonly<Record<"add" | "deduct", string>>;
  changed: (member: string, change: string) => string;
  wallet: (money: string) => string;
  paid: (money: string) => string;
  debt: (money: string) => string;
  reason: string;
  told: string;
  silent: string;
}> = {
  en: {
    title: { add: "Money added", deduct: "Money taken" },
    changed: (member, change) => `${member}: **${change}**`,
    wallet: (money) => `There is **${money}** in the wallet now.`,
    paid: (money) => `**${money}** of it paid what the member owed.`,
    debt: (money) => `The member still owes the shop **${money}**.`,
    reason: "Reason",
    told: "The member is told by direct message.",
    silent: "The member is not told.",
  },
  id: {
    title: { add: "Uang ditambah", deduct: "Uang dikurangi" },
    changed: (member, change) => `${member}: **${change}**`,
    wallet: (money) => `Sekarang isi dompetnya **${money}**.`,
    paid: (money) => `**${money}** darinya membayar utang anggota.`,
    debt: (money) => `Anggota masih berutang **${money}** kepada toko.`,
    reason: "Alasan",
    told: "Anggota diberi tahu lewat pesan langsung.",
    silent: "Anggota tidak diberi tahu.",
  },
};
