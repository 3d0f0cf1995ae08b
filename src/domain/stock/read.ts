import { and, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { stock, stockRows, stockUploads } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { PREVIEW_LIFE_MS } from "../imports/read.ts";
import { ImportRefused } from "../imports/refusal.ts";
import type { RefusedRow } from "../imports/tally.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { Product } from "../shop/define.ts";
import { type StockUpload, uploadById } from "./ask.ts";
import type { StockFault } from "./file.ts";
import type { StockFindings } from "./findings.ts";
import { StockReading } from "./reading.ts";
import { StockFileRefused, type StockRefusal } from "./refusal.ts";

/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

type Found = { readonly upload: StockUpload; readonly product: Product; readonly locale: Locale };

export type StockPreview = Found & {
  readonly kind: "previewed";
  readonly findings: StockFindings;
  /** Codes that are new, and free ones that there are already. */
  readonly fresh: number;
  readonly free: number;
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
  const reading = new StockReading(deps, job, found.upload);
  try {
    await reading.read();
  } catch (error) {
    const refusal = refusalOf(error, job.tries >= READ_TRIES_MAX);
    if (!refusal) throw error;
    await refuse(deps, job, uploadId);
    return { kind: "refused", ...found, refusal };
  }
  const findings = reading.findings();
  const staged = sql<number>`(select count(*) from ${stockRows} where upload_id = ${uploadId})`;
  const [kept, [counts]] = await deps.db.batch([
    deps.db
      .update(stockUploads)
      .set({
        state: "previewed",
        findings: JSON.stringify(findings),
        total: staged,
        confirmUntilMs: deps.clock() + PREVIEW_LIFE_MS,
      })
      .where(and(eq(stockUploads.id, uploadId), undecided, stillHeld(job))),
    deps.db
      .select({ fresh: staged, free: sql<number>`count(*)` })
      .from(stock)
      .where(sql`${stock.productId} = ${found.product.id} and ${stock.state} = 'free'`),
  ]);
  if (kept.rowsAffected === 0) return null;
  const { fresh, free } = counts ?? { fresh: 0, free: 0 };
  const refused = reading.refused.rows.toSorted((one, other) => one.line - other.line);
  return { kind: "previewed", ...found, findings, fresh, free, refused };
}

const undecided = sql`${stockUploads.state} in ('reading', 'previewed')`;

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

async function refuse(deps: Deps, job: OutboxRow, uploadId: string): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(stockUploads)
      .set({ state: "refused", finishedAtMs: deps.clock(), fileUrl: null })
      .where(and(eq(stockUploads.id, uploadId), undecided, stillHeld(job))),
    deps.db.delete(stockRows).where(and(eq(stockRows.uploadId, uploadId), stillHeld(job))),
  ]);
}

/** The file itself is the reason, or that Discord has it no more; anything else is worth another try. */
function refusalOf(error: unknown, lastTry: boolean): StockRefusal | null {
  if (error instanceof StockFileRefused) return error.facts;
  if (error instanceof ImportRefused && isOfAnyFile(error.facts)) return error.facts;
  if (error instanceof DiscordFailure && (lastTry || error.kind === "gone" || error.kind === "refused"))
    return { kind: "file_gone" };
  return null;
}

/** What the decoder refuses; the rest is of tables. */
const isOfAnyFile = (facts: ImportRefused["facts"]): facts is Extract<StockRefusal, ImportRefused["facts"]> =>
  facts.kind === "file_too_large" || facts.kind === "not_text" || facts.kind === "encoding_broken";
