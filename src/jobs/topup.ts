import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { topupCard } from "../domain/wallet/cards.ts";
import { topupView } from "../domain/wallet/read.ts";

/** Shows what became of a top-up in the answer to its command, while Discord takes edits of that. */
export async function showTopup(deps: Deps, job: OutboxRow, { topupId }: { topupId: string }): Promise<void> {
  const view = await topupView(deps, topupId);
  if (!view?.topup.interactionToken || view.topup.answerUntilMs <= deps.clock())
    return await finishJob(deps, job, "gone");
  try {
    await deps.discord.editAnswer(view.topup.interactionToken, topupCard(deps, view));
  } catch (error) {
    if (!(error instanceof DiscordFailure && error.kind === "gone")) throw error;
    return await finishJob(deps, job, "gone");
  }
  await finishJob(deps, job);
}
