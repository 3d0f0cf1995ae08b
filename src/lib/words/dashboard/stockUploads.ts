import { counted } from "../counted.ts";
import type { Words } from "../locale.ts";

type UploadState = "reading" | "previewed" | "adding" | "done" | "refused" | "cancelled" | "lapsed";

/** The page of an upload of codes. Numbers come formatted. */
export const stockUploadWords: Words<{
  title: string;
  states: Readonly<Record<UploadState, string>>;
  bodies: Readonly<Record<UploadState, string>>;
  inFile: string;
  fresh: string;
  free: string;
  readAs: string;
  chars: (lengths: string) => string;
  readLines: string;
  readColumn: string;
  refused: string;
  reason: string;
  count: string;
  lines: string;
  refusedCsv: string;
  add: (codes: string) => string;
  nothing: string;
  notYours: string;
  progress: (added: string, total: string) => string;
  added: string;
  missing: string;
  back: string;
}> = {
  en: {
    title: "Upload of codes",
    states: {
      reading: "being read",
      previewed: "waits for a decision",
      adding: "being added",
      done: "added",
      refused: "cannot be read",
      cancelled: "cancelled",
      lapsed: "lapsed",
    },
    bodies: {
      reading:
        "The codes are being read. If this stays for some minutes, sending them was interrupted: send them again.",
      previewed: "Nothing has been added yet. Look whether this is what you meant.",
      adding: "The codes are coming into stock. You may leave this page.",
      done: "The codes are in stock.",
      refused: "Nothing was added.",
      cancelled: "Nothing was added.",
      lapsed: "Nobody decided within 15 minutes, so nothing was added. Send the codes again.",
    },
    inFile: "Codes sent",
    fresh: "New",
    free: "Free in stock now",
    readAs: "Read as",
    chars: (lengths) => `${lengths} characters`,
    readLines: "each line is a code",
    readColumn: "the column code",
    refused: "Refused",
    reason: "Why",
    count: "Codes",
    lines: "Lines",
    refusedCsv: "All refused lines as CSV",
    add: (codes) => `Add ${counted(codes, "code")}`,
    nothing: "None of these codes would come into stock.",
    notYours: "Whoever uploaded it decides.",
    progress: (added, total) => `${added} of ${total}`,
    added: "Added",
    missing: "Came into stock meanwhile",
    back: "To the product",
  },
  id: {
    title: "Unggahan kode",
    states: {
      reading: "sedang dibaca",
      previewed: "menunggu keputusan",
      adding: "sedang ditambahkan",
      done: "ditambahkan",
      refused: "tidak bisa dibaca",
      cancelled: "dibatalkan",
      lapsed: "kedaluwarsa",
    },
    bodies: {
      reading: "Kodenya sedang dibaca. Jika tetap begini beberapa menit, pengirimannya terputus: kirim lagi.",
      previewed: "Belum ada yang ditambahkan. Periksa apakah ini yang kamu maksud.",
      adding: "Kodenya sedang masuk stok. Kamu boleh meninggalkan halaman ini.",
      done: "Kodenya sudah di stok.",
      refused: "Tidak ada yang ditambahkan.",
      cancelled: "Tidak ada yang ditambahkan.",
      lapsed: "Tidak diputuskan dalam 15 menit, jadi tidak ada yang ditambahkan. Kirim lagi kodenya.",
    },
    inFile: "Kode dikirim",
    fresh: "Baru",
    free: "Bebas di stok sekarang",
    readAs: "Dibaca sebagai",
    chars: (lengths) => `${lengths} karakter`,
    readLines: "tiap baris satu kode",
    readColumn: "kolom code",
    refused: "Ditolak",
    reason: "Mengapa",
    count: "Kode",
    lines: "Baris",
    refusedCsv: "Semua baris yang ditolak sebagai CSV",
    add: (codes) => `Tambah ${codes} kode`,
    nothing: "Tidak ada dari kode ini yang akan masuk stok.",
    notYours: "Yang mengunggah yang memutuskan.",
    progress: (added, total) => `${added} dari ${total}`,
    added: "Ditambahkan",
    missing: "Sudah masuk stok sementara itu",
    back: "Ke produknya",
  },
};
