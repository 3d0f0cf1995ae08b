import type { Words } from "../locale.ts";

/** The dashboard's pages of products and their codes. Numbers and money come formatted. */
export const shopDeskWords: Words<{
  products: string;
  purchases: string;
  reviews: string;
  find: string;
  states: Readonly<Record<"active" | "archived", string>>;
  product: string;
  sku: string;
  skuHint: string;
  name: string;
  description: string;
  lowStock: string;
  lowStockHint: string;
  lowStockNever: string;
  lowStockTold: (codes: string) => string;
  runsOut: (codes: string) => string;
  free: string;
  sold: string;
  void: string;
  low: string;
  packages: string;
  noPackages: string;
  noCodes: string;
  make: string;
  makeTitle: string;
  edit: string;
  archive: string;
  archiveBody: string;
  bringBack: string;
  size: string;
  price: string;
  setPackage: string;
  removePackage: (size: string) => string;
  stock: string;
  uploads: string;
  file: string;
  byWhom: string;
  codes: string;
  addCodes: string;
  addLines: string;
  addHint: (codes: string) => string;
  read: string;
  typed: string;
  voidTitle: string;
  voidCount: string;
  voidCountHint: string;
  voidAsk: string;
  voidFinal: string;
  exportTitle: string;
  exportBody: string;
  exportAsk: string;
  question: string;
  stars: (mean: string, count: string) => string;
}> = {
  en: {
    products: "Products",
    purchases: "Purchases",
    reviews: "Reviews",
    find: "Name or short name",
    states: { active: "on sale", archived: "archived" },
    product: "Product",
    sku: "Short name",
    skuHint: "a-z, 0-9 and -",
    name: "Name",
    description: "Description",
    lowStock: "Tell staff below so many codes",
    lowStockHint: "0: never",
    lowStockNever: "never told",
    lowStockTold: (codes) => `staff are told below ${codes}`,
    runsOut: (codes) => `It runs out. Free codes: ${codes}`,
    free: "Free",
    sold: "Sold",
    void: "Void",
    low: "low",
    packages: "Packages",
    noPackages: "Nobody can buy it yet: it has no package.",
    noCodes: "There is no free code.",
    make: "Make it",
    makeTitle: "Make a product",
    edit: "Change it",
    archive: "Archive",
    archiveBody: "Nobody can buy it any more. Its codes and what was bought of it stay.",
    bringBack: "Sell it again",
    size: "Codes",
    price: "Price of all of them together",
    setPackage: "Set package",
    removePackage: (size) => `Sell ${size} no more`,
    stock: "Codes in stock",
    uploads: "Uploads",
    file: "File",
    byWhom: "By",
    codes: "Codes",
    addCodes: "Add codes",
    addLines: "Or the codes themselves, one a line",
    addHint: (codes) =>
      `At most ${codes} codes at once, one a line in a .txt or .csv file. Nothing is added before you have seen a preview.`,
    read: "Read them",
    typed: "typed in",
    voidTitle: "Take codes out of stock",
    voidCount: "How many",
    voidCountHint: "or all",
    voidAsk: "Free codes that would be taken out, those that would be sold next",
    voidFinal: "They can never be sold or added again.",
    exportTitle: "Have free codes given out",
    exportBody: "A file with all free codes. They stay in stock and can still be bought.",
    exportAsk: "Free codes that would stand in the file",
    question: "Look before you do it",
    stars: (mean, count) => `${mean} of 5 stars in ${count} reviews`,
  },
  id: {
    products: "Produk",
    purchases: "Pembelian",
    reviews: "Ulasan",
    find: "Nama atau nama pendek",
    states: { active: "dijual", archived: "diarsipkan" },
    product: "Produknya",
    sku: "Nama pendek",
    skuHint: "a-z, 0-9 dan -",
    name: "Nama",
    description: "Keterangan",
    lowStock: "Beri tahu staf di bawah sekian kode",
    lowStockHint: "0: tidak pernah",
    lowStockNever: "tidak diberi tahu",
    lowStockTold: (codes) => `staf diberi tahu di bawah ${codes}`,
    runsOut: (codes) => `Hampir habis. Kode bebas: ${codes}`,
    free: "Bebas",
    sold: "Terjual",
    void: "Ditarik",
    low: "menipis",
    packages: "Paket",
    noPackages: "Belum bisa dibeli: belum ada paketnya.",
    noCodes: "Tidak ada kode bebas.",
    make: "Buat",
    makeTitle: "Buat produk",
    edit: "Ubah",
    archive: "Arsipkan",
    archiveBody: "Tidak bisa dibeli lagi. Kode dan yang sudah dibeli tetap ada.",
    bringBack: "Jual lagi",
    size: "Kode",
    price: "Harga semuanya bersama-sama",
    setPackage: "Tetapkan paket",
    removePackage: (size) => `Hentikan paket ${size}`,
    stock: "Kode di stok",
    uploads: "Unggahan",
    file: "Berkas",
    byWhom: "Oleh",
    codes: "Kode",
    addCodes: "Tambah kode",
    addLines: "Atau kodenya sendiri, satu per baris",
    addHint: (codes) =>
      `Paling banyak ${codes} kode sekaligus, satu per baris dalam berkas .txt atau .csv. Belum ada yang ditambahkan sebelum kamu melihat pratinjau.`,
    read: "Baca",
    typed: "diketik",
    voidTitle: "Tarik kode dari stok",
    voidCount: "Berapa",
    voidCountHint: "atau semua",
    voidAsk: "Kode bebas yang akan ditarik, yaitu yang akan terjual berikutnya",
    voidFinal: "Kode itu tidak akan pernah bisa dijual atau ditambahkan lagi.",
    exportTitle: "Minta berkas kode bebas",
    exportBody: "Berkas berisi semua kode bebas. Kodenya tetap di stok dan masih bisa dibeli.",
    exportAsk: "Kode bebas yang akan ada di berkas",
    question: "Lihat dulu sebelum melakukannya",
    stars: (mean, count) => `${mean} dari 5 bintang dalam ${count} ulasan`,
  },
};
