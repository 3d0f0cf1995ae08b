import { askCashback } from "../../domain/cashback/ask.ts";
import { cashbackProgressCard } from "../../domain/cashback/cards.ts";
import { cancelCashback, confirmCashback } from "../../domain/cashback/decide.ts";
import { exportCashback } from "../../domain/cashback/export.ts";
import { cashbackHistory } from "../../domain/cashback/history.ts";
import { retryCashback } from "../../domain/cashback/retry.ts";
import { Problem } from "../../domain/problem.ts";
import { cashbackWords } from "../../lib/words/cashback.ts";
import type { Words } from "../../lib/words/locale.ts";
import { cashbackExportCard, cashbackHistoryCard } from "../cashbackCards.ts";
import { type Answer, action, type Call, type Command, card } from "../command.ts";
import { optional } from "../options.ts";
import { PAGE_MAX, pageNumber } from "../pageNumber.ts";
import { cashbackSuggestions } from "../suggestions.ts";

const BATCH_ID_CHARS_MAX = 40;

const actions: Readonly<Record<"history" | "export" | "retry", Words<string>>> = {
  history: { en: "List the batches", id: "Daftar batch" },
  export: { en: "Get a batch's payouts as a file", id: "Unduh pembayaran sebuah batch" },
  retry: { en: "Pay again what failed in a batch", id: "Bayar lagi yang gagal di sebuah batch" },
};

const description = {
  en: "Pay members the cashback for whom they brought",
  id: "Bayar cashback anggota atas orang yang mereka bawa",
};

/** `/sendref-cashb`: what cashback would pay, and its batches. */
export const sendrefCashbCommand: Command = {
  name: "sendref-cashb",
  description,
  level: "admin",
  action: action({
    description,
    options: {
      user: optional("user", { en: "Only this member", id: "Hanya anggota ini" }, { human: true }),
      action: optional(
        "text",
        { en: "Something else than paying", id: "Hal lain selain membayar" },
        { choices: Object.entries(actions).map(([value, name]) => ({ name, value })) },
      ),
      batch_id: optional(
        "text",
        { en: "Which batch, to export or retry", id: "Batch mana, untuk diunduh atau diulang" },
        { max: BATCH_ID_CHARS_MAX, autocomplete: true },
      ),
      page: optional("integer", { en: "Page", id: "Halaman" }, { min: 1, max: PAGE_MAX }),
    },
    ephemeral: true,
    async run(call, { user, action: chosen, batch_id: batchId, page }) {
      if (chosen === "history") return await showHistory(call, page ?? 1);
      if (chosen === "export") return await sendExport(call, named(batchId));
      if (chosen === "retry") return await retry(call, named(batchId));
      const { deps, request, interactionToken } = call;
      await askCashback(deps, request, { memberId: user ?? null, interactionToken });
      return { kind: "later" };
    },
    suggest: cashbackSuggestions,
  }),
  presses: {
    confirm: {
      level: "admin",
      async run({ deps, request, interactionToken }, [batchId = ""]) {
        const { batch, locale } = await confirmCashback(deps, request, batchId, interactionToken);
        return card(locale, cashbackProgressCard(batch, null, locale));
      },
    },
    cancel: {
      level: "admin",
      async run({ deps, request }, [batchId = ""]) {
        const { locale } = await cancelCashback(deps, request, batchId);
        const words = cashbackWords[locale];
        return card(locale, { tone: "warning", title: words.cancelled, body: words.cancelledBody });
      },
    },
    history: { level: "admin", run: (call, [page]) => showHistory(call, pageNumber(page)) },
  },
};

/** @throws Problem when no batch is named. */
function named(batchId: string | undefined): string {
  const id = batchId?.trim().toUpperCase();
  if (!id) throw new Problem({ kind: "cashback_unknown" });
  return id;
}

async function showHistory({ deps, request }: Call, page: number): Promise<Answer> {
  const history = await cashbackHistory(deps, request.actor.id, page);
  return card(history.locale, cashbackHistoryCard(history, deps.shop));
}

async function sendExport({ deps, request }: Call, batchId: string): Promise<Answer> {
  const exported = await exportCashback(deps, request, batchId);
  return card(exported.locale, cashbackExportCard(exported));
}

async function retry({ deps, request, interactionToken }: Call, batchId: string): Promise<Answer> {
  const { batch, locale } = await retryCashback(deps, request, batchId, interactionToken);
  return card(locale, cashbackProgressCard(batch, null, locale));
}
