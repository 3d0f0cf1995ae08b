import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { FIRST_MEMBER_ID, fill, heavyMemberAt, ownerSql, STAFF_SQL, spreadSql, type Whole } from "./parts.ts";
import { doneBatch } from "./referrals.ts";

const YEAR_DAYS = 365;
const CHECKS = 1_000;
export const LARGE_CHANGE = "change-0";
export const PREVIEWED_CHANGE = "change-1";
const ADMIN_ID = "1300000000000000009";

/** What the shop writes down beside the books: audits, messages, achievements, and changes of many balances. */
export async function makeTrails(database: ScaleDatabase, whole: Whole): Promise<void> {
  await makeAudits(database, whole);
  await makeMessages(database, whole);
  await makeAwards(database, whole);
  await makeChanges(database, whole);
}

async function makeAudits(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { audits, claims, orders, nowMs, members } = whole;
  const made = spreadSql("n", audits, YEAR_DAYS, whole);
  await fill(
    database,
    audits,
    "audits (id, actor, action, target, after, reason, cause, created_at_ms)",
    `select 'audit-' || n, iif(n % 5 < 2, 'system', ${STAFF_SQL("n % 7 * 3")}), case n % 10
         when 0 then 'points.add' when 1 then 'wallet.add' when 2 then 'claim.resend' when 3 then 'order.create'
         when 4 then 'order.status' when 5 then 'stock.add' when 6 then 'claim.revoke' else 'topup.paid' end,
       case n % 10 when 2 then (select 'claim:' || id from claims where rowid = 1 + n % ${claims})
         when 3 then (select 'order:' || id from orders where rowid = 1 + n % ${orders}) when 5 then 'product:redfinger'
         else 'member:' || ${ownerSql("n / 10", whole)} end,
       '{"points":100}', 'asked for', 'scale:' || n, ${made} from counted`,
  );
  const checks = Math.min(CHECKS, audits);
  await fill(
    database,
    checks,
    "audits (id, actor, action, target, after, created_at_ms)",
    `select 'check-' || n, 'system', 'ledger.check', 'ledger',
       json_object('accounts', ${members}, 'transfers', ${members * 10}, 'tookMs', 9000, 'broken', ''),
       ${nowMs} - (${checks} - n) * ${DAY_MS} from counted`,
  );
  for (let n = 0; n < 50; n++)
    await database.run(
      `insert into audits (id, actor, action, target, after, created_at_ms)
       select 'cashback-' || ${n}, 'system', 'cashback.done', 'cashback:' || batch_id, json_object('mode', 'weekly', 'members', count(*),
         'amount', sum(amount), 'failed', 0, 'review', 0, 'blacklisted', 0, 'changed', 0), max(state_at_ms)
       from cashback_payouts where batch_id = '${doneBatch(n, whole)}' group by batch_id`,
    );
}

async function makeMessages(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { members, nowMs } = whole;
  const messages = members / 20;
  const owner = ownerSql("n", whole);
  const made = spreadSql("n", messages, 30, whole);
  await fill(
    database,
    messages,
    `outbox (id, kind, payload, member_id, state, tries, due_at_ms, last_error, created_at_ms, finished_at_ms)`,
    `, put(n, made, state) as (select n, ${made}, case
         when n % 20 = 0 then 'failed' when n % 20 = 1 then 'waiting' else 'done' end from counted)
     select 'message-' || n, iif(n % 3 = 0, 'audit.post', 'notice.send'),
       json_object('notice', 'topup_paid', 'memberId', ${owner}, 'topupId', 'none'), ${owner}, state, 1 + n % 3,
       iif(state = 'waiting', ${nowMs + DAY_MS}, made), iif(state = 'failed', 'discord_unavailable', null), made,
       iif(state = 'waiting', null, made + 5000) from put`,
  );
  await fill(
    database,
    Math.ceil(members / 5_000),
    "dead_letters (id, outbox_id, body, created_at_ms)",
    `select 'letter-' || n, 'message-' || n, '{"id":"message","kind":"notice.send"}', ${nowMs} - n * 60000 from counted`,
  );
}

async function makeAwards(database: ScaleDatabase, { members, nowMs }: Whole): Promise<void> {
  for (const [key, step] of [
    ["first_points", 1],
    ["first_claim", 2],
    ["first_purchase", 4],
  ] as const)
    await fill(
      database,
      Math.floor(members / step),
      "awards (achievement, member_id, awarded_by, cause, awarded_at_ms)",
      `select '${key}', cast(${FIRST_MEMBER_ID} + n * ${step} as text), 'system', 'scale:' || n, ${nowMs} - n from counted`,
    );
}

/** Files of points: one that was booked, whose rows are still there, one that waits, and earlier ones. */
async function makeChanges(database: ScaleDatabase, whole: Whole): Promise<void> {
  const { members, nowMs } = whole;
  const rows = Math.ceil(members / 10);
  await fill(
    database,
    60,
    `balance_changes (id, action, state, asked_by, reason, answer_until_ms, file_name, total, done, confirm_until_ms, findings,
      created_at_ms, finished_at_ms)`,
    `select 'change-' || n, 'add', iif(n = 1, 'previewed', 'done'), '${ADMIN_ID}', 'event', 0, 'points.csv', ${rows},
       iif(n = 1, 0, ${rows}), iif(n = 1, ${nowMs + DAY_MS}, null),
       json_object('rows', ${rows}, 'verdicts', json('[]'), 'reasons', json('[]'), 'header', json('["member","points"]'), 'refused', json('[]')),
       ${nowMs} - n * 60000, iif(n = 1, null, ${nowMs}) from counted`,
  );
  for (const [change, outcome] of [
    [LARGE_CHANGE, "iif(n % 50 = 3, 'over_member_max', 'booked')"],
    [PREVIEWED_CHANGE, "null"],
  ])
    await fill(
      database,
      rows,
      "balance_change_rows (change_id, line, member_id, points, outcome)",
      `select '${change}', n + 2, ${ownerSql("n", whole)}, 5, ${outcome} from counted`,
    );
  await database.run(
    `insert into muted_notices (member_id, notice) values ('${FIRST_MEMBER_ID + BigInt(heavyMemberAt(members))}', 'points')`,
  );
}
