import type { Words } from "../locale.ts";

/** The dashboard's pages of top-ups and of payments that fit none. Numbers and money come formatted. */
export const topupPageWords: Words<{
  topups: string;
  unmatched: string;
  disputed: string;
  title: string;
  returned: string;
  transaction: string;
  expires: string;
  since: string;
  why: string;
  asks: string;
  nextAsk: string;
  noMore: string;
  disputedSince: string;
  disputedHint: string;
  askNow: string;
  askNowHint: string;
  askAll: string;
  askAllHint: string;
  events: string;
  eventsHint: string;
  noEvents: string;
  status: string;
  outcomes: Readonly<Record<"applied" | "unchanged" | "unconfirmed" | "differs" | "unknown_order", string>>;
  outcome: string;
  times: string;
  last: string;
  body: string;
  moved: string;
  notMoved: string;
  toUnmatched: string;
  payment: string;
  order: string;
  expected: string;
  decidedBy: string;
  to: string;
  creditTo: string;
  creditHint: string;
  creditLook: string;
  confirm: string;
  confirmHint: string;
  credit: string;
  dismiss: string;
  dismissHint: string;
  dismissGo: string;
  anotherAmount: string;
  debtPaid: (money: string) => string;
  left: (count: string) => string;
  notHere: string;
  arrivedByDay: string;
  arrived: string;
}> = {
  en: {
    topups: "Top-ups",
    unmatched: "Fit no top-up",
    disputed: "Not confirmed",
    title: "Top-up",
    returned: "Given back",
    transaction: "Midtrans' number",
    expires: "Code ends",
    since: "In this state since",
    why: "Why",
    asks: "Asked since then",
    nextAsk: "Midtrans is asked next",
    noMore: "no more",
    disputedSince: "Called paid, not confirmed since",
    disputedHint:
      "A notification calls these paid, and Midtrans' own status does not. Nothing is credited before it does.",
    askNow: "Ask Midtrans now",
    askNowHint: "What Midtrans says is booked at once.",
    askAll: "Ask Midtrans about all open ones",
    askAllHint: "The newest first, for some seconds; the shop asks about the rest by itself.",
    events: "Notifications",
    eventsHint: "As Midtrans sent them; they are kept for 90 days.",
    noEvents: "None came, or they are older than 90 days.",
    status: "Midtrans said",
    outcomes: {
      applied: "booked",
      unchanged: "changed nothing",
      unconfirmed: "not confirmed yet",
      differs: "differs from Midtrans' status",
      unknown_order: "fits no top-up",
    },
    outcome: "What came of it",
    times: "Times",
    last: "Last",
    body: "As it came",
    moved: "What it moved",
    notMoved: "Nothing was booked.",
    toUnmatched: "Its payment is of another amount or currency: see the payment",
    payment: "Payment that fits no top-up",
    order: "Order id",
    expected: "The top-up of this id",
    decidedBy: "Decided by",
    to: "Credited to",
    creditTo: "Credit it to a member",
    creditHint: "You see once more what happens before it does.",
    creditLook: "Look at it",
    confirm: "Credit this payment?",
    confirmHint: "Midtrans is asked once more before; what it confirms then is what is credited.",
    credit: "Credit it",
    dismiss: "Dismiss this payment?",
    dismissHint: "It is set aside as nobody's here. It can still be credited afterwards.",
    dismissGo: "Dismiss it",
    anotherAmount:
      "Midtrans names another amount than the top-up's, so it was not booked; the payment stands among those that fit no top-up.",
    debtPaid: (money) => `${money} of it paid a debt.`,
    left: (count) => `**${count}** more are due; the shop asks for them by itself.`,
    notHere: "Nobody with this number is in the server. Look whether it is right.",
    arrivedByDay: "Money that arrived a day",
    arrived: "Arrived",
  },
  id: {
    topups: "Isi saldo",
    unmatched: "Tanpa isi saldo",
    disputed: "Belum dibenarkan",
    title: "Isi saldo ini",
    returned: "Dikembalikan",
    transaction: "Nomor Midtrans",
    expires: "Kode berakhir",
    since: "Dalam keadaan ini sejak",
    why: "Mengapa",
    asks: "Ditanyakan sejak itu",
    nextAsk: "Midtrans ditanya berikutnya",
    noMore: "tidak lagi",
    disputedSince: "Disebut lunas, belum dibenarkan sejak",
    disputedHint:
      "Pemberitahuan menyebut ini lunas, status Midtrans sendiri tidak. Tidak ada yang dikreditkan sebelum dibenarkan.",
    askNow: "Tanya Midtrans sekarang",
    askNowHint: "Yang dikatakan Midtrans langsung dibukukan.",
    askAll: "Tanya Midtrans tentang semua yang terbuka",
    askAllHint: "Yang terbaru dulu, selama beberapa detik; sisanya ditanyakan toko sendiri.",
    events: "Pemberitahuan",
    eventsHint: "Seperti yang dikirim Midtrans; disimpan 90 hari.",
    noEvents: "Tidak ada, atau sudah lebih dari 90 hari.",
    status: "Kata Midtrans",
    outcomes: {
      applied: "dibukukan",
      unchanged: "tidak mengubah apa-apa",
      unconfirmed: "belum dibenarkan",
      differs: "berbeda dari status Midtrans",
      unknown_order: "tidak cocok dengan isi saldo mana pun",
    },
    outcome: "Hasilnya",
    times: "Kali",
    last: "Terakhir",
    body: "Seperti yang datang",
    moved: "Yang dipindahkan",
    notMoved: "Tidak ada yang dibukukan.",
    toUnmatched: "Pembayarannya berbeda jumlah atau mata uang: lihat pembayarannya",
    payment: "Pembayaran tanpa isi saldo yang cocok",
    order: "Id pesanan",
    expected: "Isi saldo dengan id ini",
    decidedBy: "Diputuskan oleh",
    to: "Dikreditkan kepada",
    creditTo: "Kreditkan kepada anggota",
    creditHint: "Kamu melihat sekali lagi yang akan terjadi sebelum terjadi.",
    creditLook: "Lihat dulu",
    confirm: "Kreditkan pembayaran ini?",
    confirmHint: "Midtrans ditanya sekali lagi sebelumnya; yang dibenarkannya saat itulah yang dikreditkan.",
    credit: "Kreditkan",
    dismiss: "Abaikan pembayaran ini?",
    dismissHint: "Disisihkan sebagai bukan milik siapa pun di sini. Masih bisa dikreditkan nanti.",
    dismissGo: "Abaikan",
    anotherAmount:
      "Midtrans menyebut jumlah yang berbeda dari isi saldonya, jadi tidak dibukukan; pembayarannya ada di antara yang tanpa isi saldo.",
    debtPaid: (money) => `${money} darinya membayar utang.`,
    left: (count) => `**${count}** lagi sudah waktunya; toko menanyakannya sendiri.`,
    notHere: "Tidak ada orang dengan nomor ini di server. Periksa apakah benar.",
    arrivedByDay: "Uang yang masuk per hari",
    arrived: "Masuk",
  },
};
