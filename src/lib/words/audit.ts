import type { Words } from "./locale.ts";

/** What each action is called in the audit channel. */
export const auditWords: Words<
  Readonly<Record<string, string>> & { readonly by: string; readonly system: string }
> = {
  en: {
    by: "By",
    system: "the shop itself",
    target: "What",
    reason: "Reason",
    "import.upload": "Order file uploaded",
    "import.confirm": "Import started",
    "import.cancel": "Import cancelled",
    "import.again": "Mails of an import sent again",
    "claim.resend": "Claim mail sent again",
    "claim.revoke": "Claim revoked",
    "mail.stopped": "⚠️ E-mail stopped: SendGrid refuses our key or sender",
    "job.failed": "⚠️ A job was given up: see /jobs",
    "job.retry": "Failed job tried again",
    "ledger.broken": "⚠️ The books do not agree",
  },
  id: {
    by: "Oleh",
    system: "toko sendiri",
    target: "Apa",
    reason: "Alasan",
    "import.upload": "Berkas pesanan diunggah",
    "import.confirm": "Impor dimulai",
    "import.cancel": "Impor dibatalkan",
    "import.again": "E-mail sebuah impor dikirim lagi",
    "claim.resend": "E-mail klaim dikirim lagi",
    "claim.revoke": "Klaim ditarik",
    "mail.stopped": "⚠️ E-mail berhenti: SendGrid menolak kunci atau pengirim kami",
    "job.failed": "⚠️ Sebuah pekerjaan dihentikan: lihat /jobs",
    "job.retry": "Pekerjaan gagal dicoba lagi",
    "ledger.broken": "⚠️ Pembukuan tidak cocok",
  },
};
