import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { accountOfMember } from "../../db/ledger.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { standingCounts, standings } from "../../db/schema/standings.ts";
import { countAbove } from "../../db/standings.ts";
import { ranksOf } from "../boards/ranks.ts";
import type { Deps } from "../deps.ts";

export const MEMBERS_PER_PAGE = 50;

/** By when the shop met them, the newest first; or by points, as on the leaderboard, where some choose not to stand. */
export const memberOrders = ["newest", "points"] as const;
export type MemberOrder = (typeof memberOrders)[number];

/** Behind which row a page begins: two numbers that its order knows what to do with. */
export type MemberKey = { readonly first: number; readonly second: number };

const rowSchema = z.array(
  z.object({
    id: z.string(),
    first: z.number(),
    second: z.number(),
    points: z.number(),
    money: z.number(),
    knownSinceMs: z.nullable(z.number()),
    leftAtMs: z.nullable(z.number()),
    hiddenAtMs: z.nullable(z.number()),
  }),
);
const topSchema = z.array(z.object({ above: z.number(), equal: z.number() }));

export type ListedMember = Omit<z.infer<typeof rowSchema>[number], "first" | "second"> & {
  /** Their place on the leaderboard, where the list is in its order. */
  readonly rank: number | null;
};

export type MemberPage = { readonly rows: readonly ListedMember[]; readonly next: MemberKey | null };

/** A page of all members. Pages follow each other by key, so that none costs more than the first. One round trip. */
export async function listMembers(
  { db }: Deps,
  order: MemberOrder,
  key: MemberKey | null,
  most = MEMBERS_PER_PAGE,
): Promise<MemberPage> {
  const limit = sql.raw(String(most + 1));
  const page = order === "newest" ? newest(key, limit) : richest(key, limit);
  const [found, tops] = await db.batch([
    db.all(detailsOf(page)),
    db.all(order === "newest" ? sql`select 0 as above, 0 as equal where false` : topOf(page)),
  ]);
  const rows = rowSchema.parse(found);
  const shown = rows.slice(0, most);
  const [top] = topSchema.parse(tops);
  const ranks = top
    ? ranksOf(
        shown.map(({ first }) => first),
        top,
      )
    : [];
  const last = rows.length > most ? shown.at(-1) : undefined;
  return {
    rows: shown.map(({ first: _first, second: _second, ...row }, at) => ({
      ...row,
      rank: ranks[at] ?? null,
    })),
    next: last ? { first: last.first, second: last.second } : null,
  };
}

/** Rows are numbered in the order in which the shop met them. */
const newest = (key: MemberKey | null, limit: SQL): SQL => sql`
  select id, rowid as first, 0 as second from ${members}
  where ${key ? sql`rowid < ${BigInt(key.first)}` : sql`true`} order by rowid desc limit ${limit}`;

/** Equal scores are a range of their own, so that the index gives exactly these rows. */
function richest(key: MemberKey | null, limit: SQL): SQL {
  const part = (condition: SQL, order: SQL) => sql`
    select * from (
      select substr(account, 8, length(account) - 14) as id, score as first, seq as second from ${standings}
      where board = 'all' and shown = 1 and score > 0 and ${condition} order by ${order} limit ${limit})`;
  const downwards = sql`score desc, seq`;
  if (!key) return part(sql`true`, downwards);
  const [score, seq] = [BigInt(key.first), BigInt(key.second)];
  return sql`${part(sql`score = ${score} and seq > ${seq}`, sql`seq`)}
    union all ${part(sql`score < ${score}`, downwards)} order by first desc, second limit ${limit}`;
}

/** How many stand above the first of a page, and how many stand where it does. */
const topOf = (page: SQL): SQL => sql`
  with page as (${page}), top as (select max(first) as score from page)
  select ${countAbove("all", sql`top.score`)} as above, coalesce((
    select members from ${standingCounts} where board = 'all' and level = 0 and prefix = top.score), 0) as equal
  from top where top.score is not null`;

function detailsOf(page: SQL): SQL {
  const balance = (asset: "points" | "money") =>
    sql`coalesce((select balance from ${accounts} where id = ${accountOfMember(sql`page.id`, asset)}), 0)`;
  return sql`
    with page as (${page})
    select page.id, page.first, page.second, ${balance("points")} as points, ${balance("money")} as money,
      m.created_at_ms as "knownSinceMs", m.left_at_ms as "leftAtMs", m.hidden_at_ms as "hiddenAtMs"
    from page left join ${members} as m on m.id = page.id order by page.first desc, page.second`;
}
