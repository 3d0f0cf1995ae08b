import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

type Counted = (count: string) => string;

export type ImportWords = {
  reading: string;
  readingBody: (file: string) => string;
  preview: (file: string) => string;
  nothingToMail: string;
  willMail: (mails: string, points: string) => string;
  rows: string;
  toBeMailed: string;
  points: string;
  alreadyImported: string;
  repeated: string;
  filtered: string;
  refused: string;
  columns: string;
  noColumn: string;
  amounts: string;
  mails: string;
  mailStates: string;
  mailSample: (email: string, points: string, order: string | null) => string;
  heldBack: string;
  noOrderColumn: (campaign: string | null) => string;
  multiplierUnused: string;
  productColumns: (columns: string) => string;
  dateColumn: (column: string) => string;
  listCounts: (mails: string, points: string) => string;
  lines: (lines: string, more: boolean) => string;
  refusedNote: string;
  columnsLine: (email: string, amount: string, order: string) => string;
  fileRefused: (file: string) => string;
  confirm: Counted;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
  started: string;
  progress: string;
  progressBody: (done: string, total: string) => string;
  created: string;
  mailed: string;
  waiting: string;
  skipped: string;
  done: (file: string) => string;
  uncertain: string;
  failed: string;
  held: string;
  uncertainNote: string;
  lapsed: string;
  lapsedBody: (file: string) => string;
  refusedFile: string;
  list: string;
  listEmpty: string;
  claims: string;
  notDelivered: string;
  mailStopped: (why: string) => string;
  lineColumn: string;
  reasonColumn: string;
};

