import type { Words } from "./locale.ts";

/** What each action is called in the audit channel. */
export const auditWords: Words<Readonly<Record<string, string>>> = {
  en: {
    "import.upload": "Order file uploaded",
    "import.confirm": "Import started",
    "import.cancel": "Import cancelled",
    "import.again": "Mails of an import sent again",
    "claim.resend": "Claim mail sent again",
    "claim.revoke": "Claim revoked",
    "mail.stopped": "⚠️ E-mail stopped: SendGrid refuses our key or sender",
    "job.failed": "⚠️ A job was given up: see /jobs",
    "job.retry": "Failed job tried again",
    "balances.confirm": "Change of many balances started",
    "balances.cancel": "Change of many balances cancelled",
    "balances.done": "Change of many balances done",
    "points.add": "Points added",
    "points.remove": "Points taken",
    "points.set": "Points set",
    "achievement.create": "Achievement made",
    "achievement.edit": "Achievement changed",
    "achievement.award": "Achievement awarded",
    "achievement.revoke": "Achievement revoked",
    "ledger.broken": "⚠️ The books do not agree",
    "settings.change": "Setting changed",
    "session.begin": "Logged in to the dashboard",
    "member.erase": "A member had their data erased",
    "stock.unreadable": "⚠️ Codes in stock cannot be opened",
    "stock.broken": "⚠️ Codes of a purchase cannot be opened",
    "topup.refund": "⚠️ Midtrans gave a top-up back",
    "topup.chargeback": "⚠️ A bank drew a top-up back",
    "topup.disputed": "⚠️ A top-up is called paid and Midtrans does not confirm it",
    "payment.unmatched": "⚠️ A payment fits no top-up: see /admin unmatched",
    "payment.differs": "⚠️ A notification names another amount than Midtrans' status",
    "payment.returned": "⚠️ A payment that fits no top-up was given back",
    "payment.credit": "Payment credited to a member",
    "payment.dismiss": "Payment dismissed",
    "midtrans.refused": "⚠️ Top-ups stopped: Midtrans refuses our key",
    "wallet.float": "⚠️ The shop owes its members a great sum",
    "wallet.add": "Money added",
    "wallet.deduct": "Money taken",
    "purchase.deliver": "Codes of a purchase sent again",
    "purchase.refund": "Purchase refunded",
    "receipt.send": "Receipt sent",
    "order.create": "Order made",
    "order.complete": "Order completed",
    "order.cancel": "Order cancelled",
    "order.status": "Status of an order changed",
    "order.file_lost": "⚠️ The file of an order could not be fetched",
    "product.create": "Product made",
    "product.edit": "Product changed",
    "product.archive": "Product archived",
    "package.set": "Package of a product set",
    "package.remove": "Package of a product removed",
    "stock.confirm": "Codes are being added to stock",
    "stock.cancel": "Upload of codes cancelled",
    "stock.add": "Codes added to stock",
    "stock.void.ask": "Taking codes out of stock was asked about",
    "stock.void": "Codes taken out of stock",
    "stock.export.ask": "Giving codes out was asked about",
    "stock.export": "⚠️ Codes in stock given out as a file",
    "stock.low": "⚠️ Few codes are left",
    "token.generate": "Promo tokens made",
    "token.remove.ask": "Removing a promo token was asked about",
    "token.remove": "Promo token removed",
    "token.expire": "Promo tokens expired",
    "token.export": "Promo tokens given out as a file",
    "campaign.create": "Campaign made",
    "campaign.close.ask": "Closing a campaign was asked about",
    "campaign.close": "Campaign closed, unused promo tokens removed",
    "cashback.start": "Cashback batch started",
    "cashback.done": "Cashback batch done",
    "cashback.cancel": "Cashback batch cancelled",
    "cashback.retry": "Failed payouts of a cashback batch tried again",
    "cashback.export": "Payouts of a cashback batch given out as a file",
    "api_key.create": "API key made",
    "referrals.stop": "A member's referrals stopped",
    "referrals.resume": "A member's referrals go on",
    "api_key.revoke": "API key revoked",
  },
  id: {
    "import.upload": "Berkas pesanan diunggah",
    "import.confirm": "Impor dimulai",
    "import.cancel": "Impor dibatalkan",
    "import.again": "E-mail sebuah impor dikirim lagi",
    "claim.resend": "E-mail klaim dikirim lagi",
    "claim.revoke": "Klaim ditarik",
    "mail.stopped": "⚠️ E-mail berhenti: SendGrid menolak kunci atau pengirim kami",
    "job.failed": "⚠️ Sebuah pekerjaan dihentikan: lihat /jobs",
    "job.retry": "Pekerjaan gagal dicoba lagi",
    "balances.confirm": "Perubahan banyak saldo dimulai",
    "balances.cancel": "Perubahan banyak saldo dibatalkan",
    "balances.done": "Perubahan banyak saldo selesai",
    "points.add": "Poin ditambah",
    "points.remove": "Poin dikurangi",
    "points.set": "Poin ditetapkan",
    "achievement.create": "Pencapaian dibuat",
    "achievement.edit": "Pencapaian diubah",
    "achievement.award": "Pencapaian diberikan",
    "achievement.revoke": "Pencapaian dicabut",
    "ledger.broken": "⚠️ Pembukuan tidak cocok",
    "settings.change": "Pengaturan diubah",
    "session.begin": "Masuk ke dasbor",
    "member.erase": "Seorang anggota menghapus datanya",
    "stock.unreadable": "⚠️ Kode di stok tidak bisa dibuka",
    "stock.broken": "⚠️ Kode sebuah pembelian tidak bisa dibuka",
    "topup.refund": "⚠️ Midtrans mengembalikan isi saldo",
    "topup.chargeback": "⚠️ Bank menarik kembali isi saldo",
    "topup.disputed": "⚠️ Isi saldo disebut lunas tetapi Midtrans tidak membenarkan",
    "payment.unmatched": "⚠️ Pembayaran tanpa isi saldo yang cocok: lihat /admin unmatched",
    "payment.differs": "⚠️ Sebuah pemberitahuan menyebut jumlah yang berbeda dari status Midtrans",
    "payment.returned": "⚠️ Pembayaran tanpa isi saldo yang cocok dikembalikan",
    "payment.credit": "Pembayaran dikreditkan kepada anggota",
    "payment.dismiss": "Pembayaran diabaikan",
    "midtrans.refused": "⚠️ Isi saldo berhenti: Midtrans menolak kunci kami",
    "wallet.float": "⚠️ Jumlah besar milik anggota ada di toko",
    "wallet.add": "Uang ditambah",
    "wallet.deduct": "Uang dikurangi",
    "purchase.deliver": "Kode sebuah pembelian dikirim lagi",
    "purchase.refund": "Pembelian dikembalikan",
    "receipt.send": "Struk dikirim",
    "order.create": "Pesanan dibuat",
    "order.complete": "Pesanan diselesaikan",
    "order.cancel": "Pesanan dibatalkan",
    "order.status": "Status pesanan diubah",
    "order.file_lost": "⚠️ Berkas sebuah pesanan tidak bisa diambil",
    "product.create": "Produk dibuat",
    "product.edit": "Produk diubah",
    "product.archive": "Produk diarsipkan",
    "package.set": "Paket produk ditetapkan",
    "package.remove": "Paket produk dihapus",
    "stock.confirm": "Kode sedang ditambahkan ke stok",
    "stock.cancel": "Unggahan kode dibatalkan",
    "stock.add": "Kode ditambahkan ke stok",
    "stock.void.ask": "Penarikan kode dari stok ditanyakan",
    "stock.void": "Kode ditarik dari stok",
    "stock.export.ask": "Pemberian berkas kode ditanyakan",
    "stock.export": "⚠️ Kode di stok diberikan sebagai berkas",
    "stock.low": "⚠️ Kode tinggal sedikit",
    "token.generate": "Token promo dibuat",
    "token.remove.ask": "Penarikan token promo ditanyakan",
    "token.remove": "Token promo ditarik",
    "token.expire": "Token promo kedaluwarsa",
    "token.export": "Token promo diberikan sebagai berkas",
    "campaign.create": "Kampanye dibuat",
    "campaign.close.ask": "Penutupan kampanye ditanyakan",
    "campaign.close": "Kampanye ditutup, token yang tidak terpakai ditarik",
    "cashback.start": "Batch cashback dimulai",
    "cashback.done": "Batch cashback selesai",
    "cashback.cancel": "Batch cashback dibatalkan",
    "cashback.retry": "Pembayaran gagal di batch cashback dicoba lagi",
    "cashback.export": "Pembayaran batch cashback diberikan sebagai berkas",
    "api_key.create": "Kunci API dibuat",
    "referrals.stop": "Referal seorang anggota dihentikan",
    "referrals.resume": "Referal seorang anggota berjalan lagi",
    "api_key.revoke": "Kunci API dicabut",
  },
};

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
    cashback: "Batch cashback",
    mode: "Untuk",
    failed: "Gagal",
    review: "Melebihi batas, perlu diperiksa",
    blacklisted: "Dilewati: masuk daftar hitam",
    changed: "Dilewati: dibayar batch lain",
  },
};
