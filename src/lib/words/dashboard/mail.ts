import type { Words } from "../locale.ts";

/** The page about e-mail. */
export const mailPageWords: Words<{
  goes: string;
  stopped: (reason: string) => string;
  stoppedUntil: string;
  byDay: (days: string) => string;
  byDayHint: string;
  cut: (imports: string) => string;
  none: string;
  day: string;
  mails: string;
  sent: string;
  delivered: string;
  undelivered: string;
  open: string;
  unsure: string;
  held: string;
  deliveryRate: string;
  claimRate: string;
  trouble: string;
  noTrouble: string;
  suppressed: string;
  suppressedHint: string;
  noneSuppressed: string;
  claim: string;
  state: string;
  reason: string;
  since: string;
  receipts: string;
  receipt: string;
  order: string;
  way: string;
  ways: Readonly<Record<string, string>>;
}> = {
  en: {
    goes: "E-mail goes out.",
    stopped: (reason) => `E-mail is stopped: SendGrid refuses our key or sender (${reason}).`,
    stoppedUntil: "It is tried again at",
    byDay: (days) => `E-mails of ${days} days`,
    byDayHint: "Each e-mail counts for the day on which its import was uploaded.",
    cut: (imports) => `Only the newest ${imports} imports are counted.`,
    none: "No orders were imported in these days.",
    day: "Day",
    mails: "E-mails",
    sent: "Sent",
    delivered: "Delivered",
    undelivered: "Bounced, dropped or refused",
    open: "Waiting",
    unsure: "Uncertain",
    held: "Held back",
    deliveryRate: "Delivered of those sent",
    claimRate: "Claims that were claimed",
    trouble: "Not delivered, or not surely",
    noTrouble: "Every e-mail went its way.",
    suppressed: "Addresses that are not mailed unasked",
    suppressedHint: "They bounced, were dropped or complained. The newest ones, each by its newest claim.",
    noneSuppressed: "There is no such address.",
    claim: "Claim",
    state: "State",
    reason: "Reason",
    since: "Since",
    receipts: "Newest receipts",
    receipt: "Receipt",
    order: "Order",
    way: "Way",
    ways: { mail: "E-mail", direct: "Direct message" },
  },
  id: {
    goes: "E-mail berjalan.",
    stopped: (reason) => `E-mail berhenti: SendGrid menolak kunci atau pengirim kami (${reason}).`,
    stoppedUntil: "Dicoba lagi pada",
    byDay: (days) => `E-mail selama ${days} hari`,
    byDayHint: "Tiap e-mail dihitung pada hari impornya diunggah.",
    cut: (imports) => `Hanya ${imports} impor terbaru yang dihitung.`,
    none: "Tidak ada pesanan yang diimpor pada hari-hari ini.",
    day: "Tanggal",
    mails: "Jumlah e-mail",
    sent: "Terkirim",
    delivered: "Sampai",
    undelivered: "Terpental, dibuang, atau ditolak",
    open: "Menunggu",
    unsure: "Belum pasti",
    held: "Ditahan",
    deliveryRate: "Sampai dari yang terkirim",
    claimRate: "Klaim yang sudah diklaim",
    trouble: "Tidak sampai, atau belum pasti",
    noTrouble: "Semua e-mail berjalan baik.",
    suppressed: "Alamat yang tidak dikirimi tanpa diminta",
    suppressedHint:
      "Pernah terpental, dibuang, atau mengeluh. Yang terbaru, masing-masing menurut klaim terbarunya.",
    noneSuppressed: "Tidak ada alamat seperti itu.",
    claim: "Klaim",
    state: "Keadaan",
    reason: "Alasan",
    since: "Sejak",
    receipts: "Kuitansi terbaru",
    receipt: "Kuitansi",
    order: "Pesanan",
    way: "Cara",
    ways: { mail: "Lewat e-mail", direct: "Pesan langsung" },
  },
};
