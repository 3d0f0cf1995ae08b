import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { transfers } from "../../db/schema/ledger.ts";

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
export function earnedBy(cause: string | SQL, memberId: string | SQL): SQL<string> {
  return sql<string>`(
    select json_group_array(json(earned)) from (
      select json_object('key', a.key, 'emoji', a.emoji, 'name', a.name, 'nameId', a.name_id,
        'bonus', coalesce(bonus.amount, 0)) as earned
      from ${awards} as w join ${achievements} as a on a.key = w.achievement
      left join ${transfers} as bonus on bonus.cause = ${bonusCause(sql`w.achievement`, sql`w.member_id`)}
      where w.cause = ${cause} and w.member_id = ${memberId}
      order by a.rowid))`;
}

export const readEarned = (column: string | undefined): Earned[] =>
  earnedSchema.parse(JSON.parse(column ?? "[]"));

export const bonusOf = (earned: readonly Earned[]): number =>
  earned.reduce((sum, { bonus }) => sum + bonus, 0);
