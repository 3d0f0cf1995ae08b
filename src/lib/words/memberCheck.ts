import type { Words } from "./locale.ts";

/** What `/admin checkuser` says. Money, numbers and moments come formatted. */
export const memberCheckWords: Words<{
  title: string;
  points: string;
  wallet: string;
  debt: string;
  open: string;
  openOf: (count: string, money: string) => string;
  orders: string;
  ordersOf: (count: string, money: string) => string;
  none: string;
  since: string;
  never: string;
  language: string;
  shopLanguage: string;
  board: string;
  shown: string;
  hidden: (moment: string) => string;
  server: string;
  seen: (moment: string) => string;
  left: (moment: string) => string;
  unseen: string;
  topups: string;
  entries: string;
}> = {
  en: {
    title: "Member",
    points: "Points",
    wallet: "Wallet",
    debt: "Owes the shop",
    open: "Waits to be paid",
    openOf: (count, money) => `${money} (top-ups: ${count})`,
    orders: "Orders completed",
    ordersOf: (count, money) => `${count} for ${money}`,
    none: "nothing",
    since: "Known since",
    never: "never met",
    language: "Language",
    shopLanguage: "the shop's",
    board: "Leaderboards",
    shown: "shown",
    hidden: (moment) => `hidden since ${moment}`,
    server: "Server",
    seen: (moment) => `seen ${moment}`,
    left: (moment) => `left; found out ${moment}`,
    unseen: "not looked for yet",
    topups: "Last top-ups",
    entries: "Last entries of the wallet",
  },
  id: {
    title: "Anggota",
    points: "Poin",
    wallet: "Dompet",
    debt: "Utang kepada toko",
    open: "Menunggu dibayar",
    openOf: (count, money) => `${money} (isi saldo: ${count})`,
    orders: "Pesanan selesai",
    ordersOf: (count, money) => `${count} seharga ${money}`,
    none: "tidak ada",
    since: "Dikenal sejak",
    never: "belum pernah bertemu",
    language: "Bahasa",
    shopLanguage: "bahasa toko",
    board: "Papan peringkat",
    shown: "tampil",
    hidden: (moment) => `tersembunyi sejak ${moment}`,
    server: "Keanggotaan server",
    seen: (moment) => `terlihat ${moment}`,
    left: (moment) => `sudah keluar; diketahui ${moment}`,
    unseen: "belum pernah dicari",
    topups: "Isi saldo terakhir",
    entries: "Entri dompet terakhir",
  },
};
