import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { claims } from "../../db/schema/claims.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import { orders } from "../../db/schema/orders.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { referralBlacklist, referralCodes, referrals } from "../../db/schema/referrals.ts";
import { accountStats, standings } from "../../db/schema/standings.ts";
import { topups } from "../../db/schema/wallet.ts";
import { countAbove } from "../../db/standings.ts";
import { ACHIEVEMENTS_MAX } from "../achievements/form.ts";
import type { Deps } from "../deps.ts";
import { listedMessage } from "../notices/list.ts";
import { newestEntries, readEntries } from "../points/history.ts";
import { listedTopup } from "../wallet/list.ts";
import { openTopups } from "../wallet/topups.ts";

/** The newest of each kind that a member's page shows. */
export const NEWEST_SHOWN = 5;
/** Members brought by one that are counted; beyond that there are "more". */
export const BROUGHT_COUNTED_MAX = 1_000;

export type MemberBook = Awaited<ReturnType<typeof memberBook>>;

/** All that staff see of a member at once; the newest of what there is much of. One round trip. */
export async function memberBook(deps: Deps, memberId: string) {
  const { db } = deps;
  const [points, money] = [accountOf(memberId, "points"), accountOf(memberId, "money")];
  const [[known], [held], stats, moved, paid, muted, achieved, all, ...rest] = await db.batch([
    db.select().from(members).where(eq(members.id, memberId)),
    selectHeld(deps, memberId),
    db.select().from(accountStats).where(sql`${accountStats.account} in (${points}, ${money})`),
    db.all(newestEntries(points, NEWEST_SHOWN)),
    db.all(newestEntries(money, NEWEST_SHOWN)),
    db.select().from(mutedNotices).where(eq(mutedNotices.memberId, memberId)),
    db
      .select({ achievement: achievements, award: awards })
      .from(awards)
      .innerJoin(achievements, eq(achievements.key, awards.achievement))
      .where(eq(awards.memberId, memberId))
      .orderBy(desc(awards.awardedAtMs))
      .limit(ACHIEVEMENTS_MAX),
    db.select().from(achievements).orderBy(asc(sql`rowid`)).limit(ACHIEVEMENTS_MAX),
    ...selectNewest(deps, memberId),
  ]);
  if (!held) throw new Error("a question without a table has no answer");
  const [bought, topped, made, claimed, brought, messages] = rest;
  return {
    known: known ?? null,
    held,
    stats: {
      points: stats.find(({ account }) => account === points) ?? null,
      money: stats.find(({ account }) => account === money) ?? null,
    },
    entries: { points: readEntries(moved), money: readEntries(paid) },
    muted: muted.map(({ notice }) => notice),
    achieved,
    /** What staff can award by hand, retired ones left out. */
    awardable: all.filter((one) => isAwardable(one, achieved)),
    purchases: bought,
    topups: topped,
    orders: made,
    claims: claimed,
    brought,
    messages: messages.map((row) => ({ id: row.id, ...listedMessage(row) })),
  };
}

const accountOf = (memberId: string, asset: "points" | "money") => accountId(memberOwner(memberId), asset);

type Achieved = { readonly award: typeof awards.$inferSelect };

/** By hand those are given that no points earn, and those again that were taken away. */
function isAwardable(
  { key, rule, retiredAtMs }: typeof achievements.$inferSelect,
  achieved: readonly Achieved[],
): boolean {
  const award = achieved.find((one) => one.award.achievement === key)?.award;
  if (retiredAtMs !== null || (award && award.revokedAtMs === null)) return false;
  return rule === "manual" || award !== undefined;
}

/** Balances, the place on the leaderboard, what waits to be paid, and who brought whom. */
function selectHeld(deps: Deps, memberId: string) {
  const open = openTopups(memberId, deps.clock());
  const points = accountOf(memberId, "points");
  const one = <T>(column: SQL, from: SQL): SQL<T> => sql<T>`(select ${column} from ${from})`;
  return deps.db
    .select({
      points: sql<number>`coalesce((select balance from ${accounts} where id = ${points}), 0)`,
      ...heldBy(memberId),
      above: one<number | null>(
        sql`iif(own.score > 0 and own.shown = 1, ${countAbove("all", sql`own.score`)}, null)`,
        sql`${standings} as own where own.board = 'all' and own.account = ${points}`,
      ),
      openCount: one<number>(sql`count(*)`, open),
      openSum: one<number>(sql`coalesce(sum(amount), 0)`, open),
      referralCode: one<string | null>(sql`code`, sql`${referralCodes} where member_id = ${memberId}`),
      referrerId: one<string | null>(sql`referrer_id`, sql`${referrals} where member_id = ${memberId}`),
      brought: one<number>(
        sql`count(*)`,
        sql`(select 1 from ${referrals} where referrer_id = ${memberId} limit ${sql.raw(String(BROUGHT_COUNTED_MAX + 1))})`,
      ),
      blacklisted: sql<number>`exists (select 1 from ${referralBlacklist} where member_id = ${memberId})`,
    })
    .from(sql`(select 1)`);
}

/** The statements that read the newest of what members do again and again. */
function selectNewest({ db }: Deps, memberId: string) {
  return [
    db
      .select({ purchase: purchases, name: products.name })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .where(eq(purchases.memberId, memberId))
      .orderBy(desc(purchases.createdAtMs))
      .limit(NEWEST_SHOWN),
    db
      .select(listedTopup)
      .from(topups)
      .where(eq(topups.memberId, memberId))
      .orderBy(desc(topups.createdAtMs))
      .limit(NEWEST_SHOWN),
    db
      .select()
      .from(orders)
      .where(eq(orders.customerId, memberId))
      .orderBy(desc(orders.number))
      .limit(NEWEST_SHOWN),
    db
      .select({
        id: claims.id,
        orderId: claims.orderId,
        points: claims.points,
        claimedAtMs: claims.claimedAtMs,
      })
      .from(claims)
      .where(eq(claims.claimedBy, memberId))
      .orderBy(desc(claims.claimedAtMs))
      .limit(NEWEST_SHOWN),
    db
      .select({ memberId: referrals.memberId, createdAtMs: referrals.createdAtMs })
      .from(referrals)
      .where(eq(referrals.referrerId, memberId))
      .orderBy(desc(referrals.createdAtMs))
      .limit(NEWEST_SHOWN),
    db
      .select()
      .from(outbox)
      .where(eq(outbox.memberId, memberId))
      .orderBy(desc(outbox.createdAtMs))
      .limit(NEWEST_SHOWN),
  ] as const;
}
