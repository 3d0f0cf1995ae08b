import { counted } from "./counted.ts";
import type { Words } from "./locale.ts";

/** Why a row of a file of balances was not booked. */
export const balanceReasons: Words<Readonly<Record<string, string>>> = {
  en: {
    too_many_cells: "more cells than the header has",
    id_missing: "no user id",
    id_rounded: "a spreadsheet has rounded the id; format the column as text, or put ' before each id",
    id_unreadable: "not a Discord user id",
    id_repeated: "this id stands in the file more than once; leave one line of it",
    points_missing: "no points",
    points_unreadable: "the points are not a whole number",
    points_negative: "negative points",
    points_zero: "0 points",
    over_change_max: "more points than can be changed at once",
    over_member_max: "more points than a member can have",
    too_few: "the member has fewer points than that",
  },
  id: {
    too_many_cells: "sel lebih banyak daripada judul kolom",
    id_missing: "tanpa id pengguna",
    id_rounded: "id dibulatkan oleh spreadsheet; jadikan kolomnya teks, atau beri ' di depan tiap id",
    id_unreadable: "bukan id pengguna Discord",
    id_repeated: "id ini ada lebih dari sekali di berkas; sisakan satu baris saja",
    points_missing: "tanpa poin",
    points_unreadable: "poinnya bukan bilangan bulat",
    points_negative: "poin negatif",
    points_zero: "0 poin",
    over_change_max: "poin lebih banyak daripada yang bisa diubah sekaligus",
    over_member_max: "poin lebih banyak daripada yang bisa dimiliki anggota",
    too_few: "poin anggota kurang dari itu",
  },
};

type Counted = (count: string) => string;
type Action = "add" | "remove" | "set" | "reset";

