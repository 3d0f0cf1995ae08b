import { sql } from "drizzle-orm";
import * as z from "zod";
import { accountId, memberOwner, openAccounts, systemOwner, transfersFrom } from "../../src/db/ledger.ts";
import { announceEarned, announces, ringAnnouncement } from "../../src/domain/achievements/announce.ts";
import { awardEarned, bonusesOf } from "../../src/domain/achievements/earn.ts";
import { bookedNow } from "../../src/domain/booked.ts";
import type { DepsChange, TestShop } from "./shop.ts";

/** Gives members points in one batch of a cause, as a bulk of any kind would, and awards what that earns them. */
export async function give(
  shop: TestShop,
  memberIds: readonly string[],
  points: number,
  cause = `interaction:${shop.newId()}`,
  change?: DepsChange,
): Promise<string> {
  const deps = shop.deps(change);
  const booked = bookedNow(deps);
  const { db } = deps;
  const grants = systemOwner("grants");
  const ids = JSON.stringify(memberIds);
  await db.batch([
    openAccounts(db, "points", [grants, ...memberIds.map(memberOwner)]),
    transfersFrom(db, [
      [
        {
          debit: accountId(grants, "points"),
          credit: sql`'member:' || value || '/points'`,
          amount: sql`${BigInt(points)}`,
          asset: "points",
          kind: "points.import",
          cause: sql`${cause} || ':' || value`,
          actor: "system",
          ...booked,
        },
        sql`json_each(${ids}) where true`,
      ],
    ]),
    awardEarned(db, { ...booked, moved: sql`select value as id, 0 as points from json_each(${ids})`, cause }),
    transfersFrom(db, [bonusesOf(cause, booked)]),
    ...(announces(deps) ? [announceEarned(db, cause, booked.createdAtMs)] : []),
  ]);
  ringAnnouncement(deps, cause);
  return cause;
}

/** The achievements that a member has, in the order of being awarded. */
export async function achievementsOf(shop: TestShop, memberId: string): Promise<string[]> {
  const rows = await shop.database.rows(z.object({ achievement: z.string() }), {
    sql: "select achievement from awards where member_id = ? and revoked_at_ms is null order by rowid",
    args: [memberId],
  });
  return rows.map(({ achievement }) => achievement);
}

/** The bonuses that were ever booked for a member. */
export const bonusesFor = (shop: TestShop, memberId: string): Promise<number> =>
  shop.database.number({
    sql: "select coalesce(sum(amount), 0) from transfers where kind = 'achievement' and credit = ?",
    args: [`member:${memberId}/points`],
  });

/** Bonuses that were booked and are not explained by an award, or the other way round. */
export const bonusesAmiss = (shop: TestShop): Promise<number> =>
  shop.database.number(`
    with due as (
      select 'achievement:' || key || ':' || member_id as cause, 'member:' || member_id || '/points' as account, bonus
      from awards join achievements on key = achievement where bonus > 0
    ), paid as (
      select cause, credit as account, amount as bonus from transfers
      where kind = 'achievement' and debit = 'system:achievements/points'
    )
    select count(*) from (
      select * from (select * from due except select * from paid)
      union all select * from (select * from paid except select * from due)
    )`);

/** A shop that has retired every achievement: points move without bonuses. */
export const retireAchievements = (shop: TestShop): Promise<void> =>
  shop.database.run("update achievements set retired_at_ms = 0");
