import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { FIRST_MEMBER_ID, fill, heavyMemberAt, STAFF_SQL, spreadSql, type Whole } from "./parts.ts";

const DAYS = 90;
/** What each earning is of, and what it earns in 1/10,000: two in a hundred. */
const SPENT = 15_000;
const UNITS = 3_000_000;
const DONE_BATCHES = 50;
/** Up to which part of the earnings the done batches paid, the running one pays, and the previewed one would. */
const DONE_TO = 0.2;
const RUNNING_TO = 0.6;
const PREVIEWED_TO = 0.9;

const idSql = (at: string) => `cast(${FIRST_MEMBER_ID} + ${at} as text)`;
/** Half of the members were brought, a tenth of those by one. */
const referrerAtSql = (at: string, { members }: Whole) =>
  `iif(${at} % 10 = 0, ${heavyMemberAt(members)}, ${at} * 31 % ${Math.ceil(members / 10)})`;
const doneBatchMs = (n: number, { nowMs }: Whole) => nowMs - (60 - n) * DAY_MS;

const idOf = (atMs: number) => {
  const [day = "", time = ""] = new Date(atMs).toISOString().split("T");
  return `BATCH-${day.replaceAll("-", "")}-${time.slice(0, 8).replaceAll(":", "")}`;
};
export const doneBatch = (n: number, whole: Whole) => idOf(doneBatchMs(n, whole));
export const runningBatch = ({ nowMs }: Whole) => idOf(nowMs - 3_600_000);
export const previewedBatch = ({ nowMs }: Whole) => idOf(nowMs - 60_000);

/** Who brought whom, what it earned, and the cashback for it: many batches that are done, one that runs, one that is asked for. */
export async function makeReferrals(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { members } = whole;
  const [brought, codes] = [Math.floor(members / 2), members / 5];
  await fill(
    database,
    codes,
    "referral_codes (member_id, code, created_at_ms)",
    `select ${idSql("n")}, printf('REF%07d', n), ${spreadSql("n", codes, 180, whole)} from counted`,
  );
  await fill(
    database,
    brought,
    "referrals (member_id, referrer_id, request_id, created_at_ms)",
    `select ${idSql("n")}, ${idSql(referrerAtSql("n", whole))}, 'request-' || n, ${spreadSql("n", brought, DAYS, whole)}
     from counted where n <> ${referrerAtSql("n", whole)}`,
  );
  await fill(
    database,
    Math.ceil(members / 5_000),
    "referral_blacklist (member_id, reason, blocked_by, created_at_ms)",
    `select ${idSql(`${members} - 1 - n`)}, 'own accounts', ${STAFF_SQL("n")}, ${spreadSql("n", members / 5_000, DAYS, whole)} from counted`,
  );
  await makeEarnings(database, whole, brought);
  await makeBatches(database, whole);
  await makePayouts(database, whole);
  await findPreview(database, whole);
}

async function makeEarnings(database: ScaleDatabase, whole: Whole, brought: number): Promise<void> {
  const { earnings } = whole;
  const made = spreadSql("n", earnings, DAYS, whole);
  const [doneTo, runningTo] = [earnings * DONE_TO, earnings * RUNNING_TO];
  await database.run("create table scale_batches (nth integer primary key, id text not null) strict");
  for (let nth = 0; nth < DONE_BATCHES; nth++)
    await database.run(`insert into scale_batches values (${nth}, '${doneBatch(nth, whole)}')`);
  await fill(
    database,
    earnings,
    `earnings (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, batch_id, created_at_ms)`,
    `, put(n, made, brought, at) as (
         select n, ${made}, n % ${brought}, ${referrerAtSql(`(n % ${brought})`, whole)} from counted)
     select 'purchase:scale-' || n, 'purchase', ${idSql("at")}, ${idSql("brought")}, ${SPENT}, ${UNITS}, made + ${7 * DAY_MS},
       case when n < ${doneTo} then id when n < ${runningTo} and at % 2 = 0 then '${runningBatch(whole)}' end, made
     from put left join scale_batches on n < ${doneTo} and nth = n * ${DONE_BATCHES} / ${Math.ceil(doneTo)}`,
  );
  await database.run("drop table scale_batches");
}

