import type { Words } from "../locale.ts";

/** What a form with a file says. */
export const uploadWords: Words<{
  file: string;
  drop: string;
  sending: string;
  tooLarge: string;
  lost: string;
  needsScript: string;
}> = {
  en: {
    file: "File",
    drop: "Choose it, or drop it here.",
    sending: "The file is being sent and read",
    tooLarge: "The file is too large. Send a smaller one, or split it.",
    lost: "The connection was lost before the file was read. Send it again.",
    needsScript: "Sending a file needs JavaScript. Allow it for this page, or use the command in Discord.",
  },
  id: {
    file: "Berkas",
    drop: "Pilih berkasnya, atau letakkan di sini.",
    sending: "Berkas sedang dikirim dan dibaca",
    tooLarge: "Berkasnya terlalu besar. Kirim yang lebih kecil, atau bagi menjadi beberapa berkas.",
    lost: "Sambungan terputus sebelum berkas selesai dibaca. Kirim sekali lagi.",
    needsScript:
      "Mengirim berkas membutuhkan JavaScript. Izinkan untuk halaman ini, atau pakai perintahnya di Discord.",
  },
};
