import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "./client.ts";
import { achievements, awards } from "./schema/achievements.ts";
import { transfers } from "./schema/ledger.ts";

const earnedSchema = z.array(
  z.object({
    key: z.string(),
    emoji: z.string(),
    name: z.string(),
    nameId: z.nullable(z.string()),
    bonus: z.number(),
  }),
);

/** An achievement that a batch earned a member, with the bonus that was booked for it. */
export type Earned = z.infer<typeof earnedSchema>[number];

/** The cause of an award's bonus: one for each achievement and member there will ever be. */
export const bonusCause = (key: SQL, memberId: SQL) => sql`'achievement:' || ${key} || ':' || ${memberId}`;

/** What a batch of this cause earned a member, as a column for its last SELECT; read it with `readEarned`. */
export const earnedBy = (cause: string | SQL, memberId: string | SQL): SQL<string> =>
  earnedWhere(sql`w.cause = ${cause} and w.member_id = ${memberId}`);

/** What a batch of this cause earned a member, and the achievement that it gave them, unless it was revoked. */
export function awardedSelect(db: Database, achievement: string, memberId: string, cause: string) {
  const earned = earnedWhere(
    sql`w.member_id = ${memberId} and (w.achievement = ${achievement} or w.cause = ${cause}) and w.revoked_at_ms is null`,
  );
  return db.select({ earned: sql<string>`earned` }).from(sql`(select ${earned} as earned)`);
}

function earnedWhere(condition: SQL): SQL<string> {
  return sql<string>`(
    select json_group_array(json(earned)) from (
      select json_object('key', a.key, 'emoji', a.emoji, 'name', a.name, 'nameId', a.name_id,
        'bonus', coalesce(bonus.amount, 0)) as earned
      from ${awards} as w join ${achievements} as a on a.key = w.achievement
      left join ${transfers} as bonus on bonus.cause = ${bonusCause(sql`w.achievement`, sql`w.member_id`)}
      where ${condition}
      order by a.rowid))`;
}

export const readEarned = (column: string | undefined): Earned[] =>
  earnedSchema.parse(JSON.parse(column ?? "[]"));

export const bonusOf = (earned: readonly Earned[]): number =>
  earned.reduce((sum, { bonus }) => sum + bonus, 0);
