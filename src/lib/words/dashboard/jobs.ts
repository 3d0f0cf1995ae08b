import type { Words } from "../locale.ts";

/** Jobs: what could not be done, what is under way, and recurring work. Numbers come formatted. */
export const jobWords: Words<{
  failed: string;
  noneFailed: string;
  counted: string;
  waiting: string;
  running: string;
  lost: string;
  lostHint: string;
  noneLost: string;
  duties: string;
  duty: string;
  lastDone: string;
  underWay: string;
  kind: string;
  why: string;
  tries: string;
  givenUp: string;
  retry: string;
  retryShown: string;
  again: string;
  againBody: (count: string) => string;
  job: string;
  states: Readonly<Record<"waiting" | "running" | "done" | "failed", string>>;
  forWhom: string;
  due: string;
  leasedUntil: string;
  made: string;
  ended: string;
  cause: string;
  payload: string;
  hidden: string;
  message: string;
}> = {
  en: {
    failed: "Given up",
    noneFailed: "Nothing was given up.",
    counted: "How it goes",
    waiting: "Waiting",
    running: "Under way",
    lost: "Messages lost by the queue",
    lostHint: "Their jobs go on by themselves.",
    noneLost: "The queue has lost no message.",
    duties: "Recurring work",
    duty: "Work",
    lastDone: "Last done",
    underWay: "under way",
    kind: "Kind",
    why: "Why",
    tries: "Tries",
    givenUp: "Given up at",
    retry: "Try again",
    retryShown: "Try all of this page again",
    again: "Trying again",
    againBody: (count) => `Jobs on their way again: ${count}.`,
    job: "Job",
    states: { waiting: "Waiting", running: "Under way", done: "Done", failed: "Given up" },
    forWhom: "For",
    due: "Due at",
    leasedUntil: "Held until",
    made: "Made at",
    ended: "Ended at",
    cause: "Cause",
    payload: "What it is about",
    hidden: "not shown",
    message: "Message",
  },
  id: {
    failed: "Dihentikan",
    noneFailed: "Tidak ada yang dihentikan.",
    counted: "Keadaannya",
    waiting: "Menunggu",
    running: "Sedang berjalan",
    lost: "Pesan yang hilang di antrean",
    lostHint: "Pekerjaannya tetap berlanjut.",
    noneLost: "Antrean tidak kehilangan pesan.",
    duties: "Pekerjaan berkala",
    duty: "Tugas",
    lastDone: "Terakhir selesai",
    underWay: "sedang berjalan",
    kind: "Jenis",
    why: "Sebab",
    tries: "Percobaan",
    givenUp: "Dihentikan pada",
    retry: "Coba lagi",
    retryShown: "Coba lagi semua di halaman ini",
    again: "Mencoba lagi",
    againBody: (count) => `Pekerjaan yang berjalan lagi: ${count}.`,
    job: "Pekerjaan",
    states: { waiting: "Menunggu", running: "Sedang berjalan", done: "Selesai", failed: "Dihentikan" },
    forWhom: "Untuk",
    due: "Jatuh tempo",
    leasedUntil: "Dipegang sampai",
    made: "Dibuat",
    ended: "Berakhir",
    cause: "Asal",
    payload: "Tentang apa",
    hidden: "tidak ditampilkan",
    message: "Pesan",
  },
};
