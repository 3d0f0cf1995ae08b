import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** What staff read about promo tokens that are made. Numbers, money and moments come formatted. */
export const tokenWords: Words<{
  made: (count: string) => string;
  making: string;
  makingBody: (count: string, all: string) => string;
  later: string;
  few: (made: string, asked: string) => string;
  description: string;
  notes: string;
  campaign: string;
  madeBy: string;
  madeByBody: (who: string, when: string) => string;
  valid: string;
  from: (moment: string) => string;
  until: (moment: string) => string;
  always: string;
  limit: string;
  limitBody: (count: string) => string;
  reward: string;
  points: (count: string) => string;
  percent: (value: string) => string;
  money: (amount: string) => string;
  guess: string;
  guessBody: (codes: string) => string;
  distribute: string;
  distributeBody: string;
  inFile: string;
  csv: string;
  sheet: string;
  number: string;
  code: string;
  starts: string;
  expires: string;
}> = {
  en: {
    made: (count) => `Promo tokens made: ${count}`,
    making: "Promo tokens are being made",
    makingBody: (count, all) => `${count} of ${all} are made.`,
    later: "The codes come here as files when all are made.",
    few: (made, asked) =>
      `The campaign was closed meanwhile: ${made} of ${asked} were made, and they are removed.`,
    description: "Description",
    notes: "Notes",
    campaign: "Campaign",
    madeBy: "Made by",
    madeByBody: (who, when) => `${who}, ${when}`,
    valid: "Valid",
    from: (moment) => `from ${moment}`,
    until: (moment) => `until ${moment}`,
    always: "at once, and for ever",
    limit: "Limit",
    limitBody: (count) => `${count} for each customer`,
    reward: "Reward",
    points: (count) => counted(count, "point"),
    percent: (value) => `${value} % off the order`,
    money: (amount) => `${amount} off the order`,
    guess: "Odds of a guess",
    guessBody: (codes) => `one in ${codes} hits a token that was ever made; only staff can use one`,
    distribute: "Hand them out",
    distributeBody:
      "Print the sheet, cut along the lines, and give each customer one. Whoever brings it back names its code: look it up with `/checktoken`, and name it in `/createorder`. A token works once.",
    inFile: "The codes are in the attached files: one for spreadsheets, one to print.",
    csv: "tokens.csv",
    sheet: "tokens-to-print.html",
    number: "number",
    code: "code",
    starts: "valid from",
    expires: "valid until",
  },
  id: {
    made: (count) => `Token promo dibuat: ${count}`,
    making: "Token promo sedang dibuat",
    makingBody: (count, all) => `${count} dari ${all} sudah dibuat.`,
    later: "Kodenya muncul di sini sebagai berkas setelah semuanya dibuat.",
    few: (made, asked) =>
      `Kampanyenya ditutup sementara itu: ${made} dari ${asked} sempat dibuat, dan sudah ditarik.`,
    description: "Keterangan",
    notes: "Catatan",
    campaign: "Kampanye",
    madeBy: "Dibuat oleh",
    madeByBody: (who, when) => `${who}, pada ${when}`,
    valid: "Berlaku",
    from: (moment) => `dari ${moment}`,
    until: (moment) => `sampai ${moment}`,
    always: "mulai sekarang, dan selamanya",
    limit: "Batas",
    limitBody: (count) => `${count} untuk tiap pelanggan`,
    reward: "Hadiah",
    points: (count) => `${count} poin`,
    percent: (value) => `potongan ${value} % dari pesanan`,
    money: (amount) => `potongan ${amount} dari pesanan`,
    guess: "Peluang menebak",
    guessBody: (codes) =>
      `satu dari ${codes} mengenai token yang pernah dibuat; hanya staf yang bisa memakainya`,
    distribute: "Cara membagikan",
    distributeBody:
      "Cetak lembarnya, gunting di garisnya, dan beri tiap pelanggan satu. Pelanggan yang kembali menyebut kodenya: periksa dengan `/checktoken`, lalu sebut di `/createorder`. Satu token berlaku sekali.",
    inFile: "Kodenya ada di berkas terlampir: satu untuk lembar kerja, satu untuk dicetak.",
    csv: "token.csv",
    sheet: "token-untuk-dicetak.html",
    number: "nomor",
    code: "kode",
    starts: "berlaku dari",
    expires: "berlaku sampai",
  },
};
