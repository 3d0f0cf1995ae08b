import { and, eq, type SQL, sql } from "drizzle-orm";
import { stock, stockRows, stockUploads } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { PREVIEW_LIFE_MS } from "../imports/read.ts";
import { ImportRefused } from "../imports/refusal.ts";
import type { StockUpload } from "./ask.ts";
import type { StockFindings } from "./findings.ts";
import type { Reader } from "./reader.ts";
import { StockFileRefused, type StockRefusal } from "./refusal.ts";

export const undecided: SQL = sql`${stockUploads.state} in ('reading', 'previewed')`;

/** What a file would add; null where somebody else reads it by now, or it was decided. */
export type Counted = {
  /** Codes that are new, and free ones that there are already. */
  readonly fresh: number;
  readonly free: number;
};

/** Ends the reading of a file: from now on its codes can be added. */
export async function endReading(
  { db, clock }: Deps,
  reader: Reader,
  { id, productId }: StockUpload,
  findings: StockFindings,
): Promise<Counted | null> {
  const staged = sql<number>`(select count(*) from ${stockRows} where upload_id = ${id})`;
  const [kept, [counted]] = await db.batch([
    db
      .update(stockUploads)
      .set({
        state: "previewed",
        findings: JSON.stringify(findings),
        total: staged,
        confirmUntilMs: clock() + PREVIEW_LIFE_MS,
      })
      .where(and(eq(stockUploads.id, id), undecided, reader.reads)),
    db
      .select({ fresh: staged, free: sql<number>`count(*)` })
      .from(stock)
      .where(sql`${stock.productId} = ${productId} and ${stock.state} = 'free'`),
  ]);
  return kept.rowsAffected === 0 ? null : (counted ?? { fresh: 0, free: 0 });
}

/** Ends the upload of a file that cannot be read. */
export async function refuseFile({ db, clock }: Deps, reader: Reader, uploadId: string): Promise<void> {
  await db.batch([
    db
      .update(stockUploads)
      .set({ state: "refused", finishedAtMs: clock(), fileUrl: null })
      .where(and(eq(stockUploads.id, uploadId), undecided, reader.reads)),
    db.delete(stockRows).where(and(eq(stockRows.uploadId, uploadId), reader.reads)),
  ]);
}

/** Why the file itself cannot be read; null where that is not the reason. */
export function faultOfFile(error: unknown): StockRefusal | null {
  if (error instanceof StockFileRefused) return error.facts;
  return error instanceof ImportRefused && isOfAnyFile(error.facts) ? error.facts : null;
}

/** What the decoder refuses; the rest is of tables. */
const isOfAnyFile = (facts: ImportRefused["facts"]): facts is Extract<StockRefusal, ImportRefused["facts"]> =>
  facts.kind === "file_too_large" || facts.kind === "not_text" || facts.kind === "encoding_broken";
