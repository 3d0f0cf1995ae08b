import { and, eq, sql } from "drizzle-orm";
import { RECIPIENTS_PER_CALL_MAX } from "../../clients/sendgrid/client.ts";
import { extendLease, finishRow, type OutboxRow } from "../../db/outbox.ts";
import { claims } from "../../db/schema/claims.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import { mails, suppressions } from "../../db/schema/mail.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";
import { type ImportRow, importById } from "./ask.ts";
import { endIfComplete, type Progress, progressOf, ringReport, showProgress } from "./progress.ts";

/** Rows that become claims in one batch. */
const ROWS_PER_BATCH_MAX = 5_000;
const LEASE_MS = 2 * MINUTE_MS;

/**
 * Makes the claims and mails of a confirmed import, a batch of rows at a time, then hands the mails to
 * their jobs. Each batch deletes the rows it used, so a job that dies goes on where it stopped.
 * @param told is called with the progress when it is time to show it again.
 */
export async function runImport(
  deps: Deps,
  job: OutboxRow,
  importId: string,
  told: (row: ImportRow, progress: Progress) => Promise<void>,
): Promise<void> {
  const [row] = await importById(deps, importId);
  if (row?.state === "running") {
    while ((await makeClaims(deps, job, row, told)) > 0);
    await planMails(deps, row);
  }
  const [chunks] = await deps.db.batch([
    deps.db
      .select({ id: outbox.id, kind: outbox.kind })
      .from(outbox)
      .where(
        and(
          sql`${outbox.id} in (select distinct outbox_id from mails where import_id = ${importId})`,
          sql`${outbox.state} = 'waiting'`,
        ),
      ),
    finishRow(deps.db, job, deps.clock()),
  ]);
  ring(deps, chunks);
}

async function makeClaims(
  deps: Deps,
  job: OutboxRow,
  row: ImportRow,
  told: (row: ImportRow, progress: Progress) => Promise<void>,
): Promise<number> {
  const { db } = deps;
  const nowMs = deps.clock();
  const batch = sql`import_id = ${row.id} and line <= (
    select max(line) from (select line from ${importRows} where import_id = ${row.id} order by line limit ${ROWS_PER_BATCH_MAX}))`;
  const [, , used, , shown, counts] = await db.batch([
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
    db.run(sql`
      insert into ${mails} (id, claim_id, import_id, state, reason, created_at_ms, state_at_ms)
      select claims.id || '.1', claims.id, claims.import_id, iif(unwanted is null, 'queued', 'held'), unwanted,
        ${nowMs}, ${nowMs}
      from (
        select claim_id, (
          select kind from ${suppressions} where email_hash in (waiting.email_hash, waiting.email_hash_previous)
        ) as unwanted
        from ${importRows} as waiting where ${batch}
      ) as planned join ${claims} on claims.id = planned.claim_id
      where true
      on conflict do nothing`),
    db.run(sql`delete from ${importRows} where ${batch}`),
    extendLease(db, job, nowMs + LEASE_MS),
    showProgress(deps, row.id),
    progressOf(deps, row.id),
  ]);
  if (shown[0] && counts[0]) await told(shown[0], counts[0]);
  return used.rowsAffected;
}

/**
 * Groups an import's mails into calls of at most 1,000, each address once in a call: a customer's second
 * order goes into another group.
 */
async function planMails(deps: Deps, row: ImportRow): Promise<void> {
  const { db } = deps;
  const nowMs = deps.clock();
  const [, , , ended] = await db.batch([
    db.run(sql`
      update ${mails} set outbox_id = planned.outbox_id
      from (
        select id, ${`${row.id}.mail.`} || nth || '.' ||
          ((row_number() over (partition by nth order by line) - 1) / ${sql.raw(String(RECIPIENTS_PER_CALL_MAX))}) as outbox_id
        from (
          select mails.id, claims.line, row_number() over (partition by claims.email_hash order by claims.line) as nth
          from mails join claims on claims.id = mails.claim_id
          where mails.import_id = ${row.id} and mails.state = 'queued' and mails.outbox_id is null
        )
      ) as planned
      where mails.id = planned.id`),
    db.run(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select distinct outbox_id, 'mail.send', json_object('importId', import_id), ${nowMs}, ${nowMs}
      from ${mails} where import_id = ${row.id} and outbox_id is not null
      on conflict do nothing`),
    db
      .update(imports)
      .set({ state: "mailing" })
      .where(and(eq(imports.id, row.id), sql`${imports.state} = 'running'`)),
    ...endIfComplete(deps, row.id),
  ]);
  ringReport(deps, ended);
}
