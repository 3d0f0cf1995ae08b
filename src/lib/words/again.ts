import type { Words } from "./locale.ts";

/** What staff read about mails that may have to be sent again. */
export const againWords: Words<{
  uncertain: (count: string) => string;
  settle: string;
  restsUntil: (count: string, until: string) => string;
  failed: (count: string) => string;
  offer: { uncertain: (count: string) => string; failed: (count: string) => string };
  title: string;
  ask: { uncertain: (count: string) => string; failed: (count: string) => string };
  atOnce: (most: string) => string;
  leftOut: string;
  go: (count: string) => string;
  back: string;
  done: string;
  doneBody: (count: string) => string;
  left: (count: string) => string;
}> = {
  en: {
    uncertain: (count) =>
      `⚠️ **${count}** mails are uncertain: SendGrid's answer was lost, so nobody knows whether they went out. They are not sent again by themselves, because then somebody might get two.`,
    settle: "A delivery report may still settle them; if none comes, mail them again with the button below.",
    restsUntil: (count, until) =>
      `A delivery report may still settle **${count}** of them; those that are left can be mailed again from ${until} on, with a button here.`,
    failed: (count) =>
      `⚠️ **${count}** mails were not accepted by SendGrid; the reasons are below. Mend what can be mended, then mail them again.`,
    offer: {
      uncertain: (count) => `Mail ${count} uncertain again …`,
      failed: (count) => `Mail ${count} not accepted again …`,
    },
    title: "Mail them again?",
    ask: {
      uncertain: (count) =>
        `**${count}** customers would be mailed the same code once more. Whoever did get the first mail then has it twice; the code pays once all the same.`,
      failed: (count) =>
        `**${count}** customers would be mailed their code. SendGrid did not accept these mails before; where the reason is still there, it will not accept them now.`,
    },
    atOnce: (most) => `At most ${most} go at once; the others can follow after that.`,
    leftOut: "Left out: addresses that bounced or complained, and claims that are no longer open.",
    go: (count) => `Mail ${count} again`,
    back: "Back",
    done: "On their way again",
    doneBody: (count) => `**${count}** mails are on their way again. \`/import status\` shows how they go.`,
    left: (count) => `**${count}** more are left: open \`/import status\` again for them.`,
  },
  id: {
    uncertain: (count) =>
      `⚠️ **${count}** e-mail belum pasti: jawaban SendGrid hilang, jadi tidak ada yang tahu apakah sudah terkirim. E-mail ini tidak dikirim ulang dengan sendirinya, supaya tidak ada yang menerima dua.`,
    settle:
      "Laporan pengiriman masih bisa menentukannya; jika tidak datang, kirim ulang dengan tombol di bawah.",
    restsUntil: (count, until) =>
      `Laporan pengiriman masih bisa menentukan **${count}** di antaranya; yang tersisa bisa dikirim ulang mulai ${until}, dengan tombol di sini.`,
    failed: (count) =>
      `⚠️ **${count}** e-mail tidak diterima SendGrid; alasannya ada di bawah. Perbaiki yang bisa diperbaiki, lalu kirim ulang.`,
    offer: {
      uncertain: (count) => `Kirim ulang ${count} yang belum pasti …`,
      failed: (count) => `Kirim ulang ${count} yang tidak diterima …`,
    },
    title: "Kirim ulang?",
    ask: {
      uncertain: (count) =>
        `**${count}** pelanggan akan dikirimi kode yang sama sekali lagi. Yang ternyata sudah menerima e-mail pertama akan memilikinya dua kali; kodenya tetap hanya membayar sekali.`,
      failed: (count) =>
        `**${count}** pelanggan akan dikirimi kodenya. SendGrid sebelumnya tidak menerima e-mail ini; jika alasannya masih ada, sekarang pun tidak akan diterima.`,
    },
    atOnce: (most) => `Paling banyak ${most} sekaligus; yang lain bisa menyusul setelah itu.`,
    leftOut: "Tidak termasuk: alamat yang terpental atau mengeluh, dan klaim yang tidak terbuka lagi.",
    go: (count) => `Kirim ulang ${count}`,
    back: "Kembali",
    done: "Sedang dikirim ulang",
    doneBody: (count) => `**${count}** e-mail sedang dikirim ulang. \`/import status\` menunjukkan hasilnya.`,
    left: (count) => `Masih ada **${count}** lagi: buka lagi \`/import status\` untuk itu.`,
  },
};
