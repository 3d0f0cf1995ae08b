import { and, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { finishRow, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { importById } from "./ask.ts";
import { type FileRead, readInto, refuse, undecided } from "./readInto.ts";

export { PREVIEW_LIFE_MS } from "./readInto.ts";

/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

/**
 * Reads a file that Discord keeps into the waiting table and finds what importing it would do; nobody is told
 * anything yet. A job that comes again begins anew. Null when the import is no longer to be read.
 */
export async function readImport(deps: Deps, job: OutboxRow, importId: string): Promise<FileRead | null> {
  const found = await beginReading(deps, job, importId);
  if (!found) return null;
  return await readInto(deps, job, found, {
    open: () => deps.discord.openAttachment(found.fileUrl),
    refusalOf: (error) => discordRefusal(error, job.tries >= READ_TRIES_MAX),
  });
}

/**
 * A preview that is read again cannot be confirmed meanwhile: its rows are not all there. A file that came with a request
 * to the dashboard is gone with it: where that ended before its reading did, the import is refused.
 */
async function beginReading(deps: Deps, job: OutboxRow, importId: string) {
  const isKept = sql`${imports.fileUrl} is not null`;
  const [[row], , , askers] = await deps.db.batch([
    importById(deps, importId),
    deps.db
      .update(imports)
      .set({ state: "reading", finishedAtMs: null })
      .where(and(eq(imports.id, importId), undecided, isKept, stillHeld(job))),
    deps.db
      .delete(importRows)
      .where(
        and(
          eq(importRows.importId, importId),
          stillHeld(job),
          sql`exists (select 1 from ${imports} where ${imports.id} = ${importId} and ${imports.state} = 'reading')`,
        ),
      ),
    chosenLocale(deps.db, sql`(select ${imports.askedBy} from ${imports} where ${imports.id} = ${importId})`),
  ]);
  if (row?.state === "reading" && row.fileUrl === null) await refuse(deps, job, row);
  if (!row?.fileUrl || !["reading", "previewed", "empty"].includes(row.state)) return null;
  return { row, fileUrl: row.fileUrl, locale: localeFrom(deps, askers) };
}

/** That Discord has the file no more is a reason to refuse it; anything else is worth another try. */
function discordRefusal(error: unknown, lastTry: boolean) {
  if (!(error instanceof DiscordFailure)) return null;
  const isGone = lastTry || error.kind === "gone" || error.kind === "refused";
  return isGone ? ({ kind: "file_gone" } as const) : null;
}

/** Ends the job of a file whose preview or refusal has been shown. */
export async function endReading(deps: Deps, job: OutboxRow): Promise<void> {
  await deps.db.batch([finishRow(deps.db, job, deps.clock())]);
}
