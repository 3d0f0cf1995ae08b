import type { BalanceChange } from "../domain/balances/ask.ts";
import {
  balancesPreviewCard,
  balancesProgressCard,
  balancesRefusedCard,
  balancesSummaryCard,
} from "../domain/balances/cards.ts";
import { readBalances } from "../domain/balances/read.ts";
import { balancesReport } from "../domain/balances/report.ts";
import { runBalances } from "../domain/balances/run.ts";
import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { editedAnswer, showInAnswer, tellDirectly } from "./import.ts";

type Payload = { changeId: string };

/** Reads an uploaded file of balances and shows its preview, or why it cannot be read. */
export async function readBalancesFile(deps: Deps, job: OutboxRow, { changeId }: Payload): Promise<void> {
  const read = await readBalances(deps, job, changeId);
  if (read) {
    const content =
      read.kind === "previewed"
        ? balancesPreviewCard(read)
        : balancesRefusedCard(read.change, read.refusal, read.locale);
    await showInAnswer(deps, read.change, content);
  }
  await finishJob(deps, job);
}

/** Books a confirmed change of many balances. */
export async function bookBalances(deps: Deps, job: OutboxRow, { changeId }: Payload): Promise<void> {
  await runBalances(deps, job, changeId, (change) => showBalancesProgress(deps, change));
}

/** Tells what a change came to: in its answer while that can be edited, else as a direct message. */
export async function reportBalances(deps: Deps, job: OutboxRow, { changeId }: Payload): Promise<void> {
  const report = await balancesReport(deps, changeId);
  if (report) {
    const content = balancesSummaryCard(report);
    const told = report.canEdit && (await editedAnswer(deps, report.change, content));
    if (!told) await tellDirectly(deps, report.change, content, job);
  }
  await finishJob(deps, job);
}

/** An edit that fails is made up for by the next one, and the summary comes in any case. */
async function showBalancesProgress(deps: Deps, change: BalanceChange): Promise<void> {
  if (!change.interactionToken || deps.clock() >= change.answerUntilMs) return;
  const content = balancesProgressCard(change, deps.shop.locale);
  await deps.discord.editAnswer(change.interactionToken, content).catch((error: unknown) => {
    logEvent("warn", "progress_not_shown", { changeId: change.id, ...errorFields(error) });
  });
}