async function makeBatches(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { nowMs, earnings } = whole;
  const columns = `cashback_batches (id, cause, mode, state, asked_by, seq_max, payable_until_ms, confirm_until_ms,
    answer_until_ms, created_at_ms, started_at_ms, finished_at_ms)`;
  for (let n = 0; n < DONE_BATCHES; n++) {
    const atMs = doneBatchMs(n, whole);
    const seq = Math.floor((earnings * DONE_TO * (n + 1)) / DONE_BATCHES);
    await database.run(
      `insert into ${columns} values ('${doneBatch(n, whole)}', 'weekly:${n}', 'weekly', 'done', 'system', ${seq}, ${atMs},
         null, 0, ${atMs}, ${atMs}, ${atMs + 60_000})`,
    );
  }
  await database.run(
    `insert into ${columns} values
       ('${runningBatch(whole)}', 'all:1', 'all', 'running', 'system', ${earnings * RUNNING_TO}, ${nowMs}, null, 0,
         ${nowMs - 3_600_000}, ${nowMs - 3_500_000}, null),
       ('${previewedBatch(whole)}', 'all:2', 'all', 'previewed', '1300000000000000009', ${earnings * PREVIEWED_TO}, ${nowMs},
         ${nowMs + DAY_MS}, 0, ${nowMs - 60_000}, null, null)`,
  );
}

async function makePayouts(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { nowMs, earnings } = whole;
  const pay = (batch: string, state: string, which: string, reason = "null") =>
    database.run(
      `insert into cashback_payouts (batch_id, member_id, units, amount, referrals, state, reason, state_at_ms)
       select ${batch}, referrer_id, units, units / 10000, referrals, ${state}, ${reason}, ${nowMs - 3_000_000} from (
         select referrer_id, batch_id, sum(units) as units, count(distinct member_id) as referrals from earnings
         where ${which} group by referrer_id, batch_id)`,
    );
  await pay("batch_id", "'paid'", "batch_id is not null");
  const running = `batch_id is null and seq > ${earnings * DONE_TO} and seq <= ${earnings * RUNNING_TO}`;
  const isFailed = "referrer_id % 100 = 1";
  await pay(
    `'${runningBatch(whole)}'`,
    `iif(${isFailed}, 'failed', 'frozen')`,
    running,
    `iif(${isFailed}, 'wallet_full', null)`,
  );
  const isLarge = "referrer_id % 500 = 3";
  await pay(
    `'${previewedBatch(whole)}'`,
    `iif(${isLarge}, 'review', 'frozen')`,
    `batch_id is null and seq <= ${earnings * PREVIEWED_TO}`,
    `iif(${isLarge}, 'payout_max', null)`,
  );
}

/** What freezing would have found of the previewed batch; see domain/cashback/preview. */
async function findPreview(database: ScaleDatabase, whole: Whole): Promise<void> {
  const batch = previewedBatch(whole);
  const largest = (state: string) =>
    `(select json_group_array(row) from (select rowid as row from cashback_payouts
       where batch_id = '${batch}' and state = '${state}' order by amount desc, member_id limit 10))`;
  await database.run(
    `update cashback_batches set findings = json_object('top', json(${largest("frozen")}), 'over', json(${largest("review")}),
       'overPayouts', (select count(*) from cashback_payouts where batch_id = '${batch}' and state = 'review'),
       'leftOut', json('{"blacklisted":0,"blacklistedAmount":0,"small":0,"negative":0}')) where id = '${batch}'`,
  );
}

/** What cashback moved. */
export async function tellCashback(database: ScaleDatabase): Promise<void> {
  await database.run(
    `insert into scale_money (kind, cause, debit, credit, amount, actor, source, at_ms)
     select 'referral_cashback', 'cashback:' || batch_id || ':' || member_id, 'system:cashback', 'member:' || member_id, amount, 'system',
       'shop', state_at_ms from cashback_payouts where state = 'paid'`,
  );
}
