import type { Words } from "../locale.ts";

/** The pages about claims. */
export const claimPageWords: Words<{
  claim: string;
  email: string;
  order: string;
  import: string;
  points: string;
  address: string;
  product: string;
  campaign: string;
  expires: string;
  claimedBy: string;
  mail: string;
  none: string;
  way: string;
  what: string;
  note: string;
  created: string;
  mailMade: string;
  mailNow: (state: string) => string;
  ended: string;
  events: Readonly<Record<string, string>>;
  resend: string;
  resendHint: string;
  revoke: string;
  revokeHint: string;
  reissue: string;
  reissueHint: string;
  newAddress: string;
  reissued: string;
  reissuedBody: (address: string) => string;
  insteadOf: string;
  replacedBy: string;
  unwanted: (report: string) => string;
}> = {
  en: {
    claim: "Claim",
    email: "E-mail address",
    order: "Order",
    import: "Import",
    points: "Points",
    address: "Address",
    product: "Product",
    campaign: "Campaign",
    expires: "Expires",
    claimedBy: "Claimed by",
    mail: "Newest e-mail",
    none: "There is no such claim.",
    way: "What has happened",
    what: "What",
    note: "More",
    created: "Claim made",
    mailMade: "E-mail made",
    mailNow: (state) => `The e-mail is now: ${state}`,
    ended: "Claim ended",
    events: {
      processed: "SendGrid took the e-mail",
      deferred: "The customer's server puts it off",
      delivered: "E-mail delivered",
      dropped: "SendGrid dropped the e-mail",
      bounced: "The e-mail bounced",
      complaint: "The customer marked it as spam",
    },
    resend: "Mail the code again",
    resendHint: "The same code to the same address.",
    revoke: "Revoke the claim",
    revokeHint: "Its code is worth nothing from then on.",
    reissue: "Give it to another address",
    reissueHint:
      "For an address that was wrong: the old code is worth nothing from then on, and a new one for the same points is mailed.",
    newAddress: "The right address",
    reissued: "A new code is on its way",
    reissuedBody: (address) => `It goes to ${address}. The old code is worth nothing from now on.`,
    insteadOf: "In place of",
    replacedBy: "Replaced by",
    unwanted: (report) =>
      `E-mail to this address was reported as: ${report}. It is mailed only when you ask.`,
  },
  id: {
    claim: "Klaim",
    email: "Alamat e-mail",
    order: "Pesanan",
    import: "Impor",
    points: "Poin",
    address: "Alamat",
    product: "Produk",
    campaign: "Kampanye",
    expires: "Kedaluwarsa",
    claimedBy: "Diklaim oleh",
    mail: "E-mail terbaru",
    none: "Tidak ada klaim seperti itu.",
    way: "Yang sudah terjadi",
    what: "Apa",
    note: "Keterangan",
    created: "Klaim dibuat",
    mailMade: "E-mail dibuat",
    mailNow: (state) => `E-mail sekarang: ${state}`,
    ended: "Klaim berakhir",
    events: {
      processed: "SendGrid menerima e-mailnya",
      deferred: "Server pelanggan menundanya",
      delivered: "E-mail sampai",
      dropped: "SendGrid membuang e-mailnya",
      bounced: "E-mail terpental",
      complaint: "Pelanggan menandainya sebagai spam",
    },
    resend: "Kirim kodenya lagi",
    resendHint: "Kode yang sama ke alamat yang sama.",
    revoke: "Tarik klaimnya",
    revokeHint: "Sejak itu kodenya tidak berlaku.",
    reissue: "Alihkan ke alamat lain",
    reissueHint:
      "Untuk alamat yang salah: kode lama tidak berlaku lagi, dan kode baru dengan poin yang sama dikirim.",
    newAddress: "Alamat yang benar",
    reissued: "Kode baru sedang dikirim",
    reissuedBody: (address) => `Dikirim ke ${address}. Kode lama tidak berlaku lagi.`,
    insteadOf: "Menggantikan",
    replacedBy: "Digantikan oleh",
    unwanted: (report) =>
      `E-mail ke alamat ini dilaporkan: ${report}. E-mail hanya dikirim jika kamu memintanya.`,
  },
};
