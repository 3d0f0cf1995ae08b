import { and, eq, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { extendLease, finishRow, type OutboxRow } from "../../db/outbox.ts";
import { claims } from "../../db/schema/claims.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import { mails, suppressions } from "../../db/schema/mail.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";
import { type ImportRow, importById } from "./ask.ts";
import { inCalls } from "./calls.ts";
import { endIfComplete, type Progress, progressOf, ringReport, showProgress } from "./progress.ts";

/** Rows that become claims in one batch, and mails in as many calls as SendGrid needs for them. */
const ROWS_PER_BATCH_MAX = 5_000;
const LEASE_MS = 2 * MINUTE_MS;

/**
 * Makes the claims and mails of a confirmed import, a batch of rows at a time. Each batch deletes the rows it
 * used and hands their mails to jobs, so a job that dies goes on where it stopped.
 * @param told is called with the progress when it is time to show it again.
 */
export async function runImport(
  deps: Deps,
  job: OutboxRow,
  importId: string,
  told: (row: ImportRow, progress: Progress) => Promise<void>,
): Promise<void> {
  const [row] = await importById(deps, importId);
  const rung = new Set<string>();
  for (let rowsLeft = row?.state === "running"; row && rowsLeft; ) {
    const { rowsUsed, mailJobs, shown } = await makeClaims(deps, job, row);
    ring(deps, mailJobs);
    for (const { id } of mailJobs) rung.add(id);
    rowsLeft = rowsUsed > 0;
    const [progress] = shown ? await progressOf(deps, importId) : [];
    if (shown && progress) await told(shown, progress);
  }
  const [, ended, , waiting] = await deps.db.batch([
    deps.db
      .update(imports)
      .set({ state: "mailing" })
      .where(and(eq(imports.id, importId), sql`${imports.state} = 'running'`)),
    ...endIfComplete(deps, importId),
    deps.db
      .select({ id: outbox.id, kind: outbox.kind })
      .from(outbox)
      .where(and(beginsWith(outbox.id, sql`${mailJobPrefix(importId)}`), sql`${outbox.state} = 'waiting'`)),
    finishRow(deps.db, job, deps.clock()),
  ]);
  ringReport(deps, ended);
  // Those of an earlier try, or of a batch whose reply was lost.
  ring(
    deps,
    waiting.filter(({ id }) => !rung.has(id)),
  );
}

/** How the ids of an import's mail jobs begin; the first line of the batch that planned them comes next. */
const mailJobPrefix = (importId: string) => `${importId}.mail.`;

/** What follows the prefix are digits and dots. */
const beginsWith = (id: SQLWrapper, prefix: SQL) => sql`${id} > ${prefix} and ${id} < ${prefix} || '~'`;

async function makeClaims(
  deps: Deps,
  job: OutboxRow,
  row: ImportRow,
): Promise<{ rowsUsed: number; mailJobs: { id: string; kind: string }[]; shown: ImportRow | undefined }> {
  const { db } = deps;
  const nowMs = deps.clock();
  const batch = sql`import_id = ${row.id} and line <= (
    select max(line) from (select line from ${importRows} where import_id = ${row.id} order by line limit ${ROWS_PER_BATCH_MAX}))`;
  const jobs = sql`(${mailJobPrefix(row.id)} || (select min(line) from ${importRows} where import_id = ${row.id}) || '.')`;
  const [, , mailJobs, used, , [shown]] = await db.batch([
    db.run(sql`
      insert into ${claims} (id, import_id, line, code_hash, key_id, order_key, order_id, email_hash, email_sealed,
        points, product, campaign, expires_at_ms, created_at_ms)
      select claim_id, import_id, line, code_hash, key_id, order_key, order_id, email_hash, email_sealed,
        points, product, ${row.campaign}, ${nowMs + row.expiryDays * DAY_MS}, ${nowMs}
      from ${importRows} as waiting
      where ${batch} and not exists (
        select 1 from ${claims} where order_key = waiting.order_key and email_hash = waiting.email_hash_previous)
      order by line
      on conflict do nothing`),
    insertMails(deps, batch, jobs),
    db.all<{ id: string; kind: string }>(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select distinct outbox_id, 'mail.send', json_object('importId', import_id), ${nowMs}, ${nowMs}
      from ${mails} where ${beginsWith(mails.outboxId, jobs)}
      on conflict do nothing
      returning id, kind`),
    db.run(sql`delete from ${importRows} where ${batch}`),
    extendLease(db, job, nowMs + LEASE_MS),
    showProgress(deps, row.id),
  ]);
  return { rowsUsed: used.rowsAffected, mailJobs, shown };
}

/** The mails of the claims that a batch of rows has become, each call of them with a job that begins with `jobs`. */
function insertMails(deps: Deps, batch: SQL, jobs: SQL) {
  const nowMs = deps.clock();
  const wanted = sql`select id, import_id, line, email_hash from planned where unwanted is null`;
  return deps.db.run(sql`
    insert into ${mails} (id, claim_id, import_id, outbox_id, state, reason, created_at_ms, state_at_ms)
    with planned as (
      select claims.id, claims.import_id, claims.line, claims.email_hash, unwanted
      from (
        select claim_id, (
          select kind from ${suppressions} where email_hash in (waiting.email_hash, waiting.email_hash_previous)
        ) as unwanted
        from ${importRows} as waiting where ${batch}
      ) as used join ${claims} on claims.id = used.claim_id)
    select id || '.1', id, import_id, outbox_id, 'queued', null, ${nowMs}, ${nowMs} from (${inCalls(jobs, wanted)})
    union all
    select id || '.1', id, import_id, null, 'held', unwanted, ${nowMs}, ${nowMs} from planned where unwanted is not null
    on conflict do nothing`);
}
