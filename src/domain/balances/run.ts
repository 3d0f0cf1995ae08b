import { and, eq, lte, type SQL, sql } from "drizzle-orm";
import {
  accountId,
  accountOfMember,
  memberAccounts,
  openAccounts,
  openMemberAccounts,
  systemOwner,
  transferFrom,
  transfersFrom,
} from "../../db/ledger.ts";
import { extendLease, finishRow, type OutboxRow } from "../../db/outbox.ts";
import { balanceChangeRows, balanceChanges } from "../../db/schema/balances.ts";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { PROGRESS_PAUSE_MS } from "../imports/progress.ts";
import { finishJob, LEASE_MS } from "../jobs/take.ts";
import { ring } from "../outbox/kinds.ts";
import { limitsOf, type PointsAction, pointsBooking, pointsVerdict } from "../points/limits.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";
import { causePrefix, moved, movedBy, reportJobId } from "./report.ts";

/** Balances that one batch changes: some tenths of a second, in which no claim can be booked. */
const MEMBERS_PER_BATCH_MAX = 1_000;

/** The audit row that tells what a change came to. */
export const doneAuditId = (changeId: string) => `${changeId}.done`;

type Chunk = { readonly last: string | null; readonly shown: BalanceChange | undefined };

/**
 * Books a confirmed change, some members a batch. A member's transfer has a cause of its own, so that a job that
 * dies, or two that run at once, book each of them once.
 * @param told is called when it is time to show the progress again.
 */
export async function runBalances(
  deps: Deps,
  job: OutboxRow,
  changeId: string,
  told: (change: BalanceChange) => Promise<void>,
): Promise<void> {
  const [change] = await balanceChangeById(deps, changeId);
  if (change?.state !== "running") return await finishJob(deps, job);
  const { action } = change;
  const next = (after: string) =>
    action === "reset" ? emptyAccounts(deps, job, change, after) : bookRows(deps, job, change, action);
  for (let chunk = await next(""); chunk.last !== null; chunk = await next(chunk.last)) {
    if (chunk.shown) await told(chunk.shown);
  }
  await end(deps, job, change);
}

/** Empties the next accounts after one. Who gets points again after that keeps them: the cause is used up. */
async function emptyAccounts(
  deps: Deps,
  job: OutboxRow,
  change: BalanceChange,
  after: string,
): Promise<Chunk> {
  const { db } = deps;
  const next = sql`(
    select id, balance from ${memberAccounts("points")} and id > ${after} and balance > 0
    order by id limit ${sql.raw(String(MEMBERS_PER_BATCH_MAX))})`;
  const [[edge], , , , [shown]] = await db.batch([
    db.select({ last: sql<string | null>`max(id)` }).from(next),
    openAccounts(db, "points", [systemOwner("grants")]),
    transferFrom(
      db,
      {
        debit: sql`id`,
        credit: accountId(systemOwner("grants"), "points"),
        amount: sql`balance`,
        asset: "points",
        kind: "points.reset",
        cause: sql`${causePrefix(change)} || id`,
        actor: change.askedBy,
        memo: change.reason,
        source: "staff",
        ...bookedNow(deps),
      },
      sql`${next} where true`,
    ),
    countDone(deps, change.id),
    showProgress(deps, change.id),
    extendLease(db, job, deps.clock() + LEASE_MS),
  ]);
  return { last: edge?.last ?? null, shown };
}

