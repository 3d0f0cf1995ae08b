import { eq } from "drizzle-orm";
import { leaseRow, type OutboxRow } from "../../db/outbox.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { base32 } from "../../lib/id.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import {
  checkImport,
  type ImportRow,
  type ImportWish,
  importById,
  putImport,
  readJobId,
  uploadAuditId,
} from "./ask.ts";
import { endReading } from "./read.ts";
import { readInto } from "./readInto.ts";
import type { ImportRefusal } from "./refusal.ts";

const LEASE_BYTES = 10;

/** An import whose preview waits, or why its file cannot be read. */
export type Uploaded = { importId: string; refusal: ImportRefusal | null; locale: Locale };

/**
 * Reads a file that comes with the request itself, as the job reads one that Discord keeps: this request holds the job's
 * row meanwhile. Should it die, the job comes, finds no file, and ends the import. Asked twice, it is one import.
 * @throws Problem when mail is not set up, an option makes no sense or the file is being read already.
 */
export async function uploadImport(
  deps: Deps,
  request: Request,
  wish: ImportWish & { readonly file: { readonly name: string; readonly bytes: number } },
  file: AsyncIterable<Uint8Array>,
): Promise<Uploaded> {
  checkImport(deps, wish);
  const importId = request.id;
  const { row, locale, job } = await begin(deps, request, wish);
  if (!row || row.askedBy !== request.actor.id) throw new Problem({ kind: "import_unknown" }, locale);
  if (!job && row.state === "reading") throw new Problem({ kind: "import_being_read" }, locale);
  if (!job || row.state !== "reading") return { importId, refusal: null, locale };
  const read = await readInto(deps, job, { row, locale }, { open: async () => file });
  if (!read) throw new Problem({ kind: "preview_lapsed" }, locale);
  await endReading(deps, job);
  return { importId, refusal: read.kind === "refused" ? read.refusal : null, locale };
}

/** The import and, where it is ours to read, its job. */
async function begin(
  deps: Deps,
  request: Request,
  wish: Parameters<typeof uploadImport>[2],
): Promise<{ row: ImportRow | undefined; locale: Locale; job: OutboxRow | null }> {
  const { db } = deps;
  const importId = request.id;
  const jobId = readJobId(importId);
  const lease = base32(deps.random(LEASE_BYTES));
  const asked = { ...wish, file: { ...wish.file, url: null }, interactionToken: null };
  const [put, askedFor, ...others] = putImport(deps, request, asked);
  const [, , , [row], [held], readers] = await db.batch([
    put,
    askedFor,
    leaseRow(db, jobId, lease, deps.clock(), LEASE_MS),
    importById(deps, importId),
    // Not what the lease returns: the reply to a first attempt may have been lost after its commit.
    db.select().from(outbox).where(eq(outbox.id, jobId)),
    chosenLocale(db, request.actor.id),
    ...others,
  ]);
  ringAudit(deps, uploadAuditId(importId));
  const locale = localeFrom(deps, readers);
  return { row, locale, job: held?.state === "running" && held.lease === lease ? held : null };
}
