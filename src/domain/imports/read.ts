import { and, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { finishRow, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type ImportRow, importById } from "./ask.ts";
import { type Findings, type MailSample, toBeClaimed } from "./findings.ts";
import { importOptionsSchema } from "./options.ts";
import { Reading } from "./reading.ts";
import { type ImportRefusal, ImportRefused } from "./refusal.ts";
import { importRules } from "./rules.ts";
import type { RefusedRow } from "./tally.ts";

/** How long a preview can be confirmed. */
export const PREVIEW_LIFE_MS = 15 * MINUTE_MS;
/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

export type Preview = {
  kind: "previewed";
  row: ImportRow;
  locale: Locale;
  findings: Findings;
  mailSamples: readonly MailSample[];
  header: readonly string[];
  refused: readonly RefusedRow[];
};

export type FileRead = Preview | { kind: "refused"; row: ImportRow; locale: Locale; refusal: ImportRefusal };

/**
 * Reads an uploaded file into the waiting table and finds what importing it would do; nobody is told
 * anything yet. A job that comes again begins anew. Null when the import is no longer to be read.
 */
export async function readImport(deps: Deps, job: OutboxRow, importId: string): Promise<FileRead | null> {
  const found = await beginReading(deps, job, importId);
  if (!found) return null;
  const { row, locale } = found;
  const options = importOptionsSchema.parse(JSON.parse(row.options));
  const reading = new Reading(deps, job, row, options, importRules(options, deps.shop));
  try {
    await reading.read();
  } catch (error) {
    const refusal = refusalOf(error, job.tries >= READ_TRIES_MAX);
    if (!refusal) throw error;
    await refuse(deps, job, row);
    return { kind: "refused", row, locale, refusal };
  }
  const { findings, mailSamples } = await reading.findings();
  if (!(await keepPreview(deps, job, row, findings))) return null;
  return {
    kind: "previewed",
    row,
    locale,
    findings,
    mailSamples,
    header: reading.header,
    refused: reading.refused.rows,
  };
}

/** An empty preview has ended, but is shown again when the end of its reading was not seen. */
const undecided = sql`${imports.state} in ('reading', 'previewed', 'empty')`;

/** Where there is nothing to import, nobody is asked: the import ends by itself. False when it is not ours to end. */
async function keepPreview(deps: Deps, job: OutboxRow, row: ImportRow, findings: Findings): Promise<boolean> {
  const nowMs = deps.clock();
  const isEmpty = toBeClaimed(findings) === 0;
  const ended = isEmpty
    ? ({ state: "empty", finishedAtMs: nowMs } as const)
    : ({ state: "previewed", confirmUntilMs: nowMs + PREVIEW_LIFE_MS } as const);
  const [kept] = await deps.db.batch([
    deps.db
      .update(imports)
      .set({ ...ended, findings: JSON.stringify(findings) })
      .where(and(eq(imports.id, row.id), undecided, stillHeld(job))),
    ...(isEmpty ? [dropRows(deps, job, row.id)] : []),
  ]);
  return kept.rowsAffected > 0;
}

const dropRows = (deps: Deps, job: OutboxRow, importId: string) =>
  deps.db.delete(importRows).where(and(eq(importRows.importId, importId), stillHeld(job)));

/** A preview that is read again cannot be confirmed meanwhile: its rows are not all there. */
async function beginReading(deps: Deps, job: OutboxRow, importId: string) {
  const [[row], , , askers] = await deps.db.batch([
    importById(deps, importId),
    deps.db
      .update(imports)
      .set({ state: "reading", finishedAtMs: null })
      .where(and(eq(imports.id, importId), undecided, stillHeld(job))),
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
  if (!row?.fileUrl || !["reading", "previewed", "empty"].includes(row.state)) return null;
  return { row, fileUrl: row.fileUrl, locale: localeFrom(deps, askers) };
}

async function refuse(deps: Deps, job: OutboxRow, row: ImportRow): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(imports)
      .set({ state: "refused", finishedAtMs: deps.clock(), fileUrl: null })
      .where(and(eq(imports.id, row.id), undecided, stillHeld(job))),
    dropRows(deps, job, row.id),
  ]);
}

/** The file itself is the reason, or that Discord has it no more; anything else is worth another try. */
function refusalOf(error: unknown, lastTry: boolean): ImportRefusal | null {
  if (error instanceof ImportRefused) return error.facts;
  if (error instanceof DiscordFailure && lastTry) return { kind: "file_gone" };
  if (error instanceof DiscordFailure && (error.kind === "gone" || error.kind === "refused"))
    return { kind: "file_gone" };
  return null;
}

/** Ends the job of a file whose preview or refusal has been shown. */
export async function endReading(deps: Deps, job: OutboxRow): Promise<void> {
  await deps.db.batch([finishRow(deps.db, job, deps.clock())]);
}
