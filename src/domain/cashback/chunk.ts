import { and, eq, lte, sql } from "drizzle-orm";
import { isDiscordId } from "../../db/columns.ts";
import { mustHold } from "../../db/guard.ts";
import {
  accountId,
  accountOfMember,
  openMemberAccounts,
  systemOwner,
  transferFrom,
} from "../../db/ledger.ts";
import { payDebts } from "../../db/money.ts";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { members } from "../../db/schema/members.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { cashbackBatches, earnings, payouts, referralBlacklist } from "../../db/schema/referrals.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { PROGRESS_PAUSE_MS } from "../imports/progress.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { type CashbackBatch, inWatermark, openEarnings, SYSTEM, UNITS_PER_MINOR } from "./batch.ts";

/** Members that one batch of statements pays: a tenth of a second, in which nothing else can be booked. */
const MEMBERS_PER_BATCH_MAX = 1_000;
/** Earnings that it marks as paid, unless a single member has more. */
const EARNINGS_PER_BATCH_MAX = 50_000;
/** Direct messages that come due together: half of what a sweep rings for, so that other messages find room. */
const NOTICES_PER_SLOT = 250;
/** How often the sweep comes. */
const NOTICE_SLOT_MS = 5 * MINUTE_MS;

/** A batch that is being paid, by the job that pays it, for whoever confirmed it. */
export type Paying = { readonly job: OutboxRow; readonly batch: CashbackBatch; readonly by: string };

/** Members after one and up to another, both by id; how many they are, and how many come before them. */
export type Range = {
  readonly after: string;
  readonly last: string;
  readonly before: number;
  readonly members: number;
};

const causePrefix = ({ id }: CashbackBatch) => `cashback:${id}:`;
const remainderPrefix = ({ id }: CashbackBatch) => `remainder:${id}:`;

/** Those of a range who are still to be paid, to select from. */
const frozenIn = (batch: CashbackBatch, range: Range) => sql`${payouts} where ${rowsOf(batch, range)}`;
const rowsOf = ({ id }: CashbackBatch, { after, last }: Range) =>
  sql`${frozenAfter(id, after)} and member_id <= ${last}`;
/** The state stands as a literal because SQLite proves a partial index only from literals. */
const frozenAfter = (batchId: string, after: string) =>
  sql`batch_id = ${batchId} and state = 'frozen' and member_id > ${after}`;

/** The next range of a size that one batch of statements can do; `last` is null where nobody is left. */
export function nextRange({ db }: Deps, batch: CashbackBatch, after: string) {
  const theirs = sql`(select count(*) from ${openEarnings(batch)} and referrer_id = ${payouts.memberId})`;
  return db
    .select({ last: sql<string | null>`max(member_id)`, members: sql<number>`count(*)` })
    .from(
      sql`(
        select member_id, row_number() over (order by member_id) as nth, sum(earnings) over (order by member_id) as reached
        from (select member_id, ${theirs} as earnings from ${payouts} where ${frozenAfter(batch.id, after)}
          order by member_id limit ${sql.raw(String(MEMBERS_PER_BATCH_MAX))}))`,
    )
    .where(sql`nth = 1 or reached <= ${BigInt(EARNINGS_PER_BATCH_MAX)}`);
}

/** The ids of those of a range who are still to be paid. */
export const idsIn = ({ db }: Deps, batch: CashbackBatch, range: Range) =>
  db.select({ id: sql<string>`member_id` }).from(sql`${frozenIn(batch, range)} order by member_id`);

/**
 * The statements that pay a range, all or none of them: money, debts that it pays, earnings marked as paid, what is
 * left of less than a whole unit, and what members are told. Who may not be paid any more is told from who is paid
 * first; the state of the payouts is the last to change, because all else is found by it.
 */
export function payRange(deps: Deps, paying: Paying, range: Range) {
  const { db, clock } = deps;
  const { job, batch, by } = paying;
  const booked = bookedNow(deps);
  const frozen = frozenIn(batch, range);
  const cause = sql`${causePrefix(batch)} || member_id`;
  const ids = sql`select member_id from ${frozen}`;
  return [
    mustHold(db, stillPaying(job, batch)),
    leaveOut(deps, batch, range),
    leaveChanged(deps, batch, range),
    db.run(sql`
      insert into ${members} (id, created_at_ms) select member_id, ${clock()} from (${ids})
      where true on conflict do nothing`),
    openMemberAccounts(db, "money", ids),
    transferFrom(
      db,
      {
        debit: accountId(systemOwner("cashback"), "money"),
        credit: accountOfMember(sql`member_id`, "money"),
        amount: sql`amount`,
        asset: "money",
        kind: "referral_cashback",
        cause,
        actor: by,
        memo: sql`'Referral cashback - ' || referrals || ' active referrals'`,
        metadata: sql`json_object('batchId', batch_id, 'count', referrals)`,
        source: by === SYSTEM ? "shop" : "staff",
        ...booked,
      },
      frozen,
    ),
    payDebts(db, { memberId: sql`member_id`, cause }, frozen, booked),
    db.run(sql`
      update ${earnings} set batch_id = ${batch.id}
      where ${inWatermark(batch)} and referrer_id in (${ids})`),
    keepRemainders(deps, batch, range),
    tellMembers(deps, batch, range),
    db.run(sql`
      update ${payouts} set state = 'paid', reason = null, state_at_ms = ${clock()}
      where ${rowsOf(batch, range)}`),
    extendLease(db, job, clock() + LEASE_MS),
  ] as const;
}

