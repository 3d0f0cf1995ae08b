import type { Words } from "../locale.ts";

/** The dashboard's pages of purchases and of what buyers think. Numbers and money come formatted. */
export const purchaseDeskWords: Words<{
  title: string;
  buyer: string;
  bought: string;
  what: string;
  lookedThrough: (count: string) => string;
  furthest: string;
  delivering: string;
  delivered: string;
  failed: string;
  why: string;
  revealed: string;
  closed: string;
  refunded: string;
  by: string;
  moved: string;
  notMoved: string;
  review: string;
  again: string;
  againHint: string;
  refund: string;
  refundAsk: (money: string) => string;
  refundSeen: (codes: string) => string;
  refundUnseen: (codes: string) => string;
  refundGo: string;
  refundReason: string;
  forgotten: string;
  rating: string;
  comment: string;
  of: string;
  order: string;
  whichProduct: string;
  salesByDay: string;
  sold: string;
  givenBack: string;
  best: string;
  noSales: string;
  bestOf: (purchases: string) => string;
  soldOf: (money: string, codes: string) => string;
}> = {
  en: {
    title: "Purchase",
    buyer: "Buyer",
    bought: "Bought",
    what: "What",
    lookedThrough: (count) => `Each page looks through ${count} purchases at most.`,
    furthest: "How far it came",
    delivering: "Message with the codes begun",
    delivered: "Taken by Discord",
    failed: "Could not be sent",
    why: "Why",
    revealed: "Shown to the buyer",
    closed: "Buyer says all is well",
    refunded: "Refunded",
    by: "By",
    moved: "What it moved",
    notMoved: "Nothing in the books yet.",
    review: "Review",
    again: "Send the codes again",
    againHint: "The same codes, as a direct message to the buyer. They are not shown here.",
    refund: "Refund it",
    refundAsk: (money) => `${money} goes back into the buyer's wallet, and the buyer is told.`,
    refundSeen: (codes) => `Codes that are void for ever, as somebody may have seen them: ${codes}.`,
    refundUnseen: (codes) => `Codes that go back into stock, as nobody can have seen them: ${codes}.`,
    refundGo: "Give the money back",
    refundReason: "The buyer reads it, and the audit log keeps it",
    forgotten: "Its buyer was forgotten: neither money nor codes can go to anybody.",
    rating: "Stars",
    comment: "What was said",
    of: "About",
    order: "an order",
    whichProduct: "Product",
    salesByDay: "Sales of codes a day",
    sold: "Sold",
    givenBack: "Given back",
    best: "Products that brought most",
    noSales: "Nothing was sold in these days.",
    bestOf: (purchases) => `Products that brought most, of the newest ${purchases} purchases`,
    soldOf: (money, codes) => `${money} · codes: ${codes}`,
  },
  id: {
    title: "Sebuah pembelian",
    buyer: "Pembeli",
    bought: "Dibeli",
    what: "Apa",
    lookedThrough: (count) => `Tiap halaman memeriksa paling banyak ${count} pembelian.`,
    furthest: "Sampai di mana",
    delivering: "Pesan berisi kode dimulai",
    delivered: "Diterima Discord",
    failed: "Tidak bisa dikirim",
    why: "Mengapa",
    revealed: "Ditampilkan kepada pembeli",
    closed: "Pembeli bilang beres",
    refunded: "Dikembalikan",
    by: "Oleh",
    moved: "Yang dipindahkan",
    notMoved: "Belum ada di buku besar.",
    review: "Ulasan",
    again: "Kirim lagi kodenya",
    againHint: "Kode yang sama, lewat pesan langsung kepada pembeli. Tidak ditampilkan di sini.",
    refund: "Kembalikan uangnya",
    refundAsk: (money) => `${money} kembali ke dompet pembeli, dan pembeli diberi tahu.`,
    refundSeen: (codes) => `Kodenya mungkin sudah ada yang melihat, jadi ${codes} kode hangus selamanya.`,
    refundUnseen: (codes) => `Tidak mungkin ada yang melihat kodenya, jadi ${codes} kode kembali ke stok.`,
    refundGo: "Kembalikan uang",
    refundReason: "Dibaca pembeli dan disimpan di catatan audit",
    forgotten: "Pembelinya sudah dilupakan: uang dan kode tidak bisa diberikan kepada siapa pun.",
    rating: "Bintang",
    comment: "Kata pembeli",
    of: "Tentang",
    order: "sebuah pesanan",
    whichProduct: "Produknya",
    salesByDay: "Penjualan kode per hari",
    sold: "Terjual",
    givenBack: "Dikembalikan",
    best: "Produk dengan hasil terbanyak",
    noSales: "Tidak ada yang terjual pada hari-hari ini.",
    bestOf: (purchases) => `Produk dengan hasil terbanyak, dari ${purchases} pembelian terbaru`,
    soldOf: (money, codes) => `${money} · kode: ${codes}`,
  },
};
