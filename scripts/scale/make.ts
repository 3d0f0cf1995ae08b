import * as z from "zod";
import { boardOf } from "../../src/db/standings.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";
import { FIRST_MEMBER_ID, inChunks, nameSql } from "./parts.ts";
import { makeWhole } from "./whole.ts";

/** The last is a purchase, the others are points given. */
export const TRANSFERS_PER_MEMBER = 10;
const SECOND_HALF = TRANSFERS_PER_MEMBER / 2;
const DAYS_BETWEEN_HALVES = 14;

/**
 * Fills an empty migrated database with so many members of ten transfers each, as the triggers would have, in
 * minutes: they are put aside meanwhile, and what they would have kept is written in one piece. `verifyScale`
 * proves it. Each member's transfers are of one amount, so that every balance is a product.
 */
export async function makeScale(
  database: ScaleDatabase,
  members: number,
  nowMs: number,
  tell: (what: string) => void,
): Promise<void> {
  const triggers = await putAsideTriggers(database);
  await makeMembers(database, members, nowMs);
  tell("members and accounts");
  const days = {
    earlier: Math.floor(nowMs / DAY_MS) - DAYS_BETWEEN_HALVES,
    later: Math.floor(nowMs / DAY_MS),
  };
  for (let round = 0; round < TRANSFERS_PER_MEMBER; round++) {
    const day = round < SECOND_HALF ? days.earlier : days.later;
    await inChunks(database, members, roundSql(round, members, day));
    tell(`transfers, round ${round + 1} of ${TRANSFERS_PER_MEMBER}`);
  }
  await makeBalances(database, members, days);
  await makeStandings(database, members, days);
  tell("statistics and standings");
  await makeCounts(database);
  await makeDaySums(database, members, days);
  await database.run("drop table scale_members");
  tell("counts");
  await makeWhole(database, members, nowMs, tell);
  for (const sql of triggers) await database.run(sql);
  tell("triggers");
}

/** Knows all members to be in the server just now, as after a busy ten minutes. */
export async function seeAllNow(database: ScaleDatabase, members: number, nowMs: number): Promise<void> {
  await inChunks(
    database,
    members,
    `update members set seen_at_ms = ${nowMs} where id >= cast(${FIRST_MEMBER_ID} + ?1 as text) and id < cast(${FIRST_MEMBER_ID} + ?2 as text)`,
  );
}

const triggerSchema = z.object({ name: z.string(), sql: z.string() });

async function putAsideTriggers(database: ScaleDatabase): Promise<string[]> {
  const rows = await database.rows("select name, sql from sqlite_master where type = 'trigger'");
  const triggers = rows.map(({ name, sql }) => triggerSchema.parse({ name, sql }));
  for (const { name } of triggers) await database.run(`drop trigger "${name}"`);
  return triggers.map(({ sql }) => sql);
}

/** `amount` is what each transfer of a member moves, `running` the sum of it over the members up to this one. */
async function makeMembers(database: ScaleDatabase, members: number, nowMs: number): Promise<void> {
  await database.run(
    "create table scale_members (at integer primary key, id text not null, account text not null, amount integer not null, running integer not null) strict",
  );
  await database.run(
    "insert or ignore into accounts (id, owner, asset) values ('system:grants/points', 'system:grants', 'points'), ('system:sales/points', 'system:sales', 'points')",
  );
  await inChunks(
    database,
    members,
    `with recursive counted(at) as (select ?1 union all select at + 1 from counted where at + 1 < ?2),
       priced(at, amount) as (select at, 1 + at * 7919 % 997 + iif(at % 1000 = 0, 50000 - at % 40000, 0) from counted)
     insert into scale_members
     select at, ${FIRST_MEMBER_ID} + at, 'member:' || (${FIRST_MEMBER_ID} + at) || '/points', amount,
       sum(amount) over (order by at) + coalesce((select running from scale_members where at = ?1 - 1), 0)
     from priced`,
  );
  await inChunks(
    database,
    members,
    `insert into members (id, name, created_at_ms, seen_at_ms) select id, ${nameSql("at")}, ${nowMs}, ${nowMs} from scale_members where at >= ?1 and at < ?2`,
  );
  await inChunks(
    database,
    members,
    "insert into accounts (id, owner, asset) select account, 'member:' || id, 'points' from scale_members where at >= ?1 and at < ?2",
  );
}

