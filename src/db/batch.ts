import type { BatchItem, BatchResponse } from "drizzle-orm/batch";
import type { Database } from "./client.ts";

type Statement = BatchItem<"sqlite">;

/** Sends writes, as many as the occasion needs, and then reads, as one batch; returns what the reads found. */
export async function writeThenRead<const R extends readonly [Statement, ...Statement[]]>(
  db: Database,
  writes: readonly Statement[],
  reads: R,
): Promise<BatchResponse<R>> {
  const [first, ...others] = [...writes, ...reads];
  if (!first) throw new RangeError("a batch has at least one statement");
  const results: readonly unknown[] = await db.batch([first, ...others]);
  // A list of unknown length has lost which result is whose; those of the reads stand at its end.
  return results.slice(writes.length) as BatchResponse<R>;
}
