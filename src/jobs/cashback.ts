import { cashbackPreviewCard, cashbackProgressCard, cashbackResultCard } from "../domain/cashback/cards.ts";
import { freezeBatch } from "../domain/cashback/freeze.ts";
import { type PayProgress, payBatch } from "../domain/cashback/pay.ts";
import { cashbackPreview } from "../domain/cashback/preview.ts";
import { cashbackReport } from "../domain/cashback/report.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { localeOf } from "../domain/members/choices.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { editedAnswer, showInAnswer, tellDirectly } from "./import.ts";

type Payload = { batchId: string };
type PayPayload = Payload & { by: string };

/** Writes down what a cashback batch is to pay, and shows it to whoever asked. */
export async function freezeCashback(deps: Deps, job: OutboxRow, { batchId }: Payload): Promise<void> {
  const batch = await freezeBatch(deps, job, batchId);
  if (batch) {
    const preview = await cashbackPreview(deps, batch);
    await showInAnswer(deps, batch, cashbackPreviewCard(preview, deps.shop));
  }
  await finishJob(deps, job);
}

/** Pays a cashback batch that was confirmed, or is due. */
export async function payCashback(deps: Deps, job: OutboxRow, payload: PayPayload): Promise<void> {
  await payBatch(deps, job, payload, (progress) => showCashbackProgress(deps, progress, payload.by));
}

/** Tells what a batch came to: in its answer while that can be edited, else as a direct message. */
export async function reportCashback(deps: Deps, job: OutboxRow, { batchId, by }: PayPayload): Promise<void> {
  const report = await cashbackReport(deps, batchId, by);
  if (report) {
    const content = cashbackResultCard(report, deps.shop);
    const told = report.canEdit && (await editedAnswer(deps, report.batch, content));
    if (!told) await tellDirectly(deps, { ...report.batch, askedBy: by }, content, job);
  }
  await finishJob(deps, job);
}

/** An edit that fails is made up for by the next one, and the result comes in any case. */
async function showCashbackProgress(deps: Deps, progress: PayProgress, by: string): Promise<void> {
  const { batch } = progress;
  if (!batch.interactionToken || deps.clock() >= batch.answerUntilMs) return;
  const content = cashbackProgressCard(batch, progress, await localeOf(deps, by));
  await deps.discord.editAnswer(batch.interactionToken, content).catch((error: unknown) => {
    logEvent("warn", "progress_not_shown", { batchId: batch.id, ...errorFields(error) });
  });
}
