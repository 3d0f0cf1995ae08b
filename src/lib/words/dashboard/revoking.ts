import { counted } from "../counted.ts";
import type { Words } from "../locale.ts";

/** The page that takes back all open claims of an import, and what it led to. */
export const revokingWords: Words<{
  offer: (count: string) => string;
  title: string;
  ask: (count: string) => string;
  hint: string;
  go: (count: string) => string;
  done: string;
  doneBody: (count: string) => string;
  goesOnTitle: string;
  goesOn: string;
  goesOnBody: (count: string) => string;
}> = {
  en: {
    offer: (count) => `Revoke ${counted(count, "open claim")} …`,
    title: "Revoke all open claims?",
    ask: (count) => `**${counted(count, "code")}** of this import would be worth nothing from then on.`,
    hint: "Codes that were claimed stay paid. E-mails that still wait are not sent. Whoever types a revoked code is told to ask the staff. This cannot be undone.",
    go: (count) => `Revoke ${counted(count, "claim")}`,
    done: "Claims revoked",
    doneBody: (count) => `Claims that were open: **${count}**. Their codes are worth nothing now.`,
    goesOnTitle: "Claims are being revoked",
    goesOn: "The claims of this import are being revoked. This page follows.",
    goesOnBody: (count) =>
      `Claims to revoke: **${count}**. Whoever claims before it is their turn is still paid.`,
  },
  id: {
    offer: (count) => `Tarik ${count} klaim terbuka …`,
    title: "Tarik semua klaim terbuka?",
    ask: (count) => `**${count}** kode impor ini tidak akan berlaku lagi.`,
    hint: "Kode yang sudah diklaim tetap dibayar. E-mail yang masih menunggu tidak dikirim. Yang mengetik kode yang ditarik diminta bertanya kepada staf. Ini tidak bisa dibatalkan.",
    go: (count) => `Tarik ${count} klaim`,
    done: "Klaim ditarik",
    doneBody: (count) => `**${count}** klaim tadinya terbuka. Kodenya tidak berlaku lagi.`,
    goesOnTitle: "Klaim sedang ditarik",
    goesOn: "Klaim impor ini sedang ditarik. Halaman ini mengikutinya.",
    goesOnBody: (count) =>
      `**${count}** klaim sedang ditarik. Yang mengklaim sebelum gilirannya masih dibayar.`,
  },
};
