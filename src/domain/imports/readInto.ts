import { and, eq, sql } from "drizzle-orm";
import { type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import type { ImportRow } from "./ask.ts";
import { type Findings, type MailSample, toBeClaimed } from "./findings.ts";
import { importOptionsSchema } from "./options.ts";
import { Reading } from "./reading.ts";
import { type ImportRefusal, ImportRefused } from "./refusal.ts";
import { forgetRefused, keepRefused } from "./refused.ts";
import { importRules } from "./rules.ts";
import type { RefusedRow } from "./tally.ts";

/** How long a preview can be confirmed. */
export const PREVIEW_LIFE_MS = 15 * MINUTE_MS;

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

/** Where a file comes from. */
export type FileSource = {
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** Why a failure of the source itself refuses the file; null: it does not. */
  refusalOf?(error: unknown): ImportRefusal | null;
};

/**
 * Reads a file into the waiting table, for whoever holds the job's row. Null when another has taken it over.
 * @throws what is no fault of the file.
 */
export async function readInto(
  deps: Deps,
  job: OutboxRow,
  { row, locale }: { readonly row: ImportRow; readonly locale: Locale },
  { open, refusalOf = () => null }: FileSource,
): Promise<FileRead | null> {
  const options = importOptionsSchema.parse(JSON.parse(row.options));
  const reading = new Reading(deps, job, row, options, importRules(options, deps.shop));
  try {
    await reading.read(open);
  } catch (error) {
    const refusal = error instanceof ImportRefused ? error.facts : refusalOf(error);
    if (!refusal) throw error;
    await refuse(deps, job, row);
    return { kind: "refused", row, locale, refusal };
  }
  const { findings, mailSamples } = await reading.findings();
  if (!(await keepPreview(deps, job, row, findings, reading))) return null;
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
export const undecided = sql`${imports.state} in ('reading', 'previewed', 'empty')`;

/** Where there is nothing to import, nobody is asked: the import ends by itself. False when it is not ours to end. */
async function keepPreview(
  deps: Deps,
  job: OutboxRow,
  row: ImportRow,
  findings: Findings,
  reading: Reading,
): Promise<boolean> {
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
    forgetRefused(deps, job, row.id),
    ...(await keepRefused(deps, job, row.id, reading.header, reading.refused.rows)),
    ...(isEmpty ? [dropRows(deps, job, row.id)] : []),
  ]);
  return kept.rowsAffected > 0;
}

const dropRows = (deps: Deps, job: OutboxRow, importId: string) =>
  deps.db.delete(importRows).where(and(eq(importRows.importId, importId), stillHeld(job)));

/** Ends an import whose file cannot be read. */
export async function refuse(deps: Deps, job: OutboxRow, row: ImportRow): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(imports)
      .set({ state: "refused", finishedAtMs: deps.clock(), fileUrl: null })
      .where(and(eq(imports.id, row.id), undecided, stillHeld(job))),
    dropRows(deps, job, row.id),
  ]);
}
