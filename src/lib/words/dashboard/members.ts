import type { Words } from "../locale.ts";

/** The members' pages. Numbers, money and names come formatted. */
export const memberWords: Words<{
  search: string;
  searchHint: string;
  find: string;
  found: string;
  foundMore: string;
  noneFound: string;
  noneKnown: string;
  cannotLook: string;
  cannotLookBody: string;
  order: string;
  orders: Readonly<Record<"newest" | "points", string>>;
  caption: string;
  captionPoints: string;
  hiddenNote: string;
  rank: string;
  points: string;
  money: string;
  since: string;
  remarks: string;
  left: string;
  hidden: string;
  never: string;
  bulk: string;
}> = {
  en: {
    search: "Name or number",
    searchHint: "How a name begins, or Discord's number",
    find: "Search",
    found: "People with that name",
    foundMore: "More people are called so. Type more of the name.",
    noneFound: "Nobody whom the shop has met, and nobody on the server, has a name that begins so.",
    noneKnown: "Nobody whom the shop has met has a name that begins so.",
    cannotLook: "Discord cannot be asked now",
    cannotLookBody:
      "Here are those whom the shop has met, by the names it last heard. To find others, right-click the member in Discord, copy their ID and search for it.",
    order: "Order",
    orders: { newest: "Newest first", points: "Most points first" },
    caption: "Members, the newest first",
    captionPoints: "Members by points",
    hiddenNote: "Who chose not to stand on leaderboards, and who has no points, is not in this order.",
    rank: "Rank",
    points: "Points",
    money: "Wallet",
    since: "Known since",
    remarks: "Remarks",
    left: "has left the server",
    hidden: "hides from leaderboards",
    never: "never met",
    bulk: "Change many members' points by a file",
  },
  id: {
    search: "Nama atau nomor",
    searchHint: "Awal sebuah nama, atau nomor Discord",
    find: "Cari",
    found: "Orang dengan nama itu",
    foundMore: "Masih ada yang bernama begitu. Ketik namanya lebih lengkap.",
    noneFound: "Tidak ada yang namanya berawal begitu, baik yang pernah ditemui toko maupun di server.",
    noneKnown: "Tidak ada yang pernah ditemui toko yang namanya berawal begitu.",
    cannotLook: "Discord sedang tidak bisa ditanya",
    cannotLookBody:
      "Ini yang pernah ditemui toko, dengan nama terakhir yang diketahui. Untuk mencari yang lain, klik kanan anggota di Discord, salin ID-nya, dan cari dengan itu.",
    order: "Urutan",
    orders: { newest: "Terbaru lebih dulu", points: "Poin terbanyak lebih dulu" },
    caption: "Anggota, terbaru lebih dulu",
    captionPoints: "Anggota menurut poin",
    hiddenNote:
      "Yang memilih tidak tampil di papan peringkat, dan yang tidak punya poin, tidak ada di urutan ini.",
    rank: "Peringkat",
    points: "Poin",
    money: "Dompet",
    since: "Dikenal sejak",
    remarks: "Keterangan",
    left: "sudah keluar dari server",
    hidden: "tidak tampil di papan peringkat",
    never: "belum pernah bertemu",
    bulk: "Ubah poin banyak anggota dengan berkas",
  },
};
