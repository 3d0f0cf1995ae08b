import type { Words } from "./locale.ts";

/** What a post tells besides. */
export const auditFacts: Words<
  Readonly<
    Record<
      | "by"
      | "system"
      | "target"
      | "member"
      | "members"
      | "added"
      | "taken"
      | "file"
      | "order"
      | "line"
      | "points"
      | "mails"
      | "claims"
      | "campaign"
      | "reason"
      | "codesReturned"
      | "codesVoid"
      | "kind"
      | "tries"
      | "topup"
      | "purchase"
      | "payment"
      | "amount"
      | "expected"
      | "returned"
      | "wallet"
      | "owed"
      | "max"
      | "status"
      | "code"
      | "product"
      | "codes"
      | "lowStock"
      | "size"
      | "price"
      | "tokens"
      | "description"
      | "token"
      | "discount"
      | "orderState"
      | "referrals"
      | "pending"
      | "cashback"
      | "mode"
      | "failed"
      | "review"
      | "blacklisted"
      | "changed",
      string
    >
  >
> = {
  en: {
    by: "By",
    system: "the shop itself",
    target: "What",
    member: "Member",
    members: "Members",
    added: "Points given",
    taken: "Points taken",
    file: "File",
    order: "Order",
    line: "Line of the file",
    points: "Points",
    mails: "Mails",
    claims: "Claims that were open",
    campaign: "Campaign",
    reason: "Reason",
    codesReturned: "Codes back in stock",
    codesVoid: "Codes void",
    kind: "Kind of job",
    tries: "Tries",
    topup: "Top-up",
    purchase: "Purchase",
    payment: "Payment",
    amount: "Amount",
    expected: "By Midtrans' status",
    returned: "Given back",
    wallet: "Wallet",
    owed: "Owes the shop",
    max: "Alarm from",
    status: "Midtrans says",
    code: "Midtrans' code",
    product: "Product",
    codes: "Codes",
    lowStock: "Told below",
    size: "Codes of the package",
    price: "Price",
    tokens: "Promo tokens",
    description: "Description",
    token: "Promo token",
    discount: "Discount",
    orderState: "Status",
    referrals: "Members they brought",
    pending: "Cashback not paid yet",
    cashback: "Cashback batch",
    mode: "For",
    failed: "Failed",
    review: "Over a limit, to be reviewed",
    blacklisted: "Left out: blacklisted",
    changed: "Left out: paid by another batch",
  },
  id: {
    by: "Oleh",
    system: "toko sendiri",
    target: "Apa",
    member: "Anggota",
    members: "Jumlah anggota",
    added: "Poin diberikan",
    taken: "Poin ditarik",
    file: "Berkas",
    order: "Pesanan",
    line: "Baris di berkas",
    points: "Poin",
    mails: "E-mail",
    claims: "Klaim yang terbuka",
    campaign: "Kampanye",
    reason: "Alasan",
    codesReturned: "Kode kembali ke stok",
    codesVoid: "Kode hangus",
    kind: "Jenis pekerjaan",
    tries: "Percobaan",
    topup: "Isi saldo",
    purchase: "Pembelian",
    payment: "Pembayaran",
    amount: "Jumlah",
    expected: "Menurut status Midtrans",
    returned: "Dikembalikan",
    wallet: "Dompet",
    owed: "Utang kepada toko",
    max: "Peringatan mulai",
    status: "Kata Midtrans",
    code: "Kode Midtrans",
    product: "Produk",
    codes: "Kode",
    lowStock: "Diberi tahu di bawah",
    size: "Kode dalam paket",
    price: "Harga",
    tokens: "Token promo",
    description: "Keterangan",
    token: "Token promo",
    discount: "Potongan",
    orderState: "Status pesanan",
    referrals: "Anggota yang diajaknya",
    pending: "Cashback belum dibayar",
    cashback: "Batch cashback",
    mode: "Untuk",
    failed: "Gagal",
    review: "Melebihi batas, perlu diperiksa",
    blacklisted: "Dilewati: masuk daftar hitam",
    changed: "Dilewati: dibayar batch lain",
  },
};