export const stillPaying = (job: OutboxRow, { id }: CashbackBatch) =>
  sql`${stillHeld(job)} and exists (select 1 from ${cashbackBatches} where id = ${id} and state = 'running')`;

function leaveOut({ db, clock }: Deps, batch: CashbackBatch, range: Range) {
  return db.run(sql`
    update ${payouts} set state = 'blacklisted', state_at_ms = ${clock()}
    where ${rowsOf(batch, range)}
      and exists (select 1 from ${referralBlacklist} where member_id = ${payouts.memberId})`);
}

/** The frozen set can only shrink, by whole units that another batch paid: the same sum is the same earnings. */
function leaveChanged({ db, clock }: Deps, batch: CashbackBatch, range: Range) {
  const now = sql`(select sum(units) from ${openEarnings(batch)} and referrer_id = ${payouts.memberId})`;
  return db.run(sql`
    update ${payouts} set state = 'changed', state_at_ms = ${clock()}
    where ${rowsOf(batch, range)} and (units is not ${now} or not ${isDiscordId(sql`member_id`)})`);
}

function keepRemainders({ db, clock }: Deps, batch: CashbackBatch, range: Range) {
  const [unit, nowMs] = [BigInt(UNITS_PER_MINOR), clock()];
  return db.run(sql`
    insert into ${earnings} (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
    select ${remainderPrefix(batch)} || member_id, 'remainder', member_id, member_id, 0, units % ${unit}, ${nowMs}, ${nowMs}
    from ${frozenIn(batch, range)} and units % ${unit} > 0`);
}

/** Spread over time: a batch of a hundred thousand would keep every other message waiting. */
function tellMembers({ db, clock }: Deps, batch: CashbackBatch, range: Range) {
  const nowMs = clock();
  const nth = sql`(${BigInt(range.before)} + row_number() over (order by member_id) - 1)`;
  const dueAtMs = sql`${BigInt(nowMs)} + ${nth} / ${BigInt(NOTICES_PER_SLOT)} * ${BigInt(NOTICE_SLOT_MS)}`;
  return db.run(sql`
    insert into ${outbox} (id, kind, payload, member_id, due_at_ms, created_at_ms)
    select ${causePrefix(batch)} || member_id, 'notice.send',
      json_object('notice', 'cashback_paid', 'memberId', member_id, 'batchId', batch_id), member_id, ${dueAtMs}, ${nowMs}
    from ${frozenIn(batch, range)} on conflict do nothing`);
}

/** The messages to members that can be sent at once. */
export function noticesDue({ db, clock }: Deps, batch: CashbackBatch) {
  const prefix = causePrefix(batch);
  return db
    .select({ id: outbox.id, kind: outbox.kind })
    .from(outbox)
    .where(
      sql`${outbox.id} > ${prefix} and ${outbox.id} < ${`${prefix}~`} and ${outbox.state} = 'waiting' and ${lte(outbox.dueAtMs, clock())}`,
    )
    .limit(NOTICES_PER_SLOT);
}

/** The statement that notes why a member could not be paid; their earnings wait. */
export function noteFailure({ db, clock }: Deps, { job, batch }: Paying, range: Range, reason: string) {
  return db.run(sql`
    update ${payouts} set state = 'failed', reason = ${reason}, state_at_ms = ${clock()}
    where ${rowsOf(batch, range)} and ${stillPaying(job, batch)}`);
}

/** Claims the right to show progress now; returns the batch at most once in `PROGRESS_PAUSE_MS`. */
export function showProgress({ db, clock }: Deps, batchId: string) {
  const nowMs = clock();
  return db
    .update(cashbackBatches)
    .set({ progressAtMs: nowMs })
    .where(
      and(
        eq(cashbackBatches.id, batchId),
        sql`${cashbackBatches.state} = 'running'`,
        lte(cashbackBatches.progressAtMs, nowMs - PROGRESS_PAUSE_MS),
      ),
    )
    .returning();
}
