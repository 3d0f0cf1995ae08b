import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { finishJob } from "../domain/jobs/take.ts";
import { addStock } from "../domain/stock/add.ts";
import { stockReadCard, stockSummaryCard } from "../domain/stock/cards.ts";
import { readStock } from "../domain/stock/read.ts";
import { stockReport } from "../domain/stock/report.ts";
import { editedAnswer, showInAnswer, tellDirectly } from "./import.ts";

type Payload = { uploadId: string };

/** Reads an uploaded file of codes and shows its preview, or why it cannot be read. */
export async function readStockFile(deps: Deps, job: OutboxRow, { uploadId }: Payload): Promise<void> {
  const read = await readStock(deps, job, uploadId);
  if (read) await showInAnswer(deps, read.upload, stockReadCard(read));
  await finishJob(deps, job);
}

/** Brings the codes of a confirmed upload into stock. */
export async function addCodes(deps: Deps, job: OutboxRow, { uploadId }: Payload): Promise<void> {
  await addStock(deps, job, uploadId);
}

/** Tells what an upload came to: in its answer while that can be edited, else as a direct message. */
export async function reportStock(deps: Deps, job: OutboxRow, { uploadId }: Payload): Promise<void> {
  const report = await stockReport(deps, uploadId);
  if (report) {
    const content = stockSummaryCard(report);
    const told = report.canEdit && (await editedAnswer(deps, report.upload, content));
    if (!told) await tellDirectly(deps, report.upload, content, job);
  }
  await finishJob(deps, job);
}