export const importWords: Words<ImportWords> = {
  en: {
    reading: "Reading the file",
    readingBody: (file) =>
      `${file} is being read. The preview appears here; nothing is sent before you confirm.`,
    preview: (file) => `Preview of ${file}`,
    nothingToMail: "There is nobody to mail: see below why. Nothing was imported, and nothing waits for you.",
    willMail: (mails, points) =>
      `${mails === "1" ? "One e-mail" : `**${mails}** e-mails`} with a code would be sent, **${points}** points in all. Nothing has been sent yet.`,
    rows: "Rows read",
    toBeMailed: "To be mailed",
    points: "Points in all",
    alreadyImported: "Already imported",
    repeated: "Repeated in the file",
    filtered: "Filtered out",
    refused: "Refused",
    columns: "Columns",
    noColumn: "none",
    amounts: "Amounts as read",
    mails: "Sample e-mails",
    mailStates: "E-mails",
    mailSample: (email, points, order) =>
      `To ${email}: “Discord points available${order === null ? "" : ` – order ${order}`}”, ${counted(points, "point")}`,
    heldBack: "Not mailed: bounced before",
    noOrderColumn: (campaign) =>
      `ℹ️ No column with order ids was found, so each address gets **one claim** ${campaign === null ? "in all imports without a campaign" : `in the campaign ${campaign}`}, however many rows it has. If the file has order ids, cancel and name their column with \`order_column\`.`,
    multiplierUnused: "ℹ️ `multiplier` is not used: `points` gives each order the same.",
    productColumns: (columns) => `filtered by product ${columns}`,
    dateColumn: (column) => `filtered by date ${column}`,
    listCounts: (mails, points) => `${counted(mails, "mail")}, ${counted(points, "point")}`,
    lines: (lines, more) => `line ${lines}${more ? " …" : ""}`,
    refusedNote: "The refused rows are in the attached file.",
    columnsLine: (email, amount, order) => `E-mail ${email} · amount ${amount} · order id ${order}`,
    fileRefused: (file) => `${file} cannot be imported`,
    confirm: (count) => `Import and mail ${count}`,
    cancel: "Cancel",
    cancelled: "Import cancelled",
    cancelledBody: "Nothing was imported and nobody was mailed.",
    started: "Import started",
    progress: "Importing",
    progressBody: (done, total) => `${done} of ${counted(total, "mail")} are on their way.`,
    created: "Claims created",
    mailed: "Mailed",
    waiting: "Still to be mailed",
    skipped: "Skipped, already imported",
    done: (file) => `${file} is imported`,
    uncertain: "Uncertain",
    failed: "Not accepted",
    held: "Held back",
    uncertainNote:
      "Uncertain: SendGrid's answer was lost. These are not sent again by themselves; their delivery report settles them, or you mail them again with `/import status` after some minutes.",
    lapsed: "Import not confirmed",
    lapsedBody: (file) => `Nobody confirmed ${file} in time. Nothing was imported; upload it again.`,
    refusedFile: "refused.csv",
    list: "Newest imports",
    listEmpty: "Nothing was imported yet. `/import orders` takes a CSV of orders.",
    claims: "Claims",
    notDelivered: "Not delivered",
    mailStopped: (why) =>
      `⚠️ E-mail is stopped: SendGrid refuses our key or sender (${why}). It is tried again every hour.`,
    lineColumn: "line",
    reasonColumn: "reason",
  },
  id: {
    reading: "Membaca berkas",
    readingBody: (file) =>
      `${file} sedang dibaca. Pratinjaunya muncul di sini; tidak ada yang dikirim sebelum kamu menyetujuinya.`,
    preview: (file) => `Pratinjau ${file}`,
    nothingToMail:
      "Tidak ada yang perlu dikirimi e-mail: lihat alasannya di bawah. Tidak ada yang diimpor, dan tidak ada yang perlu kamu putuskan.",
    willMail: (mails, points) =>
      `**${mails}** e-mail berisi kode akan dikirim, seluruhnya **${points}** poin. Belum ada yang dikirim.`,
    rows: "Baris dibaca",
    toBeMailed: "Akan dikirimi",
    points: "Jumlah poin",
    alreadyImported: "Sudah diimpor",
    repeated: "Berulang di berkas",
    filtered: "Disaring",
    refused: "Ditolak",
    columns: "Kolom",
    noColumn: "tidak ada",
    amounts: "Nilai yang terbaca",
    mails: "Contoh e-mail",
    mailStates: "E-mail",
    mailSample: (email, points, order) =>
      `Kepada ${email}: “Discord points available${order === null ? "" : ` – order ${order}`}”, ${points} poin`,
    heldBack: "Tidak dikirimi: pernah terpental",
    noOrderColumn: (campaign) =>
      `ℹ️ Kolom nomor pesanan tidak ditemukan, jadi tiap alamat mendapat **satu klaim** ${campaign === null ? "di semua impor tanpa kampanye" : `di kampanye ${campaign}`}, berapa pun barisnya. Jika berkas punya nomor pesanan, batalkan dan sebut kolomnya dengan \`order_column\`.`,
    multiplierUnused: "ℹ️ `multiplier` tidak dipakai: `points` memberi tiap pesanan poin yang sama.",
    productColumns: (columns) => `disaring menurut produk ${columns}`,
    dateColumn: (column) => `disaring menurut tanggal ${column}`,
    listCounts: (mails, points) => `${mails} e-mail, ${points} poin`,
    lines: (lines, more) => `baris ${lines}${more ? " …" : ""}`,
    refusedNote: "Baris yang ditolak ada di berkas terlampir.",
    columnsLine: (email, amount, order) => `E-mail ${email} · nilai ${amount} · nomor pesanan ${order}`,
    fileRefused: (file) => `${file} tidak bisa diimpor`,
    confirm: (count) => `Impor dan kirim ${count}`,
    cancel: "Batal",
    cancelled: "Impor dibatalkan",
    cancelledBody: "Tidak ada yang diimpor dan tidak ada yang dikirimi e-mail.",
    started: "Impor dimulai",
    progress: "Mengimpor",
    progressBody: (done, total) => `${done} dari ${total} e-mail sedang dikirim.`,
    created: "Klaim dibuat",
    mailed: "Terkirim",
    waiting: "Belum dikirim",
    skipped: "Dilewati, sudah diimpor",
    done: (file) => `${file} selesai diimpor`,
    uncertain: "Belum pasti",
    failed: "Tidak diterima",
    held: "Ditahan",
    uncertainNote:
      "Belum pasti: jawaban SendGrid hilang. E-mail ini tidak dikirim ulang dengan sendirinya; laporan pengirimannya yang menentukan, atau kirim ulang lewat `/import status` beberapa menit lagi.",
    lapsed: "Impor tidak disetujui",
    lapsedBody: (file) =>
      `Tidak ada yang menyetujui ${file} pada waktunya. Tidak ada yang diimpor; unggah lagi.`,
    refusedFile: "ditolak.csv",
    list: "Impor terbaru",
    listEmpty: "Belum ada yang diimpor. `/import orders` menerima CSV berisi pesanan.",
    claims: "Klaim",
    notDelivered: "Tidak sampai",
    mailStopped: (why) =>
      `⚠️ E-mail berhenti: SendGrid menolak kunci atau pengirim kami (${why}). Dicoba lagi tiap jam.`,
    lineColumn: "baris",
    reasonColumn: "alasan",
  },
};
