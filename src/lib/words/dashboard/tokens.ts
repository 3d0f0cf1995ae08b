import type { Words } from "../locale.ts";

/** The dashboard's pages of promo tokens and campaigns. Numbers, money and moments come formatted. */
export const tokenPageWords: Words<{
  tokens: string;
  batches: string;
  campaigns: string;
  stats: string;
  none: string;
  noBatches: string;
  noCampaigns: string;
  state: string;
  code: string;
  codeHint: string;
  campaign: string;
  campaignHint: string;
  description: string;
  descriptionHint: string;
  order: string;
  customer: string;
  changed: string;
  made: string;
  madeBy: string;
  madeOf: (made: string, quantity: string) => string;
  notes: string;
  notesHint: string;
  quantity: string;
  quantityHint: (most: string) => string;
  starts: string;
  expires: string;
  momentHint: string;
  perCustomer: string;
  perCustomerHint: string;
  codeLength: string;
  codeLengthHint: (usual: string) => string;
  reward: string;
  rewards: Readonly<Record<"points" | "percent" | "money", string>>;
  noReward: string;
  rewardValue: string;
  rewardValueHint: string;
  make: string;
  makeTitle: string;
  making: string;
  makingBody: (made: string, quantity: string) => string;
  cutShort: (made: string, quantity: string) => string;
  batch: string;
  codesFrom: (first: string, last: string) => string;
  further: string;
  first: string;
  csv: string;
  sheet: string;
  sheetHint: string;
  exportAll: string;
  exportHint: (most: string) => string;
  remove: string;
  removeHint: string;
  removeGo: string;
  removeTitle: (code: string) => string;
  usable: string;
  what: string;
  who: string;
  campaignName: string;
  makeCampaign: string;
  campaignDates: string;
  open: string;
  closed: string;
  closedAt: string;
  close: string;
  closeHint: string;
  summary: string;
  unused: string;
  customers: string;
  orderSum: string;
  saved: string;
  redeemed: string;
  redeemedOf: (used: string, issued: string, percent: string) => string;
  week: string;
  used: string;
  allTokens: string;
}> = {
  en: {
    tokens: "Tokens",
    batches: "What was made",
    campaigns: "Campaigns",
    stats: "How they do",
    none: "There are no such tokens.",
    noBatches: "No promo tokens have been made yet.",
    noCampaigns: "There is no campaign yet.",
    state: "State",
    code: "Code",
    codeHint: "How it begins",
    campaign: "Campaign",
    campaignHint: "Its name",
    description: "Description",
    descriptionHint: "What they are for; stands on each",
    order: "Order",
    customer: "Customer",
    changed: "Last change",
    made: "Made",
    madeBy: "Made by",
    madeOf: (made, quantity) => `${made} of ${quantity}`,
    notes: "Notes",
    notesHint: "For staff alone",
    quantity: "How many",
    quantityHint: (most) => `At most ${most}`,
    starts: "Good from",
    expires: "Good until the end of",
    momentHint: "2027-01-31, or 2027-01-31 18:00. Empty: the campaign's, or no limit.",
    perCustomer: "For each customer at most",
    perCustomerHint: "Of the campaign, or of these. Empty: no limit.",
    codeLength: "Symbols of a code",
    codeLengthHint: (usual) => `Empty: ${usual}`,
    reward: "What the customer gets",
    rewards: { points: "Points", percent: "Percent off the order", money: "Money off the order" },
    noReward: "Nothing but the card itself",
    rewardValue: "How much of that",
    rewardValueHint: "Points, percent, or money",
    make: "Make tokens",
    makeTitle: "Make promo tokens",
    making: "Promo tokens are being made",
    makingBody: (made, quantity) => `${made} of ${quantity} are made.`,
    cutShort: (made, quantity) =>
      `The campaign was closed meanwhile: ${made} of ${quantity} were made, and they are removed.`,
    batch: "Promo tokens",
    codesFrom: (first, last) => `Codes ${first} to ${last}`,
    further: "Further ▶",
    first: "◀ First",
    csv: "Codes as CSV",
    sheet: "Sheet to print",
    sheetHint: "Opens by itself: print it on A4 and cut along the lines.",
    exportAll: "Tokens as CSV",
    exportHint: (most) =>
      `With state, order and customer, at most ${most}. The audit log tells who had them.`,
    remove: "Remove this token",
    removeHint: "It can then never be used. A page asks once more.",
    removeGo: "Remove for ever",
    removeTitle: (code) => `Remove promo token ${code}?`,
    usable: "It can be used for an order.",
    what: "What",
    who: "Who",
    campaignName: "What it is called",
    makeCampaign: "Make a campaign",
    campaignDates: "Tokens are good",
    open: "takes tokens",
    closed: "closed",
    closedAt: "Closed",
    close: "Close this campaign",
    closeHint: "Its unused tokens are removed. A page asks once more.",
    summary: "What it came to when it was closed",
    unused: "Unused and removed",
    customers: "Customers",
    orderSum: "Their orders",
    saved: "Saved by tokens",
    redeemed: "Tokens used, by campaign",
    redeemedOf: (used, issued, percent) => `${used} of ${issued} · ${percent}`,
    week: "Week from",
    used: "Used",
    allTokens: "All its tokens",
  },
  id: {
    tokens: "Token promo",
    batches: "Yang pernah dibuat",
    campaigns: "Kampanye",
    stats: "Hasilnya",
    none: "Tidak ada token seperti itu.",
    noBatches: "Belum ada token promo yang dibuat.",
    noCampaigns: "Belum ada kampanye.",
    state: "Keadaan",
    code: "Kode",
    codeHint: "Awalannya",
    campaign: "Nama kampanye",
    campaignHint: "Namanya",
    description: "Keterangan",
    descriptionHint: "Untuk apa; tercetak pada tiap token",
    order: "Pesanan",
    customer: "Pelanggan",
    changed: "Perubahan terakhir",
    made: "Dibuat",
    madeBy: "Dibuat oleh",
    madeOf: (made, quantity) => `${made} dari ${quantity}`,
    notes: "Catatan",
    notesHint: "Hanya untuk staf",
    quantity: "Berapa",
    quantityHint: (most) => `Paling banyak ${most}`,
    starts: "Berlaku mulai",
    expires: "Berlaku sampai akhir",
    momentHint: "2027-01-31, atau 2027-01-31 18:00. Kosong: milik kampanyenya, atau tanpa batas.",
    perCustomer: "Paling banyak untuk tiap pelanggan",
    perCustomerHint: "Dari kampanyenya, atau dari ini. Kosong: tanpa batas.",
    codeLength: "Banyaknya simbol kode",
    codeLengthHint: (usual) => `Kosong: ${usual}`,
    reward: "Yang didapat pelanggan",
    rewards: { points: "Poin", percent: "Potongan persen dari pesanan", money: "Potongan uang dari pesanan" },
    noReward: "Hanya kartunya",
    rewardValue: "Sebanyak apa",
    rewardValueHint: "Poin, persen, atau uang",
    make: "Buat token",
    makeTitle: "Buat token promo",
    making: "Token promo sedang dibuat",
    makingBody: (made, quantity) => `${made} dari ${quantity} sudah dibuat.`,
    cutShort: (made, quantity) =>
      `Kampanyenya ditutup sementara itu: ${made} dari ${quantity} sempat dibuat, dan sudah ditarik.`,
    batch: "Sekumpulan token promo",
    codesFrom: (first, last) => `Kode ${first} sampai ${last}`,
    further: "Lanjut ▶",
    first: "◀ Awal",
    csv: "Kode sebagai CSV",
    sheet: "Lembar untuk dicetak",
    sheetHint: "Terbuka sendiri: cetak di kertas A4 dan gunting di garisnya.",
    exportAll: "Token sebagai CSV",
    exportHint: (most) =>
      `Dengan keadaan, pesanan, dan pelanggan, paling banyak ${most}. Catatan audit menyimpan siapa yang mengunduhnya.`,
    remove: "Tarik token ini",
    removeHint: "Setelah itu tidak pernah bisa dipakai. Satu halaman bertanya sekali lagi.",
    removeGo: "Tarik selamanya",
    removeTitle: (code) => `Tarik token promo ${code}?`,
    usable: "Bisa dipakai untuk pesanan.",
    what: "Apa",
    who: "Siapa",
    campaignName: "Namanya",
    makeCampaign: "Buat kampanye",
    campaignDates: "Token berlaku",
    open: "menerima token",
    closed: "ditutup",
    closedAt: "Ditutup",
    close: "Tutup kampanye ini",
    closeHint: "Token yang tidak terpakai ditarik. Satu halaman bertanya sekali lagi.",
    summary: "Hasilnya saat ditutup",
    unused: "Tidak terpakai dan ditarik",
    customers: "Pelanggan",
    orderSum: "Pesanan mereka",
    saved: "Hemat dari token",
    redeemed: "Token terpakai menurut kampanye",
    redeemedOf: (used, issued, percent) => `${used} dari ${issued} · ${percent}`,
    week: "Minggu mulai",
    used: "Terpakai",
    allTokens: "Semua tokennya",
  },
};
