import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What people read about achievements. Numbers, members and moments come formatted. */
export const achievementWords: Words<{
  earned: string;
  bonus: (points: string) => string;
  announced: string;
  more: (count: string) => string;
  title: string;
  of: (who: string) => string;
  none: string;
  summary: (earned: string, count: string, bonus: string) => string;
  page: (page: string, pages: string) => string;
  progress: (have: string, need: string) => string;
  places: (left: string) => string;
  byHand: string;
}> = {
  en: {
    earned: "New achievements",
    bonus: (points) => `+${counted(points, "point")}`,
    announced: "🏆 New achievements",
    more: (count) => `… and ${count} more`,
    title: "Achievements",
    of: (who) => `Of ${who}`,
    none: "There is nothing to achieve yet.",
    summary: (earned, count, bonus) => `${earned} of ${count} · bonuses: ${counted(bonus, "point")}`,
    page: (page, pages) => `page ${page} of ${pages}`,
    progress: (have, need) => `${have} of ${need}`,
    places: (left) => `places left: ${left}`,
    byHand: "awarded by the staff",
  },
  id: {
    earned: "Pencapaian baru",
    bonus: (points) => `+${points} poin`,
    announced: "🏆 Pencapaian baru",
    more: (count) => `… dan ${count} lagi`,
    title: "Pencapaian",
    of: (who) => `Milik ${who}`,
    none: "Belum ada yang bisa dicapai.",
    summary: (earned, count, bonus) => `${earned} dari ${count} · bonus: ${bonus} poin`,
    page: (page, pages) => `halaman ${page} dari ${pages}`,
    progress: (have, need) => `${have} dari ${need}`,
    places: (left) => `tempat tersisa: ${left}`,
    byHand: "diberikan oleh staf",
  },
};

/** What staff read when they keep achievements. */
export const achievementStaffWords: Words<{
  list: string;
  found: (count: string) => string;
  created: string;
  createdHint: string;
  edited: string;
  editedHint: string;
  awarded: string;
  awardedHint: string;
  givenBack: string;
  revoked: string;
  revokedHint: string;
  retired: string;
  earned_total: (points: string) => string;
  balance: (points: string) => string;
  early_adopter: (places: string) => string;
  manual: string;
}> = {
  en: {
    list: "All achievements",
    found: (count) => `Achievements: ${count}`,
    created: "Achievement made",
    createdHint: "Give it to members with /achievement award.",
    edited: "Achievement changed",
    editedHint: "Who has it keeps it. Who fulfils it now earns it with the next points.",
    awarded: "Achievement awarded",
    awardedHint: "The member is told by direct message.",
    givenBack: "The member had it before and has it again; a bonus is paid only once.",
    revoked: "Achievement revoked",
    revokedHint: "Points that came with it stay; /points remove takes them back.",
    retired: "retired",
    earned_total: (points) => `for ${counted(points, "point")} earned`,
    balance: (points) => `for a balance of ${points}`,
    early_adopter: (places) => `for the first ${places}`,
    manual: "awarded by hand",
  },
  id: {
    list: "Semua pencapaian",
    found: (count) => `Jumlah pencapaian: ${count}`,
    created: "Pencapaian dibuat",
    createdHint: "Berikan kepada anggota dengan /achievement award.",
    edited: "Pencapaian diubah",
    editedHint:
      "Yang sudah punya tetap punya. Yang kini memenuhi syarat mendapatkannya bersama poin berikutnya.",
    awarded: "Pencapaian diberikan",
    awardedHint: "Anggota diberi tahu lewat pesan langsung.",
    givenBack: "Anggota ini pernah punya dan kini punya lagi; bonus hanya dibayar sekali.",
    revoked: "Pencapaian dicabut",
    revokedHint: "Poin yang menyertainya tetap ada; /points remove menariknya kembali.",
    retired: "dipensiunkan",
    earned_total: (points) => `untuk ${points} poin terkumpul`,
    balance: (points) => `untuk saldo ${points}`,
    early_adopter: (places) => `untuk ${places} yang pertama`,
    manual: "diberikan langsung",
  },
};
