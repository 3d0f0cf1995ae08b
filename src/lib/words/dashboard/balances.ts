import type { Words } from "../locale.ts";

/** The pages about changes of many balances. Numbers come formatted. */
export const balancesPageWords: Words<{
  title: string;
  upload: string;
  uploadHint: (rows: string) => string;
  action: string;
  actions: Readonly<Record<"add" | "remove" | "set" | "reset", string>>;
  reasonRead: string;
  read: string;
  caption: string;
  change: string;
  by: string;
  file: string;
  progress: string;
  state: string;
  refusedFile: string;
  preview: string;
  decidedBy: (member: string) => string;
  started: string;
  startedBody: string;
  findingsGone: string;
}> = {
  en: {
    title: "Points by a file",
    upload: "A new file",
    uploadHint: (rows) =>
      `A CSV with the columns user_id and points, at most ${rows} rows. You see a preview; nothing is booked before you confirm.`,
    action: "What to do with the points",
    actions: {
      add: "Add to what members have",
      remove: "Take from what members have",
      set: "Set what members have",
      reset: "Take everything back",
    },
    reasonRead: "Members read it in their history.",
    read: "Read the file",
    caption: "Changes of many members' points, the newest first",
    change: "Change",
    by: "By",
    file: "File",
    progress: "Done",
    state: "State",
    refusedFile: "Refused rows as CSV",
    preview: "Preview",
    decidedBy: (member) => `Only ${member}, who asked for it, can start it.`,
    started: "It has begun",
    startedBody: "This page shows how far it is. You may leave it.",
    findingsGone: "What was in the file is kept for a day after its end.",
  },
  id: {
    title: "Poin dengan berkas",
    upload: "Berkas baru",
    uploadHint: (rows) =>
      `CSV dengan kolom user_id dan points, paling banyak ${rows} baris. Kamu melihat pratinjau; tidak ada yang dibukukan sebelum kamu menyetujuinya.`,
    action: "Apa yang dilakukan dengan poinnya",
    actions: {
      add: "Tambahkan ke poin anggota",
      remove: "Kurangi dari poin anggota",
      set: "Tetapkan poin anggota",
      reset: "Tarik kembali semuanya",
    },
    reasonRead: "Dibaca anggota di riwayatnya.",
    read: "Baca berkasnya",
    caption: "Perubahan poin banyak anggota, terbaru lebih dulu",
    change: "Perubahan",
    by: "Oleh",
    file: "Berkas",
    progress: "Selesai",
    state: "Keadaan",
    refusedFile: "Baris yang ditolak sebagai CSV",
    preview: "Pratinjau",
    decidedBy: (member) => `Hanya ${member}, yang memintanya, bisa memulainya.`,
    started: "Sudah dimulai",
    startedBody: "Halaman ini menunjukkan sampai mana. Kamu boleh meninggalkannya.",
    findingsGone: "Isi berkasnya disimpan sehari setelah berakhir.",
  },
};
