import type { Words } from "./locale.ts";

/** What `/admin apikey` says. Names come plain, moments formatted. */
export const apiKeyWords: Words<{
  created: (name: string) => string;
  once: string;
  use: (url: string) => string;
  keep: string;
  list: string;
  none: string;
  made: (moment: string, by: string) => string;
  used: (moment: string) => string;
  unused: string;
  revoked: (moment: string, by: string) => string;
  found: (count: string, page: string, pages: string) => string;
  ended: string;
  endedBody: (name: string) => string;
  scopes: Readonly<Record<"wallets:read" | "wallets:credit" | "wallets:debit" | "topups:read", string>>;
}> = {
  en: {
    created: (name) => `API key ${name}`,
    once: "Copy it now: it is shown this once, and the shop keeps only a hash of it.",
    use: (url) =>
      `The other program sends it as \`Authorization: Bearer …\`; ${url} describes what it can do.`,
    keep: "Whoever has it can do this. If it gets into wrong hands: /admin apikey revoke",
    list: "API keys",
    none: "There is no key yet. `/admin apikey create` makes one.",
    made: (moment, by) => `made ${moment} by ${by}`,
    used: (moment) => `last used ${moment}`,
    unused: "never used",
    revoked: (moment, by) => `revoked ${moment} by ${by}`,
    found: (count, page, pages) => `Keys: ${count} · page ${page} of ${pages}`,
    ended: "API key revoked",
    endedBody: (name) =>
      `Nothing that comes with ${name} is done from now on. What it did stays in the books.`,
    scopes: {
      "wallets:read": "read wallets",
      "wallets:credit": "put money in",
      "wallets:debit": "take money out",
      "topups:read": "read top-ups",
    },
  },
  id: {
    created: (name) => `Kunci API ${name}`,
    once: "Salin sekarang: hanya ditampilkan sekali ini, dan toko hanya menyimpan hash-nya.",
    use: (url) =>
      `Program lain mengirimnya sebagai \`Authorization: Bearer …\`; ${url} menjelaskan apa yang bisa dilakukannya.`,
    keep: "Siapa pun yang memilikinya bisa melakukan ini. Jika jatuh ke tangan yang salah: /admin apikey revoke",
    list: "Kunci API",
    none: "Belum ada kunci. `/admin apikey create` membuatnya.",
    made: (moment, by) => `dibuat ${moment} oleh ${by}`,
    used: (moment) => `terakhir dipakai ${moment}`,
    unused: "belum pernah dipakai",
    revoked: (moment, by) => `dicabut ${moment} oleh ${by}`,
    found: (count, page, pages) => `Kunci: ${count} · halaman ${page} dari ${pages}`,
    ended: "Kunci API dicabut",
    endedBody: (name) =>
      `Mulai sekarang apa pun yang datang dengan ${name} tidak dilakukan. Yang sudah dilakukannya tetap di pembukuan.`,
    scopes: {
      "wallets:read": "membaca dompet",
      "wallets:credit": "memasukkan uang",
      "wallets:debit": "mengambil uang",
      "topups:read": "membaca isi saldo",
    },
  },
};
