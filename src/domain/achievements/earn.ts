import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { bonusCause } from "../../db/earned.ts";
import { accountId, type Booking, systemOwner, type TransferParts } from "../../db/ledger.ts";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { accountStats } from "../../db/schema/standings.ts";

/** What a batch does, where an achievement is about doing it. */
export type Deed = "claim" | "purchase";

export type Earning = {
  /** A query for whose points move, one row each: `id`, and `points`, what this batch is still going to give them. */
  readonly moved: SQL;
  /** The batch's own cause: what its awards are found by, also when it is repeated. */
  readonly cause: string | SQL;
  readonly createdAtMs: number | SQL;
  readonly deed?: Deed;
};

/**
 * Awards what members achieve by points that move in this batch. However many members there are, it is one statement;
 * the statement that books must include `bonusesOf` the same cause. It belongs right behind a statement that tells by what
 * it changed whether anything is done at all: in a batch that is repeated it is to do nothing.
 *
 * A bonus may reach the threshold of the next achievement. So what is open to a member is put in order of the points
 * that it lacks: it is reached when the bonuses of all before it make up for them, and they are reached themselves.
 */
export function awardEarned(db: Database, { moved, cause, createdAtMs, deed }: Earning) {
  const earned = sql`(coalesce(stats.earned, 0) + max(moved.points, 0))`;
  const lacks = sql`case a.rule
    when 'first_points' then 1 - ${earned}
    when 'earned_total' then a.threshold - ${earned}
    when 'balance' then a.threshold - (coalesce(account.balance, 0) + moved.points)
    when 'early_adopter' then iif(
      (select count(*) from ${awards} where achievement = a.key)
        + row_number() over (partition by a.key order by moved.id) <= a.threshold, 1 - ${earned}, null)
    when ${deed ? `first_${deed}` : "-"} then 0
    end`;
  return db.run(sql`
    insert into ${awards} (achievement, member_id, awarded_by, cause, awarded_at_ms)
    select key, id, 'system', ${cause}, ${createdAtMs}
    from (
      select key, id, max(gap) over (partition by id order by lacks, key) as widest
      from (
        select key, id, lacks, lacks - coalesce(sum(bonus) over (
          partition by id order by lacks, key rows between unbounded preceding and 1 preceding
        ), 0) as gap
        from (
          select a.key, a.bonus, moved.id, ${lacks} as lacks
          from (${moved}) as moved
          left join ${accountStats} as stats on stats.account = 'member:' || moved.id || '/points'
          left join ${accounts} as account on account.id = 'member:' || moved.id || '/points'
          cross join ${achievements} as a
          where changes() > 0 and a.retired_at_ms is null and not exists (
            select 1 from ${awards} where achievement = a.key and member_id = moved.id
          )
        )
        where lacks is not null
      )
    )
    where widest <= 0
    on conflict do nothing`);
}

/**
 * The bonuses of what this batch has awarded, as `transfersFrom` takes them. Their causes make each once a member, for
 * ever; the moment keeps a repeat from booking one that had none at first.
 */
export function bonusesOf(
  cause: string | SQL,
  { createdAtMs, localDay }: Pick<TransferParts, "createdAtMs" | "localDay">,
): Booking {
  return [
    {
      debit: accountId(systemOwner("achievements"), "points"),
      credit: sql`'member:' || w.member_id || '/points'`,
      amount: sql`a.bonus`,
      asset: "points",
      kind: "achievement",
      cause: bonusCause(sql`w.achievement`, sql`w.member_id`),
      actor: "system",
      memo: sql`a.name`,
      createdAtMs,
      localDay,
    },
    sql`${awards} as w cross join ${achievements} as a on a.key = w.achievement
      where w.cause = ${cause} and w.awarded_at_ms = ${createdAtMs} and a.bonus > 0`,
  ];
}
