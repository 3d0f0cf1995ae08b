import type { Words } from "./locale.ts";

/** What each action is called in the audit channel. */
export const auditWords: Words<Readonly<Record<string, string>>> = {
  en: {
    "import.upload": "Order file uploaded",
    "import.confirm": "Import started",
    "import.cancel": "Import cancelled",
    "import.again": "Mails of an import sent again",
    "claim.resend": "Claim mail sent again",
    "claim.revoke": "Claim revoked",
    "mail.stopped": "⚠️ E-mail stopped: SendGrid refuses our key or sender",
    "job.failed": "⚠️ A job was given up: see /jobs",
    "job.retry": "Failed job tried again",
    "balances.confirm": "Change of many balances started",
    "balances.cancel": "Change of many balances cancelled",
    "balances.done": "Change of many balances done",
    "points.add": "Points added",
    "points.remove": "Points taken",
    "points.set": "Points set",
    "achievement.create": "Achievement made",
    "achievement.edit": "Achievement changed",
    "achievement.award": "Achievement awarded",
    "achievement.revoke": "Achievement revoked",
    "ledger.broken": "⚠️ The books do not agree",
    "member.erase": "A member had their data erased",
  },
  id: {
    "import.upload": "Berkas pesanan diunggah",
    "import.confirm": "Impor dimulai",
    "import.cancel": "Impor dibatalkan",
    "import.again": "E-mail sebuah impor dikirim lagi",
    "claim.resend": "E-mail klaim dikirim lagi",
    "claim.revoke": "Klaim ditarik",
    "mail.stopped": "⚠️ E-mail berhenti: SendGrid menolak kunci atau pengirim kami",
    "job.failed": "⚠️ Sebuah pekerjaan dihentikan: lihat /jobs",
    "job.retry": "Pekerjaan gagal dicoba lagi",
    "balances.confirm": "Perubahan banyak saldo dimulai",
    "balances.cancel": "Perubahan banyak saldo dibatalkan",
    "balances.done": "Perubahan banyak saldo selesai",
    "points.add": "Poin ditambah",
    "points.remove": "Poin dikurangi",
    "points.set": "Poin ditetapkan",
    "achievement.create": "Pencapaian dibuat",
    "achievement.edit": "Pencapaian diubah",
    "achievement.award": "Pencapaian diberikan",
    "achievement.revoke": "Pencapaian dicabut",
    "ledger.broken": "⚠️ Pembukuan tidak cocok",
    "member.erase": "Seorang anggota menghapus datanya",
  },
};

/** What a post tells besides. */
export const auditFacts: Words<
  Readonly<
    Record<
      | "by"
      | "system"
      | "target"
      | "member"
      | "members"
      | "added"
      | "taken"
      | "file"
      | "order"
      | "line"
      | "points"
      | "mails"
      | "campaign"
      | "reason"
      | "kind"
      | "tries",
      string
    >
  >
> = {
  en: {
    by: "By",
    system: "the shop itself",
    target: "What",
    member: "Member",
    members: "Members",
    added: "Points given",
    taken: "Points taken",
    file: "File",
    order: "Order",
    line: "Line of the file",
    points: "Points",
    mails: "Mails",
    campaign: "Campaign",
    reason: "Reason",
    kind: "Kind of job",
    tries: "Tries",
  },
  id: {
    by: "Oleh",
    system: "toko sendiri",
    target: "Apa",
    member: "Anggota",
    members: "Jumlah anggota",
    added: "Poin diberikan",
    taken: "Poin ditarik",
    file: "Berkas",
    order: "Pesanan",
    line: "Baris di berkas",
    points: "Poin",
    mails: "E-mail",
    campaign: "Kampanye",
    reason: "Alasan",
    kind: "Jenis pekerjaan",
    tries: "Percobaan",
  },
};
