import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "../../db/client.ts";
import { accountId, memberOf, memberOwner } from "../../db/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { standingCounts, standings } from "../../db/schema/standings.ts";
import { countAbove } from "../../db/standings.ts";
import { locales } from "../../lib/words/locale.ts";
import { ranksOf } from "./ranks.ts";

export const BOARD_ROWS = 10;

/** Where a page begins: after the last, or before the first row of the page that was looked at. */
export type BoardKey = {
  readonly towards: "next" | "back";
  readonly score: number;
  readonly seq: number;
};

/** Conditions stand as literals because SQLite proves a partial index only from literals. */
const part = (board: string, condition: SQL, order: SQL) => sql`
  select * from (
    select account, score, seq from ${standings}
    where board = ${board} and shown = 1 and score > 0 and ${condition}
    order by ${order} limit ${BOARD_ROWS + 1})`;

const downwards = sql`score desc, seq`;
const upwards = sql`score, seq desc`;

/** The rows of a page and one more, nearest first. Equal scores are a range of their own, so that the index gives exactly these rows. */
function rowsFrom(board: string, key: BoardKey | null): SQL {
  if (!key) return part(board, sql`true`, downwards);
  const { towards, score, seq } = key;
  return towards === "next"
    ? sql`${part(board, sql`score = ${score} and seq > ${seq}`, sql`seq`)}
        union all ${part(board, sql`score < ${score}`, downwards)}
        order by score desc, seq limit ${BOARD_ROWS + 1}`
    : sql`${part(board, sql`score = ${score} and seq < ${seq}`, sql`seq desc`)}
        union all ${part(board, sql`score > ${score}`, upwards)}
        order by score, seq desc limit ${BOARD_ROWS + 1}`;
}

/** The statements that read a page, where it stands on its board, and its reader's own place. */
export function readPage(db: Database, board: string, key: BoardKey | null, readerId: string) {
  const rows = rowsFrom(board, key);
  const nearest = key?.towards === "back" ? upwards : downwards;
  const own = accountId(memberOwner(readerId), "points");
  return [
    db.all(sql`
      with page as (${rows})
      select page.account, page.score, page.seq, ${members}.seen_at_ms as seenAtMs
      from page left join ${members} on ${members}.id = substr(page.account, 8, length(page.account) - 14)
      order by page.score desc, page.seq`),
    db.all(sql`
      with page as (${rows}), first as (
        select max(score) as score from (select score, seq from page order by ${nearest} limit ${BOARD_ROWS}))
      select ${countAbove(board, sql`first.score`)} as above, coalesce((
        select ${standingCounts}.members from ${standingCounts}
        where ${standingCounts}.board = ${board} and ${standingCounts}.level = 0 and ${standingCounts}.prefix = first.score
      ), 0) as equal
      from first where first.score is not null`),
    db.all(sql`
      select own.score as score, iif(own.score > 0, ${countAbove(board, sql`own.score`)}, null) as above,
        ${members}.hidden_at_ms is not null as hidden, ${members}.locale as locale
      from (select 1) left join ${standings} as own on own.board = ${board} and own.account = ${own}
      left join ${members} on ${members}.id = ${readerId}`),
  ] as const;
}

const rowsSchema = z.array(
  z.object({ account: z.string(), score: z.number(), seq: z.number(), seenAtMs: z.nullable(z.number()) }),
);
const firstSchema = z.array(z.object({ above: z.number(), equal: z.number() }));
const ownSchema = z.array(
  z.object({
    score: z.nullable(z.number()),
    above: z.nullable(z.number()),
    hidden: z.number(),
    locale: z.nullable(z.enum(locales)),
  }),
);

export type BoardRow = {
  readonly rank: number;
  readonly memberId: string;
  readonly score: number;
  readonly seq: number;
  readonly seenAtMs: number | null;
};

/** What the statements of `readPage` found. */
export function pageOf(key: BoardKey | null, results: readonly (readonly unknown[])[]) {
  const [found, counts, owns] = results;
  const all = rowsSchema.parse(found);
  const [first = { above: 0, equal: 0 }] = firstSchema.parse(counts);
  const [own] = ownSchema.parse(owns);
  const more = all.length > BOARD_ROWS;
  const shown = key?.towards === "back" && more ? all.slice(1) : all.slice(0, BOARD_ROWS);
  const ranks = ranksOf(
    shown.map(({ score }) => score),
    first,
  );
  return {
    rows: shown.map(
      ({ account, score, seq, seenAtMs }, at): BoardRow => ({
        rank: ranks[at] ?? 0,
        memberId: memberOf(account),
        score,
        seq,
        seenAtMs,
      }),
    ),
    hasBack: key?.towards === "back" ? more : key !== null,
    hasNext: key?.towards === "back" || more,
    own: {
      score: own?.score ?? 0,
      rank: own?.above == null ? null : own.above + 1,
      hidden: own?.hidden === 1,
    },
    locale: own?.locale ?? null,
  };
}

export type BoardPage = ReturnType<typeof pageOf>;
