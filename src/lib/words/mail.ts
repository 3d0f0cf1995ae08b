import type { Words } from "./locale.ts";

/**
 * The texts of the claim mail. They go into plain text and into HTML unescaped, so none may contain
 * `&`, `<`, `>` or `{`; what is handed to them is already fit for the part it goes to.
 */
export type MailWords = {
  /** For dates and grouped numbers. */
  readonly intlLocale: string;
  readonly order: (id: string) => string;
  /** In place of `order` where the shop gave no order id. */
  readonly someOrder: string;
  readonly preview: (points: string, expires: string) => string;
  readonly heading: (points: string) => string;
  readonly thanks: (order: string, shop: string) => string;
  readonly codeBelow: string;
  readonly howTo: string;
  readonly steps: (command: string) => readonly [string, string, string];
  readonly sendLine: string;
  readonly validUntil: (expires: string) => string;
  readonly messageFrom: (shop: string) => string;
  readonly keepSecret: string;
  readonly notYou: (shop: string) => string;
};

export const mailWords: Words<MailWords> = {
  en: {
    intlLocale: "en-GB",
    order: (id) => `order ${id}`,
    someOrder: "your order",
    preview: (points, expires) => `Your code for ${points} Discord points is inside. Claim it by ${expires}.`,
    heading: (points) => `You have ${points} Discord points`,
    thanks: (order, shop) => `Thank you for ${order} at ${shop}.`,
    codeBelow: "Claim your points in Discord with this code:",
    howTo: "How to claim",
    steps: (command) => [
      "Open Discord and go to any channel of our server where you can write.",
      `Type ${command} and choose the command that appears.`,
      "Paste your code and send. The points are yours at once, and nobody else sees it.",
    ],
    sendLine: "Or send this line:",
    validUntil: (expires) => `The code works once, until ${expires}.`,
    messageFrom: (shop) => `A message from ${shop}`,
    keepSecret: "Keep this code to yourself: whoever uses it first gets the points.",
    notYou: (shop) =>
      `You get this e-mail because of an order at ${shop}. If it was not yours, please ignore it.`,
  },
  id: {
    intlLocale: "id-ID",
    order: (id) => `pesanan ${id}`,
    someOrder: "pesanan Anda",
    preview: (points, expires) =>
      `Kode untuk ${points} Discord points ada di dalam. Klaim sebelum ${expires}.`,
    heading: (points) => `Anda mendapat ${points} Discord points`,
    thanks: (order, shop) => `Terima kasih atas ${order} di ${shop}.`,
    codeBelow: "Klaim poin Anda di Discord dengan kode ini:",
    howTo: "Cara klaim",
    steps: (command) => [
      "Buka Discord, lalu masuk ke kanal mana pun di server kami tempat Anda bisa menulis.",
      `Ketik ${command} dan pilih perintah yang muncul.`,
      "Tempel kode Anda lalu kirim. Poin langsung masuk, dan tidak ada orang lain yang melihatnya.",
    ],
    sendLine: "Atau kirim baris ini:",
    validUntil: (expires) => `Kode berlaku satu kali, sampai ${expires}.`,
    messageFrom: (shop) => `Pesan dari ${shop}`,
    keepSecret: "Jangan bagikan kode ini: siapa yang memakainya lebih dulu mendapat poinnya.",
    notYou: (shop) => `Anda menerima email ini karena ada pesanan di ${shop}. Jika bukan Anda, abaikan saja.`,
  },
};
