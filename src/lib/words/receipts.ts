import type { Words } from "./locale.ts";

/**
 * The texts of a receipt. They go into plain text and into HTML unescaped, so none may contain `&`, `<`, `>` or `{`;
 * what is handed to them is already fit for the part it goes to.
 */
export type ReceiptWords = {
  /** For dates. */
  readonly intlLocale: string;
  readonly subject: (receipt: string, order: string, shop: string) => string;
  readonly title: (receipt: string) => string;
  readonly preview: (order: string, total: string) => string;
  readonly date: string;
  readonly order: string;
  readonly completed: string;
  readonly description: string;
  readonly amount: string;
  readonly token: (code: string) => string;
  readonly tokenPercent: (code: string, percent: string) => string;
  readonly tokenUsed: string;
  readonly total: string;
  readonly pointsWon: string;
  readonly thanks: (shop: string) => string;
  readonly keep: string;
};

export const receiptWords: Words<ReceiptWords> = {
  en: {
    intlLocale: "en-GB",
    subject: (receipt, order, shop) => `Receipt ${receipt} for order ${order} – ${shop}`,
    title: (receipt) => `Receipt ${receipt}`,
    preview: (order, total) => `Order ${order}${total ? `, paid: ${total}` : ""}. Thank you.`,
    date: "Date",
    order: "Order",
    completed: "Completed",
    description: "What you ordered",
    amount: "Amount",
    token: (code) => `Promo token ${code}`,
    tokenPercent: (code, percent) => `Promo token ${code} (${percent} % off)`,
    tokenUsed: "used",
    total: "Total paid",
    pointsWon: "Points won",
    thanks: (shop) => `Thank you for your order at ${shop}.`,
    keep: "Keep this receipt: its number tells the shop which order it is about.",
  },
  id: {
    intlLocale: "id-ID",
    subject: (receipt, order, shop) => `Struk ${receipt} untuk pesanan ${order} – ${shop}`,
    title: (receipt) => `Struk ${receipt}`,
    preview: (order, total) => `Pesanan ${order}${total ? `, dibayar: ${total}` : ""}. Terima kasih.`,
    date: "Tanggal",
    order: "Pesanan",
    completed: "Selesai",
    description: "Yang Anda pesan",
    amount: "Jumlah",
    token: (code) => `Token promo ${code}`,
    tokenPercent: (code, percent) => `Token promo ${code} (potongan ${percent} %)`,
    tokenUsed: "dipakai",
    total: "Total dibayar",
    pointsWon: "Poin yang didapat",
    thanks: (shop) => `Terima kasih atas pesanan Anda di ${shop}.`,
    keep: "Simpan struk ini: nomornya menunjukkan kepada toko pesanan mana yang dimaksud.",
  },
};

/** What `/sendreceipt` and the lists of sendings say. Codes, addresses, members and moments come formatted. */
export const receiptDeskWords: Words<{
  readonly onItsWay: (receipt: string) => string;
  readonly byMail: (order: string, address: string) => string;
  readonly direct: (order: string, member: string) => string;
  readonly howItWent: (order: string) => string;
  readonly card: (receipt: string) => string;
  readonly cardBody: (order: string, shop: string) => string;
  readonly cardFile: string;
  readonly lineMail: (receipt: string, address: string) => string;
  readonly lineDirect: (receipt: string) => string;
  readonly by: (member: string) => string;
  readonly noAddress: string;
  readonly more: (count: string) => string;
  /** Reasons that are fixed words of ours. */
  readonly reasons: Readonly<Record<string, string>>;
}> = {
  en: {
    onItsWay: (receipt) => `Receipt ${receipt} is on its way`,
    byMail: (order, address) => `For order ${order}, by e-mail to ${address}.`,
    direct: (order, member) => `For order ${order}, by direct message to ${member}.`,
    howItWent: (order) => `\`/orderstatus order_code:${order}\` shows whether it arrived.`,
    card: (receipt) => `Your receipt ${receipt}`,
    cardBody: (order, shop) => `For your order ${order} at ${shop}. Thank you!`,
    cardFile: "Open the file in a browser to read or print it.",
    lineMail: (receipt, address) => `${receipt} by e-mail to ${address}`,
    lineDirect: (receipt) => `${receipt} by direct message`,
    by: (member) => `by ${member}`,
    noAddress: "an address that is forgotten",
    more: (count) => `and ${count} earlier sendings`,
    reasons: {
      interrupted: "it was interrupted, and may have arrived",
      timeout: "SendGrid gave no answer, and it may have arrived",
      connection_lost: "SendGrid gave no answer, and it may have arrived",
      dm_closed: "takes no direct messages",
      address_unreadable: "its address cannot be opened any more",
      too_large: "too large",
      bounced: "an earlier mail to it bounced",
      dropped: "SendGrid drops mail to it",
      complaint: "its reader marked mail as spam",
    },
  },
  id: {
    onItsWay: (receipt) => `Struk ${receipt} sedang dikirim`,
    byMail: (order, address) => `Untuk pesanan ${order}, lewat e-mail ke ${address}.`,
    direct: (order, member) => `Untuk pesanan ${order}, lewat pesan langsung kepada ${member}.`,
    howItWent: (order) => `\`/orderstatus order_code:${order}\` menunjukkan apakah sudah sampai.`,
    card: (receipt) => `Strukmu ${receipt}`,
    cardBody: (order, shop) => `Untuk pesananmu ${order} di ${shop}. Terima kasih!`,
    cardFile: "Buka berkasnya di peramban untuk membaca atau mencetaknya.",
    lineMail: (receipt, address) => `${receipt} lewat e-mail ke ${address}`,
    lineDirect: (receipt) => `${receipt} lewat pesan langsung`,
    by: (member) => `oleh ${member}`,
    noAddress: "alamat yang sudah dilupakan",
    more: (count) => `dan ${count} pengiriman sebelumnya`,
    reasons: {
      interrupted: "terputus, mungkin sudah sampai",
      timeout: "SendGrid tidak menjawab, mungkin sudah sampai",
      connection_lost: "SendGrid tidak menjawab, mungkin sudah sampai",
      dm_closed: "tidak menerima pesan langsung",
      address_unreadable: "alamatnya tidak bisa dibuka lagi",
      too_large: "terlalu besar",
      bounced: "e-mail sebelumnya ke alamat itu terpental",
      dropped: "SendGrid membuang e-mail ke alamat itu",
      complaint: "pembacanya menandai e-mail sebagai spam",
    },
  },
};
