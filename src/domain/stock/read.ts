import { and, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { stockRows, stockUploads } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import type { RefusedRow } from "../imports/tally.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { Product } from "../shop/define.ts";
import { type StockUpload, uploadById } from "./ask.ts";
import type { StockFault } from "./file.ts";
import type { StockFindings } from "./findings.ts";
import { type Counted, endReading, faultOfFile, refuseFile, undecided } from "./previewed.ts";
import { jobReader } from "./reader.ts";
import { StockReading } from "./reading.ts";
import type { StockRefusal } from "./refusal.ts";

/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

type Found = { readonly upload: StockUpload; readonly product: Product; readonly locale: Locale };

export type StockPreview = Found &
  Counted & {
    readonly kind: "previewed";
    readonly findings: StockFindings;
    readonly refused: readonly RefusedRow<StockFault>[];
  };

export type StockRead = StockPreview | (Found & { readonly kind: "refused"; readonly refusal: StockRefusal });

/**
 * Reads an uploaded file of codes into the waiting table; nothing can be bought of it yet. A job that comes again begins
 * anew. Null when the file is no longer to be read.
 */
export async function readStock(deps: Deps, job: OutboxRow, uploadId: string): Promise<StockRead | null> {
  const found = await beginReading(deps, job, uploadId);
  if (!found) return null;
  const reader = jobReader(deps, job);
  const reading = new StockReading(deps, reader, found.upload);
  try {
    await reading.read(await deps.discord.openAttachment(found.upload.fileUrl ?? ""));
  } catch (error) {
    const refusal = refusalOf(error, job.tries >= READ_TRIES_MAX);
    if (!refusal) throw error;
    await refuseFile(deps, reader, uploadId);
    return { kind: "refused", ...found, refusal };
  }
  const findings = reading.findings();
  const counted = await endReading(deps, reader, found.upload, findings);
  return counted && { kind: "previewed", ...found, ...counted, findings, refused: reading.refusedRows() };
}

/** A preview that is read again cannot be confirmed meanwhile: its rows are not all there. */
async function beginReading(deps: Deps, job: OutboxRow, uploadId: string): Promise<Found | null> {
  const { db } = deps;
  const ofUpload = sql`${stockUploads.id} = ${uploadId} and ${undecided}`;
  const [[found], , , askers] = await db.batch([
    uploadById(deps, uploadId),
    db
      .update(stockUploads)
      .set({ state: "reading" })
      .where(and(ofUpload, stillHeld(job))),
    db
      .delete(stockRows)
      .where(
        sql`${stockRows.uploadId} = ${uploadId} and ${stillHeld(job)} and exists (select 1 from ${stockUploads} where ${ofUpload})`,
      ),
    chosenLocale(
      db,
      sql`(select ${stockUploads.askedBy} from ${stockUploads} where ${stockUploads.id} = ${uploadId})`,
    ),
  ]);
  if (!found || (found.upload.state !== "reading" && found.upload.state !== "previewed")) return null;
  return { ...found, locale: localeFrom(deps, askers) };
}

/** The file itself is the reason, or that Discord has it no more; anything else is worth another try. */
function refusalOf(error: unknown, lastTry: boolean): StockRefusal | null {
  if (error instanceof DiscordFailure && (lastTry || error.kind === "gone" || error.kind === "refused"))
    return { kind: "file_gone" };
  return faultOfFile(error);
}
