import { and, eq, sql } from "drizzle-orm";
import { isDiscordId } from "../../db/columns.ts";
import { brokenRule } from "../../db/constraint.ts";
import { isGuardRefusal, mustHaveChanged, mustHold } from "../../db/guard.ts";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { cashbackBatches, earnings, payouts, referralBlacklist } from "../../db/schema/referrals.ts";
import { SECOND_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { JobNotNow } from "../jobs/retry.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import {
  type CashbackBatch,
  CONFIRM_WITHIN_MS,
  cashbackBatchById,
  openEarnings,
  payJobId,
  RUNNING_RULE,
  SYSTEM,
  summed,
  UNITS_PER_MINOR,
} from "./batch.ts";
import { previewFindings } from "./preview.ts";
import { payoutsOf, started } from "./totals.ts";

/** Earnings that one batch of statements sums up: some hundredths of a second. */
const EARNINGS_PER_BATCH_MAX = 50_000;
/** How soon the weekly batch looks again while another runs. */
const RUNNING_PAUSE_MS = 30 * SECOND_MS;

/**
 * Writes down what a batch is to pay each member: a job that comes again goes on where it stopped. Then an asked one
 * waits for its confirmation, and the weekly one is paid. Returns the batch where there is something to show of it.
 */
export async function freezeBatch(
  deps: Deps,
  job: OutboxRow,
  batchId: string,
): Promise<CashbackBatch | null> {
  const [batch] = await cashbackBatchById(deps, batchId);
  if (!batch) return null;
  if (batch.state === "freezing") {
    if (batch.mode === "weekly") await waitForOthers(deps);
    if (!(await freezeAll(deps, job, batch))) return null;
    await review(deps, job, batch);
  }
  if (batch.mode !== "weekly") return await offer(deps, job, batch, await findingsOf(deps, batch));
  if (batch.state === "freezing") await startWeekly(deps, job, batch);
  return null;
}

/** Whether it was frozen by this job; not when another has the job by now. */
async function freezeAll(deps: Deps, job: OutboxRow, batch: CashbackBatch): Promise<boolean> {
  const { db } = deps;
  const [[reached]] = await db.batch([
    db.select({ after: sql<string>`coalesce(max(member_id), '')` }).from(sql`${payoutsOf(batch.id)}`),
  ]);
  let after = reached?.after ?? "";
  let [edge] = await edgeAfter(deps, batch, after);
  try {
    for (;;) {
      const last = edge?.last;
      const [, , next] = await db.batch([
        mustHold(db, stillFreezing(job, batch)),
        freezeRange(deps, batch, after, last),
        edgeAfter(deps, batch, last ?? after),
        extendLease(db, job, deps.clock() + LEASE_MS),
      ]);
      if (last === undefined) return true;
      after = last;
      [edge] = next;
    }
  } catch (error) {
    if (isGuardRefusal(error)) return false;
    throw error;
  }
}

/** Whom to freeze up to, so that a statement stays short; none where the rest is few. All of a member is in one. */
function edgeAfter({ db }: Deps, batch: CashbackBatch, after: string) {
  return db
    .select({ last: sql<string>`referrer_id` })
    .from(sql`${earnings} where batch_id is null and ${rangeOf(batch, after)}
      order by referrer_id, seq limit 1 offset ${sql.raw(String(EARNINGS_PER_BATCH_MAX - 1))}`);
}

const rangeOf = ({ memberId }: CashbackBatch, after: string) =>
  memberId === null ? sql`referrer_id > ${after}` : sql`referrer_id > ${after} and referrer_id = ${memberId}`;

/** Nothing for whom less than a whole unit is open: it stays with them, and counts next time. */
function freezeRange({ db, clock }: Deps, batch: CashbackBatch, after: string, last: string | undefined) {
  const unit = BigInt(UNITS_PER_MINOR);
  const upTo = last === undefined ? sql`` : sql`and referrer_id <= ${last}`;
  return db.run(sql`
    insert into ${payouts} (batch_id, member_id, units, amount, referrals, state, state_at_ms)
    select ${batch.id}, referrer_id, units, units / ${unit}, referrals, 'frozen', ${clock()}
    from (select referrer_id, ${summed.units} as units, ${summed.referrals} as referrals
      from ${openEarnings(batch)} and ${rangeOf(batch, after)} ${upTo} group by referrer_id)
    where units >= ${unit} and ${isDiscordId(sql`referrer_id`)}
      and not exists (select 1 from ${referralBlacklist} where member_id = referrer_id)
    on conflict do nothing`);
}

