import type { Card } from "../clients/discord/card.ts";
import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { generatedCard, makingCard } from "../domain/tokens/cards.ts";
import { makeTokens, type TokensProgress } from "../domain/tokens/make.ts";
import { type TokensReport, tokensReport } from "../domain/tokens/report.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { showInAnswer, tellDirectly } from "./import.ts";

type Payload = { batchId: string };

/** Makes the tokens of a request that asked for many. */
export async function makeBatch(deps: Deps, job: OutboxRow, { batchId }: Payload): Promise<void> {
  await makeTokens(deps, job, batchId, (progress) => showMaking(deps, progress));
}

/** Hands the tokens out: in the answer while that can be edited, else as a direct message. */
export async function reportTokens(deps: Deps, job: OutboxRow, { batchId }: Payload): Promise<void> {
  const report = await tokensReport(deps, batchId);
  if (report) {
    const content = generatedCard(report, deps.shop);
    if (!(await isShown(deps, report, content))) await tellDirectly(deps, answering(report), content, job);
  }
  await finishJob(deps, job);
}

const answering = ({ batch }: Pick<TokensReport, "batch">) => ({ ...batch, askedBy: batch.createdBy });

/** Few tokens are made before our first answer has arrived at Discord; then it is waited for. */
async function isShown(deps: Deps, report: TokensReport, content: Card): Promise<boolean> {
  if (!report.canEdit) return false;
  try {
    await showInAnswer(deps, answering(report), content);
    return true;
  } catch (error) {
    if (error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "refused")) return false;
    throw error;
  }
}

/** An edit that fails is made up for by the next one, and the tokens come in any case. */
async function showMaking(deps: Deps, progress: TokensProgress): Promise<void> {
  const { id, interactionToken, answerUntilMs } = progress.batch;
  if (!interactionToken || deps.clock() >= answerUntilMs) return;
  await deps.discord.editAnswer(interactionToken, makingCard(progress)).catch((error: unknown) => {
    logEvent("warn", "progress_not_shown", { batchId: id, ...errorFields(error) });
  });
}
