import { mention, verbatim } from "../../clients/discord/card.ts";
import { cashbackStateNames } from "../../lib/words/cashbackStates.ts";
import { nameIn } from "../../lib/words/walletStates.ts";
import type { CashbackProblem } from "../cashbackProblem.ts";

/** Each refusal about cashback batches, in English. */
export function englishOfCashback(facts: CashbackProblem): string {
  switch (facts.kind) {
    case "cashback_running":
      return facts.batchId === null
        ? "Another cashback batch was being paid. It has ended; use `/sendref-cashb` again to see what is left."
        : `The cashback batch ${verbatim(facts.batchId)} is being paid just now, and there is only one at a time. Wait for its result; then use \`/sendref-cashb\` again to see what is left.`;
    case "cashback_not_yours":
      return `Only ${mention(facts.askedBy)}, who asked for this batch, can decide about it. Use \`/sendref-cashb\` for one of your own.`;
    case "cashback_decided":
      return `The cashback batch ${verbatim(facts.batchId)} was decided already; it is now: ${nameIn(cashbackStateNames, facts.state, "en")}. Pressing again pays nothing.`;
    case "cashback_lapsed":
      return "This preview is older than two minutes. Nothing was paid; use `/sendref-cashb` again.";
    case "cashback_unknown":
      return "There is no such cashback batch. Choose one from the list that `batch_id` offers, or see `/sendref-cashb action:history`.";
    case "cashback_nothing_failed":
      return `Nothing of the cashback batch ${verbatim(facts.batchId)} can be tried again: it is not done, or nobody's payout failed. \`/sendref-cashb action:export\` shows what became of each.`;
  }
}

/** The same in Indonesian. */
export function indonesianOfCashback(facts: CashbackProblem): string {
  switch (facts.kind) {
    case "cashback_running":
      return facts.batchId === null
        ? "Ada batch cashback lain yang sedang dibayar. Sekarang sudah selesai; pakai lagi `/sendref-cashb` untuk melihat sisanya."
        : `Batch cashback ${verbatim(facts.batchId)} sedang dibayar, dan hanya satu yang bisa berjalan. Tunggu hasilnya; lalu pakai lagi \`/sendref-cashb\` untuk melihat sisanya.`;
    case "cashback_not_yours":
      return `Hanya ${mention(facts.askedBy)}, yang meminta batch ini, yang bisa memutuskannya. Pakai \`/sendref-cashb\` untuk batchmu sendiri.`;
    case "cashback_decided":
      return `Batch cashback ${verbatim(facts.batchId)} sudah diputuskan; sekarang: ${nameIn(cashbackStateNames, facts.state, "id")}. Menekan lagi tidak membayar apa pun.`;
    case "cashback_lapsed":
      return "Pratinjau ini sudah lebih dari dua menit. Tidak ada yang dibayar; pakai lagi `/sendref-cashb`.";
    case "cashback_unknown":
      return "Tidak ada batch cashback seperti itu. Pilih dari daftar yang ditawarkan `batch_id`, atau lihat `/sendref-cashb action:history`.";
    case "cashback_nothing_failed":
      return `Tidak ada bagian batch cashback ${verbatim(facts.batchId)} yang bisa dicoba lagi: batchnya belum selesai, atau tidak ada pembayaran yang gagal. \`/sendref-cashb action:export\` menunjukkan nasib tiap pembayaran.`;
  }
}