const stillFreezing = (job: OutboxRow, { id }: CashbackBatch) =>
  sql`${stillHeld(job)} and exists (select 1 from ${cashbackBatches} where id = ${id} and state = 'freezing')`;

/**
 * Sets aside what is over a limit, for a person to look at: amounts too large, unless a person asks for this one
 * member, and the members with the youngest earnings where there are too many.
 */
async function review(deps: Deps, job: OutboxRow, batch: CashbackBatch): Promise<void> {
  if (batch.mode === "member") return;
  const { db, shop } = deps;
  const frozen = sql`${payoutsOf(batch.id)} and state = 'frozen'`;
  const oldest = sql`(select min(seq) from ${openEarnings(batch)} and referrer_id = ${payouts.memberId})`;
  const setAside = (reason: string) =>
    sql`update ${payouts} set state = 'review', reason = ${reason} where batch_id = ${batch.id} and state = 'frozen'`;
  await db.batch([
    db.run(sql`${setAside("payout_max")} and amount > ${BigInt(shop.cashbackPayoutMax)}
      and ${stillFreezing(job, batch)}`),
    db.run(sql`${setAside("receivers_max")}
      and (select count(*) from ${frozen}) > ${BigInt(shop.cashbackReceiversMax)}
      and member_id not in (
        select member_id from ${frozen} order by ${oldest} limit ${sql.raw(String(shop.cashbackReceiversMax))})
      and ${stillFreezing(job, batch)}`),
  ]);
}

/** What the preview of a batch of all members tells, found once; that of one member is quickly found again. */
async function findingsOf(deps: Deps, batch: CashbackBatch): Promise<string | null> {
  if (batch.mode === "member") return null;
  return batch.findings ?? JSON.stringify(await previewFindings(deps, batch));
}

/**
 * Lets whoever asked decide; a batch that would pay nobody ends here. Where the job comes again, they may not have seen
 * it yet, and the time to confirm begins anew.
 */
async function offer(
  { db, clock }: Deps,
  job: OutboxRow,
  batch: CashbackBatch,
  findings: string | null,
): Promise<CashbackBatch | null> {
  const nowMs = clock();
  const pays = sql`exists (select 1 from ${payoutsOf(batch.id)} and state = 'frozen')`;
  const [, [offered]] = await db.batch([
    db
      .update(cashbackBatches)
      .set({
        state: sql`iif(${pays}, 'previewed', 'cancelled')`,
        confirmUntilMs: sql`iif(${pays}, ${nowMs + CONFIRM_WITHIN_MS}, null)`,
        finishedAtMs: sql`iif(${pays}, null, ${nowMs})`,
        findings,
      })
      .where(
        and(
          eq(cashbackBatches.id, batch.id),
          sql`${cashbackBatches.state} in ('freezing', 'previewed')`,
          stillHeld(job),
        ),
      ),
    cashbackBatchById({ db }, batch.id),
  ]);
  const isDecided = offered?.state !== "previewed" && offered?.state !== "cancelled";
  return !offered || isDecided || offered.decidedRequest !== null ? null : offered;
}

/** What another batch is about to pay would be frozen twice. */
async function waitForOthers(deps: Deps): Promise<void> {
  const [running] = await deps.db
    .select()
    .from(cashbackBatches)
    .where(sql`${cashbackBatches.state} = 'running'`);
  if (running) throw JobNotNow.waiting("cashback_running", deps.clock() + RUNNING_PAUSE_MS);
}

async function startWeekly(deps: Deps, job: OutboxRow, batch: CashbackBatch): Promise<void> {
  const { db } = deps;
  const auditId = `${batch.id}.started`;
  const bell = { id: payJobId(batch.id), kind: "cashback.pay" };
  try {
    await db.batch([
      db
        .update(cashbackBatches)
        .set({ state: "running", startedAtMs: deps.clock() })
        .where(and(eq(cashbackBatches.id, batch.id), stillFreezing(job, batch))),
      mustHaveChanged(db),
      putJob(deps, bell.id, "cashback.pay", { batchId: batch.id, by: SYSTEM }),
      ...recordAudit(deps, { ...started(batch.id), id: auditId, actor: SYSTEM, cause: auditId }),
    ]);
  } catch (error) {
    if (brokenRule(error) === RUNNING_RULE)
      throw JobNotNow.waiting("cashback_running", deps.clock() + RUNNING_PAUSE_MS);
    if (!isGuardRefusal(error)) throw error;
  }
  ring(deps, [bell]);
  ringAudit(deps, auditId);
}