/** What admins read when they change many balances at once. Numbers come formatted. */
export const balanceWords: Words<{
  reading: Counted;
  preview: Counted;
  asked: Readonly<Record<"add" | "remove" | "set", (members: string, points: string) => string>>;
  nothing: string;
  resetTitle: string;
  reset: (members: string, points: string) => string;
  resetNothing: string;
  notYet: string;
  rows: string;
  members: string;
  points: string;
  same: string;
  refusedNow: string;
  refused: string;
  lines: (lines: string, more: boolean) => string;
  note: string;
  confirm: Readonly<Record<Action, Counted>>;
  cancel: string;
  cancelled: string;
  cancelledBody: string;
  running: string;
  progress: (done: string, total: string) => string;
  done: string;
  added: string;
  taken: string;
  notBooked: string;
  reason: string;
  fileRefused: Counted;
  headerMissing: string;
  columnMissing: (column: string, headers: string) => string;
  fileEmpty: string;
  refusedFile: string;
  lineColumn: string;
  reasonColumn: string;
}> = {
  en: {
    reading: (file) =>
      `${file} is being read. The preview appears here; nothing is booked before you confirm.`,
    preview: (file) => `Preview of ${file}`,
    asked: {
      add: (members, points) =>
        `${counted(members, "member", `**${members}**`)} would get ${counted(points, "point", `**${points}**`)} in all.`,
      remove: (members, points) =>
        `${counted(points, "point", `**${points}**`)} in all would be taken from ${counted(members, "member", `**${members}**`)}.`,
      set: (members, points) =>
        `The points of ${counted(members, "member", `**${members}**`)} would be set, to ${counted(points, "point", `**${points}**`)} in all.`,
    },
    nothing: "Nobody's points would change: see below why.",
    resetTitle: "Take back all points",
    reset: (members, points) =>
      `All ${counted(points, "point", `**${points}**`)} of ${counted(members, "member", `**${members}**`)} would be taken back. Nobody is told by direct message; histories stay, and nothing is deleted.`,
    resetNothing: "Nobody has points; there is nothing to take back.",
    notYet: "Nothing has been changed yet.",
    rows: "Rows read",
    members: "Members",
    points: "Points",
    same: "Have that already",
    refusedNow: "Would be refused now",
    refused: "Refused",
    lines: (lines, more) => `line ${lines}${more ? " …" : ""}`,
    note: "The refused rows are in the attached file.",
    confirm: {
      add: (members) => `Give points to ${members}`,
      remove: (members) => `Take points from ${members}`,
      set: (members) => `Set the points of ${members}`,
      reset: (members) => `Take everything from ${members}`,
    },
    cancel: "Cancel",
    cancelled: "Cancelled",
    cancelledBody: "No points were changed.",
    running: "Changing points",
    progress: (done, total) => `${done} of ${total} members are done.`,
    done: "Points changed",
    added: "Points given",
    taken: "Points taken",
    notBooked: "Refused when it was booked",
    reason: "Reason",
    fileRefused: (file) => `${file} cannot be imported`,
    headerMissing:
      "The first line must name the columns: `user_id,points`. Here it is a member already. Add a header line.",
    columnMissing: (column, headers) =>
      `No column \`${column}\` was found. The file needs the columns \`user_id,points\`.\nColumns in the file: ${headers}`,
    fileEmpty: "The file is empty, or has a header and no rows.",
    refusedFile: "refused.csv",
    lineColumn: "line",
    reasonColumn: "reason",
  },
  id: {
    reading: (file) =>
      `${file} sedang dibaca. Pratinjaunya muncul di sini; tidak ada yang dibukukan sebelum kamu menyetujuinya.`,
    preview: (file) => `Pratinjau ${file}`,
    asked: {
      add: (members, points) => `**${members}** anggota akan mendapat seluruhnya **${points}** poin.`,
      remove: (members, points) =>
        `Seluruhnya **${points}** poin akan dikurangi dari **${members}** anggota.`,
      set: (members, points) =>
        `Poin **${members}** anggota akan ditetapkan, seluruhnya menjadi **${points}** poin.`,
    },
    nothing: "Tidak ada poin yang akan berubah: lihat alasannya di bawah.",
    resetTitle: "Tarik kembali semua poin",
    reset: (members, points) =>
      `Seluruh **${points}** poin milik **${members}** anggota akan ditarik kembali. Tidak ada yang diberi tahu lewat pesan langsung; riwayat tetap ada, dan tidak ada yang dihapus.`,
    resetNothing: "Tidak ada yang punya poin; tidak ada yang bisa ditarik.",
    notYet: "Belum ada yang diubah.",
    rows: "Baris dibaca",
    members: "Anggota",
    points: "Poin",
    same: "Memang sudah segitu",
    refusedNow: "Sekarang akan ditolak",
    refused: "Ditolak",
    lines: (lines, more) => `baris ${lines}${more ? " …" : ""}`,
    note: "Baris yang ditolak ada di berkas terlampir.",
    confirm: {
      add: (members) => `Beri poin kepada ${members}`,
      remove: (members) => `Kurangi poin ${members}`,
      set: (members) => `Tetapkan poin ${members}`,
      reset: (members) => `Tarik semuanya dari ${members}`,
    },
    cancel: "Batal",
    cancelled: "Dibatalkan",
    cancelledBody: "Tidak ada poin yang diubah.",
    running: "Mengubah poin",
    progress: (done, total) => `${done} dari ${total} anggota selesai.`,
    done: "Poin sudah diubah",
    added: "Poin diberikan",
    taken: "Poin ditarik",
    notBooked: "Ditolak saat dibukukan",
    reason: "Alasan",
    fileRefused: (file) => `${file} tidak bisa diimpor`,
    headerMissing:
      "Baris pertama harus berisi judul kolom: `user_id,points`. Di sini sudah berupa anggota. Tambahkan baris judul.",
    columnMissing: (column, headers) =>
      `Kolom \`${column}\` tidak ditemukan. Berkasnya harus punya kolom \`user_id,points\`.\nKolom di berkas: ${headers}`,
    fileEmpty: "Berkas kosong, atau hanya berisi judul kolom.",
    refusedFile: "ditolak.csv",
    lineColumn: "baris",
    reasonColumn: "alasan",
  },
};
