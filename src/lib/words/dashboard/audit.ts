import type { Words } from "../locale.ts";

/** The audit log's page. */
export const auditPageWords: Words<{
  caption: string;
  by: string;
  what: string;
  about: string;
  details: string;
  actorHint: string;
  targetHint: string;
  file: string;
  fileColumns: readonly [string, string, string, string, string, string, string, string];
}> = {
  en: {
    caption: "What staff and the shop did, the newest first",
    by: "By",
    what: "What",
    about: "About",
    details: "Details",
    actorHint: "Discord's number of somebody, or system",
    targetHint: "A member's number, or such as import:… or job:…",
    file: "audit-log",
    fileColumns: ["time", "by", "action", "what", "about", "details", "before", "after"],
  },
  id: {
    caption: "Yang dilakukan staf dan toko, terbaru lebih dulu",
    by: "Oleh",
    what: "Apa",
    about: "Tentang",
    details: "Rincian",
    actorHint: "Nomor Discord seseorang, atau system",
    targetHint: "Nomor anggota, atau misalnya import:… atau job:…",
    file: "catatan-audit",
    fileColumns: ["waktu", "oleh", "tindakan", "apa", "tentang", "rincian", "sebelum", "sesudah"],
  },
};
