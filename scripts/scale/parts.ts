import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";

/** Rows of one statement: few enough for a server's five seconds for a transaction. */
const CHUNK_ROWS = 100_000;
export const FIRST_MEMBER_ID = 1_500_000_000_000_000_000n;

export const scaleMemberId = (at: number) => String(FIRST_MEMBER_ID + BigInt(at));

/** Runs a statement for `?1` to below `?2`, chunk by chunk. */
export async function inChunks(database: ScaleDatabase, count: number, sql: string): Promise<void> {
  for (let from = 0; from < count; from += CHUNK_ROWS) {
    await database.run(sql, [from, Math.min(count, from + CHUNK_ROWS)].map(BigInt));
  }
}

/** Fills a table from the numbers from 0 to below a count; `select` reads them from `counted(n)`. */
export async function fill(
  database: ScaleDatabase,
  count: number,
  into: string,
  select: string,
): Promise<void> {
  await inChunks(
    database,
    count,
    `insert into ${into}
     with recursive counted(n) as (select ?1 union all select n + 1 from counted where n + 1 < ?2) ${select}`,
  );
}

/** How much of everything a shop of so many members has, and what its rows are made from, as SQL. */
export type Whole = {
  readonly nowMs: number;
  readonly members: number;
  readonly claims: number;
  readonly imports: number;
  readonly purchases: number;
  readonly topups: number;
  readonly orders: number;
  readonly tokens: number;
  readonly audits: number;
  readonly earnings: number;
};

export const wholeOf = (members: number, nowMs: number): Whole => ({
  nowMs,
  members,
  claims: members,
  imports: Math.max(5, Math.floor(members / 3_333)),
  purchases: Math.ceil(members / 2),
  topups: Math.ceil(members * 0.3),
  orders: Math.ceil(members / 5),
  tokens: Math.ceil(members / 10),
  audits: members,
  earnings: members,
});

/** The one who has a tenth of everything. */
export const heavyMemberAt = (members: number) => members >> 1;

const STEP = 7_919;
/** Whose the `n`th of something is: every tenth is the heavy member's, the others are spread over all. */
export const ownerSql = (n: string, { members }: Whole): string =>
  `cast(${FIRST_MEMBER_ID} + iif(${n} % 10 = 0, ${heavyMemberAt(members)}, ${n} * ${STEP} % ${members}) as text)`;

const NAMES = ["Ratna", "Budi", "Rahmat", "Sari", "Agus", "Putri", "Ilham", "Wulan"];
/** What the member at a place is called; an eighth of all has the same first name. */
export const nameSql = (at: string): string =>
  `(select value from json_each('${JSON.stringify(NAMES)}') where key = ${at} % ${NAMES.length}) || ' ' || ${at}`;

/** When the `n`th of `count` was made, the last of them two hours ago. */
export function spreadSql(n: string, count: number, days: number, { nowMs }: Whole): string {
  const lastMs = nowMs - DAY_MS / 12;
  return `(${lastMs - days * DAY_MS} + ${n} * ${Math.max(1, Math.floor((days * DAY_MS) / count))})`;
}

/** Text that stands for a keyed hash: as long, and in no order. */
export const hashSql = (n: string, salt: number): string =>
  `printf('%08x%016x', (${n} * 2654435761 + ${salt}) % 4294967296, ${n} * ${7_046_029 + salt * 2})`;

/** Text that stands for a sealed address or code; no key opens it. */
export const SEALED = `'${"c2VhbGVkIHdpdGhvdXQgYSBrZXk".repeat(3)}'`;
export const STAFF_SQL = (n: string) => `cast(1300000000000001000 + ${n} % 20 as text)`;
