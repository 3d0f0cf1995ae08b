import { eq, sql } from "drizzle-orm";
import { extendLease, finishRow, type OutboxRow } from "../../db/outbox.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { stock, stockRows, stockUploads } from "../../db/schema/stock.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { finishJob, LEASE_MS } from "../jobs/take.ts";
import { ring } from "../outbox/kinds.ts";
import { forgetLowStock } from "../shop/lowStock.ts";
import { isAsked, type StockUpload } from "./ask.ts";
import { reportJobId } from "./report.ts";
import { resealCodes } from "./reseal.ts";

/** Codes that come into stock in one batch. */
const CODES_PER_BATCH = 5_000;

/**
 * Brings the codes of a confirmed upload into stock, a batch at a time and in the order of the file. Each batch deletes
 * the rows it used, so a job that dies goes on where it stopped. A code that came into stock meanwhile stays single.
 */
export async function addStock(deps: Deps, job: OutboxRow, uploadId: string): Promise<void> {
  const [upload] = await deps.db.select().from(stockUploads).where(eq(stockUploads.id, uploadId));
  if (upload?.state !== "adding") return await finishJob(deps, job);
  await resealWaiting(deps, upload);
  while ((await addBatch(deps, job, upload)) > 0);
  await end(deps, job, upload);
}

async function addBatch(deps: Deps, job: OutboxRow, upload: StockUpload): Promise<number> {
  const { db } = deps;
  const nowMs = deps.clock();
  const batch = sql`upload_id = ${upload.id} and line <= (
    select max(line) from (
      select line from ${stockRows} where upload_id = ${upload.id} order by line limit ${sql.raw(String(CODES_PER_BATCH))}))`;
  const [, used] = await db.batch([
    db.run(sql`
      insert into ${stock} (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
      select id, ${upload.productId}, upload_id, key_id, sealed, code_hash, ${nowMs}, ${nowMs}
      from ${stockRows} where ${batch} order by line
      on conflict do nothing`),
    db.run(sql`delete from ${stockRows} where ${batch}`),
    extendLease(db, job, nowMs + LEASE_MS),
    forgetLowStock(deps, upload.productId),
  ]);
  return used.rowsAffected;
}

/** Where the root key has changed since the codes were read: only under one key is a code found that is there already. */
async function resealWaiting(deps: Deps, { id, productId }: StockUpload): Promise<void> {
  const { db } = deps;
  const { current } = await deps.keyring();
  for (;;) {
    const rows = await db
      .select()
      .from(stockRows)
      .where(sql`upload_id = ${id} and key_id <> ${current.id}`)
      .orderBy(stockRows.line)
      .limit(CODES_PER_BATCH);
    if (rows.length === 0) return;
    const resealed = await resealCodes(
      deps,
      rows.map((row) => ({ ...row, productId, key: row.line })),
    );
    if (resealed.length < rows.length) throw new Error("a waiting code does not open");
    const json = JSON.stringify(resealed.map(({ key, was, sealed, hash }) => [key, was, sealed, hash]));
    await db.batch([
      db.run(sql`
        update ${stockRows} set key_id = ${current.id}, sealed = given.value ->> 2, code_hash = given.value ->> 3
        from json_each(${json}) as given
        where upload_id = ${id} and line = given.value ->> 0 and sealed = given.value ->> 1`),
    ]);
  }
}

/** Ends an upload of which no code waits, and has its summary told by the batch that ends it, once; on the dashboard it stands by itself. */
async function end(deps: Deps, job: OutboxRow, upload: StockUpload): Promise<void> {
  const { db } = deps;
  const nowMs = deps.clock();
  const report = { id: reportJobId(upload.id), kind: "stock.report" };
  const auditId = `${upload.id}.added`;
  await db.batch([
    db
      .update(stockUploads)
      .set({
        state: "done",
        finishedAtMs: nowMs,
        added: sql`(select count(*) from ${stock} where upload_id = ${upload.id})`,
      })
      .where(sql`${stockUploads.id} = ${upload.id} and ${stockUploads.state} = 'adding'`),
    db.run(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select ${report.id}, ${report.kind}, json_object('uploadId', ${upload.id}), ${nowMs}, ${nowMs}
      where changes() = 1 and ${isAsked(upload) ? 1 : 0}
      on conflict do nothing`),
    finishRow(db, job, nowMs),
    ...recordAudit(deps, {
      id: auditId,
      actor: upload.askedBy,
      action: "stock.add",
      target: `product:${upload.productId}`,
      after: sql`(select json_object('codes', added) from ${stockUploads} where id = ${upload.id})`,
      cause: auditId,
    }),
  ]);
  ring(deps, [report]);
  ringAudit(deps, auditId);
}
