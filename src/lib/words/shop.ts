import type { Words } from "./locale.ts";

/** What the shop's cards say. Numbers, money and moments come formatted. */
export const shopWords: Words<{
  title: string;
  empty: string;
  stock: (count: string) => string;
  soldOut: string;
  noPackages: string;
  wallet: (money: string) => string;
  debt: (money: string) => string;
  choosePackage: string;
  page: (page: string, pages: string) => string;
  previous: string;
  next: string;
  back: string;
  balance: string;
  topUp: string;
  topUpMissing: (money: string) => string;
  confirm: string;
  confirmChanged: string;
  product: string;
  count: string;
  price: string;
  before: string;
  after: string;
  lapses: (moment: string) => string;
  buy: string;
  cancel: string;
  bought: (product: string, count: string) => string;
  coming: string;
  closed: string;
  refunded: string;
  anyTime: string;
  reveal: string;
  allWell: string;
  thanks: string;
  thanksBody: string;
  codes: (product: string, count: string) => string;
  inFile: string;
  codesKept: string;
  purchase: string;
}> = {
  en: {
    title: "Shop",
    empty: "Nothing is on sale just now. Come back later.",
    stock: (count) => `${count} in stock`,
    soldOut: "sold out",
    noPackages: "Not on sale just now.",
    wallet: (money) => `There is **${money}** in your wallet.`,
    debt: (money) => `You owe the shop **${money}**; the next money that arrives pays it first.`,
    choosePackage: "Choose how many codes you want. Nothing is bought before you confirm it.",
    page: (page, pages) => `Page ${page} of ${pages}`,
    previous: "◀ Previous",
    next: "Next ▶",
    back: "Back",
    balance: "Balance",
    topUp: "Top up",
    topUpMissing: (money) => `Top up ${money}`,
    confirm: "Buy this?",
    confirmChanged: "The price has changed. Buy this?",
    product: "Product",
    count: "Codes",
    price: "Price",
    before: "Wallet now",
    after: "Wallet then",
    lapses: (moment) => `This question lapses ${moment}.`,
    buy: "Buy",
    cancel: "Cancel",
    bought: (product, count) => `Bought: ${product} × ${count}`,
    coming: "Your codes are on their way to you as a direct message.",
    closed: "⚠️ You take no direct messages from the shop, so that the codes could not be sent to you.",
    refunded:
      "It was refunded since: the money is back in your wallet, and the codes are not yours any more.",
    anyTime: "*Reveal codes* shows them here, to you alone, and `/orders` does so at any time.",
    reveal: "Reveal codes",
    allWell: "All is well",
    thanks: "Thank you",
    thanksBody:
      "This purchase is closed. `/orders` still shows its codes, and `/review` takes what you think of it.",
    codes: (product, count) => `Your codes: ${product} × ${count}`,
    inFile: "The codes are in the file.",
    codesKept: "They stay yours: `/orders` shows them at any time. Give them to nobody.",
    purchase: "Purchase",
  },
  id: {
    title: "Toko",
    empty: "Saat ini tidak ada yang dijual. Kembalilah nanti.",
    stock: (count) => `stok ${count}`,
    soldOut: "habis",
    noPackages: "Saat ini tidak dijual.",
    wallet: (money) => `Isi dompetmu **${money}**.`,
    debt: (money) => `Utangmu kepada toko **${money}**; uang yang masuk berikutnya membayarnya lebih dulu.`,
    choosePackage: "Pilih berapa kode yang kamu mau. Tidak ada yang dibeli sebelum kamu menyetujuinya.",
    page: (page, pages) => `Halaman ${page} dari ${pages}`,
    previous: "◀ Sebelumnya",
    next: "Berikutnya ▶",
    back: "Kembali",
    balance: "Saldo",
    topUp: "Isi saldo",
    topUpMissing: (money) => `Isi saldo ${money}`,
    confirm: "Beli ini?",
    confirmChanged: "Harganya berubah. Beli ini?",
    product: "Produk",
    count: "Jumlah kode",
    price: "Harga",
    before: "Dompet sekarang",
    after: "Dompet sesudahnya",
    lapses: (moment) => `Pertanyaan ini kedaluwarsa ${moment}.`,
    buy: "Beli",
    cancel: "Batal",
    bought: (product, count) => `Dibeli: ${product} × ${count}`,
    coming: "Kodemu sedang dikirim kepadamu lewat pesan langsung.",
    closed: "⚠️ Kamu tidak menerima pesan langsung dari toko, jadi kodenya tidak bisa dikirim kepadamu.",
    refunded:
      "Pembelian ini sudah dikembalikan: uangnya ada lagi di dompetmu, dan kodenya bukan milikmu lagi.",
    anyTime: "*Tampilkan kode* menampilkannya di sini hanya untukmu, dan `/orders` kapan saja.",
    reveal: "Tampilkan kode",
    allWell: "Semua beres",
    thanks: "Terima kasih",
    thanksBody:
      "Pembelian ini ditutup. `/orders` tetap menampilkan kodenya, dan `/review` menerima pendapatmu.",
    codes: (product, count) => `Kodemu: ${product} × ${count}`,
    inFile: "Kode-kodenya ada di dalam berkas.",
    codesKept:
      "Kode ini tetap milikmu: `/orders` menampilkannya kapan saja. Jangan berikan kepada siapa pun.",
    purchase: "Pembelian",
  },
};