/** Books the next rows of the file that the database agrees to, and notes what became of each. */
async function bookRows(
  deps: Deps,
  job: OutboxRow,
  change: BalanceChange,
  action: PointsAction,
): Promise<Chunk> {
  const { db } = deps;
  const open = sql`change_id = ${change.id} and outcome is null`;
  const chunk = sql`${open} and line <= (
    select max(line) from (
      select line from ${balanceChangeRows} where ${open} order by line limit ${sql.raw(String(MEMBERS_PER_BATCH_MAX))}))`;
  const grants = accountId(systemOwner("grants"), "points");
  const [account, points] = [accountOfMember(sql`member_id`, "points"), sql`points`];
  const verdict = (balance: SQL) => pointsVerdict(action, balance, points, limitsOf(deps.shop));
  const cause = sql`${causePrefix(change)} || line`;
  const held = sql`(select balance from ${accounts} where id = ${account})`;
  const ids = sql`select member_id from ${balanceChangeRows} where ${chunk}`;
  const booked = bookedNow(deps);
  const [, , , , , , decided, , [shown]] = await db.batch([
    db.run(sql`
      insert into ${members} (id, created_at_ms) select member_id, ${deps.clock()} from (${ids})
      where true on conflict do nothing`),
    openAccounts(db, "points", [systemOwner("grants")]),
    openMemberAccounts(db, "points", ids),
    transferFrom(
      db,
      {
        ...pointsBooking(action, { account: sql`id`, grants }, sql`balance`, points),
        asset: "points",
        kind: "points.import",
        cause,
        actor: change.askedBy,
        memo: change.reason,
        source: "staff",
        ...booked,
      },
      sql`${balanceChangeRows} join ${accounts} on id = ${account} where ${chunk} and ${verdict(sql`balance`)} = 'booked'`,
    ),
    // A balance that is set is to be what the file says.
    awardEarned(db, {
      moved: sql`
        select member_id as id, 0 as points from ${balanceChangeRows}
        join ${transfers} on cause = ${cause} and credit = ${account} where ${chunk} and ${action} = 'add'`,
      cause: awardCause(change),
      createdAtMs: booked.createdAtMs,
    }),
    transfersFrom(db, [bonusesOf(awardCause(change), booked)]),
    db.run(sql`
      update ${balanceChangeRows} set outcome =
        iif(exists (select 1 from ${transfers} where ${transfers.cause} = ${cause}), 'booked', ${verdict(held)})
      where ${chunk}`),
    countDone(deps, change.id),
    showProgress(deps, change.id),
    extendLease(db, job, deps.clock() + LEASE_MS),
    ...(announces(deps) ? [announceEarned(db, awardCause(change), booked.createdAtMs)] : []),
  ]);
  return { last: decided.rowsAffected > 0 ? "" : null, shown };
}

/** What all that a change has members earn is found by. */
const awardCause = ({ id }: BalanceChange) => `balances:${id}`;

/** Counts what the statement before it has done. */
function countDone(deps: Deps, changeId: string) {
  return deps.db
    .update(balanceChanges)
    .set({ done: sql`${balanceChanges.done} + changes()` })
    .where(eq(balanceChanges.id, changeId));
}

/** Claims the right to show progress now; returns the change at most once in `PROGRESS_PAUSE_MS`. */
function showProgress(deps: Deps, changeId: string) {
  const nowMs = deps.clock();
  return deps.db
    .update(balanceChanges)
    .set({ progressAtMs: nowMs })
    .where(
      and(
        eq(balanceChanges.id, changeId),
        sql`${balanceChanges.state} = 'running'`,
        lte(balanceChanges.progressAtMs, nowMs - PROGRESS_PAUSE_MS),
      ),
    )
    .returning();
}

/** Ends a change that has nothing left to book, and has its summary told by the batch that ends it, once. */
async function end(deps: Deps, job: OutboxRow, change: BalanceChange): Promise<void> {
  const { db } = deps;
  const nowMs = deps.clock();
  const report = { id: reportJobId(change.id), kind: "balances.report" };
  const auditId = doneAuditId(change.id);
  await db.batch([
    db
      .update(balanceChanges)
      .set({ state: "done", finishedAtMs: nowMs })
      .where(and(eq(balanceChanges.id, change.id), sql`${balanceChanges.state} = 'running'`)),
    db.run(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select ${report.id}, ${report.kind}, json_object('changeId', ${change.id}), ${nowMs}, ${nowMs} where changes() = 1
      on conflict do nothing`),
    finishRow(db, job, nowMs),
    ...recordAudit(deps, {
      id: auditId,
      actor: change.askedBy,
      action: "balances.done",
      target: `balances:${change.id}`,
      after: sql`(select json_object('members', ${moved.members}, 'added', ${moved.added}, 'taken', ${moved.taken}) from ${movedBy(change)})`,
      reason: change.reason,
      cause: auditId,
    }),
  ]);
  ring(deps, [report]);
  ringAnnouncement(deps, awardCause(change));
  ringAudit(deps, auditId);
}