const TOTAL = "(select running from scale_members order by at desc limit 1)";

/** One transfer of each member. */
function roundSql(round: number, members: number, day: number): string {
  const buys = round === TRANSFERS_PER_MEMBER - 1;
  const parts = buys
    ? `account, 'system:sales/points', amount, 'points', 'purchase', 'scale:' || (${round * members} + at), id,
       ${round - 1} * amount, running`
    : `'system:grants/points', account, amount, 'points', 'points.add', 'scale:' || (${round * members} + at), 'system',
       -(${round} * ${TOTAL} + running), ${round + 1} * amount`;
  return `insert into transfers (seq, debit, credit, amount, asset, kind, cause, actor, debit_balance, credit_balance, created_at_ms, local_day)
    select ${round * members + 1} + at, ${parts}, ${day * DAY_MS + round}, ${day}
    from scale_members where at >= ?1 and at < ?2`;
}

type Days = { readonly earlier: number; readonly later: number };

async function makeBalances(database: ScaleDatabase, members: number, days: Days): Promise<void> {
  const given = TRANSFERS_PER_MEMBER - 1;
  await inChunks(
    database,
    members,
    `update accounts set balance = ${given - 1} * moved.amount from scale_members as moved
     where moved.account = accounts.id and moved.at >= ?1 and moved.at < ?2`,
  );
  await database.run(
    `update accounts set balance = iif(id = 'system:sales/points', 1, -${given}) * ${TOTAL} where id in ('system:sales/points', 'system:grants/points')`,
  );
  await inChunks(
    database,
    members,
    `insert into account_stats
     select account, ${given} * amount, amount, ${given} * amount, ${TRANSFERS_PER_MEMBER}, ${days.earlier * DAY_MS},
       ${days.later * DAY_MS + TRANSFERS_PER_MEMBER - 1}
     from scale_members where at >= ?1 and at < ?2`,
  );
}

/** How often a board counts a member's amount, and the round of the transfer that made the score. */
async function makeStandings(
  database: ScaleDatabase,
  members: number,
  { earlier, later }: Days,
): Promise<void> {
  const boards = new Map([["all", { times: TRANSFERS_PER_MEMBER - 2, round: TRANSFERS_PER_MEMBER - 1 }]]);
  for (const [day, times, round] of [
    [earlier, SECOND_HALF, SECOND_HALF - 1],
    [later, SECOND_HALF - 1, TRANSFERS_PER_MEMBER - 2],
  ] as const) {
    for (const period of ["month", "week"] as const) {
      const known = boards.get(boardOf(period, day));
      boards.set(boardOf(period, day), { times: times + (known?.times ?? 0), round });
    }
  }
  for (const [board, { times, round }] of boards) {
    await inChunks(
      database,
      members,
      `insert into standings (board, account, score, seq, shown)
       select '${board}', account, ${times} * amount, ${round * members + 1} + at, 1
       from scale_members where at >= ?1 and at < ?2`,
    );
  }
}

async function makeCounts(database: ScaleDatabase): Promise<void> {
  for (const level of [0, 1, 2, 3]) {
    await database.run(
      `insert into standing_counts
       select board, ${level}, score / ${256 ** level}, count(*) from standings where shown = 1 and score > 0 group by 1, 3`,
    );
  }
}

/** Five rounds of points given on the earlier day; four and a purchase on the later. */
async function makeDaySums(
  database: ScaleDatabase,
  members: number,
  { earlier, later }: Days,
): Promise<void> {
  const rows = [
    [earlier, "points.add", "in", SECOND_HALF],
    [later, "points.add", "in", SECOND_HALF - 1],
    [later, "purchase", "out", 1],
  ] as const;
  for (const [day, kind, way, times] of rows) {
    await database.run(
      `insert into day_sums (local_day, asset, kind, way, transfers, amount)
       values (${day}, 'points', '${kind}', '${way}', ${times * members}, ${times} * ${TOTAL})`,
    );
  }
}
