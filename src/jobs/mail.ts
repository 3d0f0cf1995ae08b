import type { Deps } from "../domain/deps.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { sendMails } from "../domain/mail/send.ts";
import { showImportProgress } from "./import.ts";

/** Sends one group of mails and shows how far its import is. */
export async function sendChunk(
  deps: Deps,
  row: OutboxRow,
  { importId }: { importId: string },
): Promise<void> {
  const sent = await sendMails(deps, row, importId);
  if (sent) await showImportProgress(deps, sent.row, sent.progress);
}
