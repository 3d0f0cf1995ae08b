import type { Words } from "../locale.ts";

/** What an empty list says to a shop that has just begun: what fills it. */
export const firstWords: Words<{
  claims: string;
  orders: string;
  tokens: string;
  products: string;
  purchases: string;
  reviews: string;
  topups: string;
  topupsOff: string;
  ledger: string;
}> = {
  en: {
    claims: "There is no claim yet: an import of orders makes one for each order.",
    orders: "No order is open. Make one for a customer with the button above.",
    tokens: "There is no promo token yet. Make some, print them, and put one into each parcel.",
    products:
      "There is no product yet. Make the first one below; it can be bought once it has a package and codes.",
    purchases:
      "Nobody has bought anything yet. Members buy in Discord, with /shop, what has a package and codes.",
    reviews: "Nobody has written a review yet. Buyers do it in Discord, with /review.",
    topups: "Nobody has topped up yet. Members do it in Discord, with /topup, and pay by QRIS.",
    topupsOff: "Members cannot top up yet: the shop needs Midtrans' server key. README says where it is set.",
    ledger: "Nothing has moved yet. Every claim, top-up and purchase will stand here.",
  },
  id: {
    claims: "Belum ada klaim: impor pesanan membuat satu untuk tiap pesanan.",
    orders: "Tidak ada pesanan yang terbuka. Buat satu untuk pelanggan dengan tombol di atas.",
    tokens: "Belum ada token promo. Buat beberapa, cetak, dan masukkan satu ke tiap paket.",
    products: "Belum ada produk. Buat yang pertama di bawah; bisa dibeli begitu ada paket dan kodenya.",
    purchases:
      "Belum ada yang membeli. Anggota membeli di Discord, dengan /shop, produk yang punya paket dan kode.",
    reviews: "Belum ada ulasan. Pembeli menulisnya di Discord, dengan /review.",
    topups:
      "Belum ada yang mengisi saldo. Anggota melakukannya di Discord, dengan /topup, dan membayar lewat QRIS.",
    topupsOff:
      "Anggota belum bisa mengisi saldo: toko perlu kunci server Midtrans. README menjelaskan tempatnya.",
    ledger: "Belum ada yang berpindah. Tiap klaim, isi saldo, dan pembelian akan ada di sini.",
  },
};
