import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { type ImportRow, importById } from "./ask.ts";
import { type Progress, progressOf } from "./progress.ts";

export type ImportReport = { row: ImportRow; progress: Progress; locale: Locale; canEdit: boolean };

/** What an import came to, and whether its answer can still be edited. Undefined when there is no such import. */
export async function importReport(deps: Deps, importId: string): Promise<ImportReport | undefined> {
  const [[row], [progress]] = await deps.db.batch([importById(deps, importId), progressOf(deps, importId)]);
  if (!row || !progress) return undefined;
  const canEdit = row.interactionToken !== null && deps.clock() < row.answerUntilMs;
  return { row, progress, locale: progress.locale ?? deps.shop.locale, canEdit };
}
