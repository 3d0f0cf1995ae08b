import type { Card } from "../clients/discord/card.ts";
import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { ImportRow } from "../domain/imports/ask.ts";
import { progressCard, refusedCard, summaryCard } from "../domain/imports/cards.ts";
import { previewCard } from "../domain/imports/previewCard.ts";
import type { Progress } from "../domain/imports/progress.ts";
import { endReading, readImport } from "../domain/imports/read.ts";
import { importReport } from "../domain/imports/report.ts";
import { runImport } from "../domain/imports/run.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { nonceOf } from "../lib/nonce.ts";
import { MINUTE_MS, sleep } from "../lib/time.ts";

/** Our answer to Discord may still be on its way when the job is done; after this it never comes. */
const ANSWER_EXPECTED_MS = MINUTE_MS;
/** Waits for our answer to arrive, before the whole job is put off. */
const ANSWER_PAUSES_MS = [150, 300, 600] as const;

/** Of a long piece of work: whom its answer belongs to, and how long it can be edited. */
type Answering = Pick<ImportRow, "askedBy" | "interactionToken" | "answerUntilMs" | "createdAtMs">;

/** Reads an uploaded file and shows its preview, or why it cannot be read. */
export async function readFile(
  deps: Deps,
  job: OutboxRow,
  { importId }: { importId: string },
): Promise<void> {
  const read = await readImport(deps, job, importId);
  if (read) {
    const { row, locale } = read;
    const content = read.kind === "previewed" ? previewCard(read) : refusedCard(row, read.refusal, locale);
    await showInAnswer(deps, row, content);
  }
  await endReading(deps, job);
}

/** Makes the claims of a confirmed import and hands its mails on. */
export async function runRows(deps: Deps, job: OutboxRow, { importId }: { importId: string }): Promise<void> {
  await runImport(deps, job, importId, (row, progress) => showImportProgress(deps, row, progress));
}

/** Tells what an import came to: in its answer while that can be edited, else as a direct message. */
export async function reportImport(
  deps: Deps,
  job: OutboxRow,
  { importId }: { importId: string },
): Promise<void> {
  const report = await importReport(deps, importId);
  if (report) {
    const { row, progress, locale, canEdit } = report;
    const content = summaryCard(row, progress, locale);
    const told = canEdit && (await editedAnswer(deps, row, content));
    if (!told) await tellDirectly(deps, row, content, job);
  }
  await finishJob(deps, job);
}

/** An edit that fails is made up for by the next one, and the summary comes in any case. */
export async function showImportProgress(deps: Deps, row: ImportRow, progress: Progress): Promise<void> {
  if (!row.interactionToken || deps.clock() >= row.answerUntilMs) return;
  const content = progressCard(row, progress, progress.locale ?? deps.shop.locale);
  await deps.discord.editAnswer(row.interactionToken, content).catch((error: unknown) => {
    logEvent("warn", "progress_not_shown", { importId: row.id, ...errorFields(error) });
  });
}

/** Edits an answer that may still be on its way. */
export async function showInAnswer(deps: Deps, row: Answering, content: Card): Promise<void> {
  for (const pauseMs of [...ANSWER_PAUSES_MS, null]) {
    if (!row.interactionToken || deps.clock() >= row.answerUntilMs) return;
    try {
      await deps.discord.editAnswer(row.interactionToken, content);
      return;
    } catch (error) {
      const early = deps.clock() < row.createdAtMs + ANSWER_EXPECTED_MS;
      if (!(error instanceof DiscordFailure) || error.kind !== "gone" || !early) throw error;
      if (pauseMs === null) throw new AnswerNotThere();
      await sleep(pauseMs);
    }
  }
}

/** Discord does not have the answer yet that we want to edit: the job comes again. */
class AnswerNotThere extends Error {
  override name = "AnswerNotThere";
}

/** Whether the answer could be edited; not when Discord no longer knows it. */
export async function editedAnswer(deps: Deps, row: Answering, content: Card): Promise<boolean> {
  try {
    await deps.discord.editAnswer(row.interactionToken ?? "", content);
    return true;
  } catch (error) {
    if (error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "refused")) return false;
    throw error;
  }
}

/** Writes to whoever asked, if they take messages. */
export async function tellDirectly(deps: Deps, row: Answering, content: Card, job: OutboxRow): Promise<void> {
  await deps.discord.sendDirect(row.askedBy, content, nonceOf(job.id)).catch((error: unknown) => {
    if (error instanceof DiscordFailure && error.kind === "closed") return;
    throw error;
  });
}
