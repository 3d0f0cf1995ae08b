import { and, eq, lte, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { extendLease, finishRow, type OutboxRow, putInOutboxFrom } from "../../db/outbox.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";
import { PROGRESS_PAUSE_MS } from "../imports/progress.ts";
import { finishJob, LEASE_MS } from "../jobs/take.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import type { Generated, TokenBatch } from "./batch.ts";
import { fillBatch, finishBatch, TOKENS_PER_FILL } from "./fill.ts";

/** Batches of statements in a row that may bring no new code; with codes as rare as they are, one hardly ever does. */
const BARREN_MAX = 5;

export const reportJobId = (batchId: string) => `${batchId}.tokens.report`;

/** How far the making of tokens is. */
export type TokensProgress = Pick<Generated, "batch" | "locale"> & { readonly made: number };

/**
 * Makes the tokens of a batch, some at a time, until it has them all or its campaign was closed. A job that dies goes on
 * where it stopped, and one that runs twice makes none twice.
 * @param show called every few seconds.
 */
export async function makeTokens(
  deps: Deps,
  job: OutboxRow,
  batchId: string,
  show: (progress: TokensProgress) => Promise<void>,
): Promise<void> {
  const [batch] = await deps.db.select().from(tokenBatches).where(eq(tokenBatches.id, batchId));
  if (!batch) return await finishJob(deps, job);
  for (let before = -1, barren = 0; ; ) {
    const { made, isFinished, showNow } = await makeSome(deps, job, batch);
    if (isFinished) return ring(deps, [{ id: reportJobId(batchId), kind: "tokens.report" }]);
    barren = made > before ? 0 : barren + 1;
    if (barren === BARREN_MAX) throw new Error("no new code was found");
    before = made;
    if (showNow) await show(showNow);
  }
}

/** The batch of statements that ends it tells of it too, once. */
async function makeSome(deps: Deps, job: OutboxRow, batch: TokenBatch) {
  const { db } = deps;
  const { id, createdBy } = batch;
  const nowMs = deps.clock();
  const finished = sql`${tokenBatches} where id = ${id} and finished_at_ms is not null`;
  const report = { id: reportJobId(id), kind: "tokens.report", payload: sql`json_object('batchId', id)` };
  const [[count], [shown], readers] = await writeThenRead(
    db,
    [
      fillBatch(deps, batch, TOKENS_PER_FILL),
      finishBatch(deps, id),
      putInOutboxFrom(db, { ...report, atMs: nowMs }, finished),
      extendLease(db, job, nowMs + LEASE_MS),
    ],
    [
      db
        .select({
          made: sql<number>`(select coalesce(max(number), 0) from ${tokens} where batch_id = ${id})`,
          finishedAtMs: tokenBatches.finishedAtMs,
        })
        .from(tokenBatches)
        .where(eq(tokenBatches.id, id)),
      claimProgress(deps, id),
      chosenLocale(db, createdBy),
    ],
  );
  const isFinished = count?.finishedAtMs != null;
  if (isFinished) await db.batch([finishRow(db, job, deps.clock())]);
  const made = count?.made ?? 0;
  return { made, isFinished, showNow: shown && { batch: shown, made, locale: localeFrom(deps, readers) } };
}

/** Claims the right to show progress now; returns the batch at most once in `PROGRESS_PAUSE_MS`. */
function claimProgress({ db, clock }: Deps, id: string) {
  const nowMs = clock();
  return db
    .update(tokenBatches)
    .set({ progressAtMs: nowMs })
    .where(
      and(
        eq(tokenBatches.id, id),
        sql`${tokenBatches.finishedAtMs} is null`,
        lte(tokenBatches.progressAtMs, nowMs - PROGRESS_PAUSE_MS),
      ),
    )
    .returning();
}
