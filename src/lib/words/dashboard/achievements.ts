import type { Words } from "../locale.ts";

/** The pages about achievements. Numbers come formatted. */
export const achievementPageWords: Words<{
  caption: string;
  achievement: string;
  rule: string;
  rules: Readonly<Record<"first_points" | "first_claim" | "first_purchase", string>>;
  bonus: string;
  holders: string;
  stillGiven: string;
  retired: string;
  create: string;
  createHint: string;
  edit: string;
  editHint: string;
  name: string;
  description: string;
  emoji: string;
  emojiHint: string;
  bonusHint: string;
  nameId: string;
  descriptionId: string;
  threshold: string;
  thresholdHint: string;
  given: string;
  isActive: string;
  isRetired: string;
  holdersOf: string;
  since: string;
  by: string;
  order: string;
}> = {
  en: {
    caption: "Achievements",
    achievement: "Achievement",
    rule: "For what",
    rules: {
      first_points: "for the first points",
      first_claim: "for the first claimed code",
      first_purchase: "for the first purchase",
    },
    bonus: "Bonus points",
    holders: "Have it",
    stillGiven: "Can be had",
    retired: "retired",
    create: "Make one to award by hand",
    createHint: "It is given to members on their pages, or with /achievement award.",
    edit: "Change it",
    editHint:
      "Who has it keeps it, with the bonus of then. Who fulfils it now earns it with the next points.",
    name: "Name",
    description: "What it is for",
    emoji: "Emoji",
    emojiHint: "One emoji, or one of the server's own as Discord writes it",
    bonusHint: "Points that come with it, once a member",
    nameId: "Name in Indonesian",
    descriptionId: "What it is for, in Indonesian",
    threshold: "Threshold",
    thresholdHint: "Points, or for early adopters members, that it takes",
    given: "Whether it can be earned or awarded",
    isActive: "It can",
    isRetired: "It is retired",
    holdersOf: "Who has it",
    since: "Since",
    by: "Awarded by",
    order: "In the order of their numbers",
  },
  id: {
    caption: "Pencapaian",
    achievement: "Pencapaian",
    rule: "Untuk apa",
    rules: {
      first_points: "untuk poin pertama",
      first_claim: "untuk klaim kode pertama",
      first_purchase: "untuk pembelian pertama",
    },
    bonus: "Poin bonus",
    holders: "Yang punya",
    stillGiven: "Bisa didapat",
    retired: "dipensiunkan",
    create: "Buat satu untuk diberikan langsung",
    createHint: "Diberikan kepada anggota di halamannya, atau dengan /achievement award.",
    edit: "Ubah",
    editHint:
      "Yang sudah punya tetap punya, dengan bonus saat itu. Yang kini memenuhi syarat mendapatkannya bersama poin berikutnya.",
    name: "Nama",
    description: "Untuk apa",
    emoji: "Lambang",
    emojiHint: "Satu emoji, atau milik server seperti yang ditulis Discord",
    bonusHint: "Poin yang menyertainya, sekali per anggota",
    nameId: "Nama dalam bahasa Indonesia",
    descriptionId: "Untuk apa, dalam bahasa Indonesia",
    threshold: "Ambang",
    thresholdHint: "Poin, atau untuk pelopor anggota, yang diperlukan",
    given: "Apakah bisa didapat atau diberikan",
    isActive: "Bisa",
    isRetired: "Dipensiunkan",
    holdersOf: "Siapa yang punya",
    since: "Sejak",
    by: "Diberikan oleh",
    order: "Menurut urutan nomornya",
  },
};
