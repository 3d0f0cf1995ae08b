import type { Words } from "../locale.ts";

type Count = (count: string) => string;

/** The members' pages. Numbers, money and names come formatted. */
export const memberWords: Words<{
  search: string;
  searchHint: string;
  find: string;
  found: string;
  foundMore: Count;
  noneFound: string;
  cannotLook: string;
  cannotLookBody: string;
  order: string;
  orders: Readonly<Record<"newest" | "points", string>>;
  caption: string;
  captionPoints: string;
  hiddenNote: string;
  rank: string;
  name: string;
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
    searchHint: "How a name on the server begins, or Discord's number",
    find: "Search",
    found: "Found on the server",
    foundMore: (count) => `Only the first ${count} are shown. Type more of the name.`,
    noneFound: "Nobody on the server has a name that begins so. The shop keeps no names of its own.",
    cannotLook: "Names cannot be looked up now",
    cannotLookBody:
      "Discord does not answer, or does not let us. Search by number: right-click the member in Discord and copy their ID.",
    order: "Order",
    orders: { newest: "Newest first", points: "Most points first" },
    caption: "Members, the newest first",
    captionPoints: "Members by points",
    hiddenNote: "Who chose not to stand on leaderboards, and who has no points, is not in this order.",
    rank: "Rank",
    name: "Name",
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
    searchHint: "Awal sebuah nama di server, atau nomor Discord",
    find: "Cari",
    found: "Ditemukan di server",
    foundMore: (count) => `Hanya ${count} yang pertama ditampilkan. Ketik namanya lebih lengkap.`,
    noneFound: "Tidak ada nama di server yang berawal begitu. Toko sendiri tidak menyimpan nama.",
    cannotLook: "Nama sedang tidak bisa dicari",
    cannotLookBody:
      "Discord tidak menjawab, atau tidak mengizinkan. Cari dengan nomor: klik kanan anggota di Discord dan salin ID-nya.",
    order: "Urutan",
    orders: { newest: "Terbaru lebih dulu", points: "Poin terbanyak lebih dulu" },
    caption: "Anggota, terbaru lebih dulu",
    captionPoints: "Anggota menurut poin",
    hiddenNote:
      "Yang memilih tidak tampil di papan peringkat, dan yang tidak punya poin, tidak ada di urutan ini.",
    rank: "Peringkat",
    name: "Nama",
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
