import { and, asc, eq, gt, isNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { achievements, awards } from "../../db/schema/achievements.ts";
import type { Deps } from "../deps.ts";
import type { Achievement } from "./define.ts";
import { ACHIEVEMENTS_MAX } from "./form.ts";

export const HOLDERS_PER_PAGE = 50;
/** Holders of one that are counted; beyond that there are "more". */
export const HOLDERS_COUNTED_MAX = 1_000;

const countSchema = z.array(z.object({ key: z.string(), holders: z.number() }));

/** An achievement with how many have it, at most one more than are counted. */
export type CountedAchievement = { readonly achievement: Achievement; readonly holders: number };

/** All achievements there are, retired ones included, the first made first. One round trip. */
export async function countedAchievements({ db }: Deps): Promise<CountedAchievement[]> {
  const [all, counts] = await db.batch([
    db.select().from(achievements).orderBy(asc(sql`rowid`)).limit(ACHIEVEMENTS_MAX),
    db.all(sql`
      select a.key, (
        select count(*) from (
          select 1 from ${awards} where achievement = a.key and revoked_at_ms is null
          limit ${sql.raw(String(HOLDERS_COUNTED_MAX + 1))})) as holders
      from ${achievements} as a limit ${sql.raw(String(ACHIEVEMENTS_MAX))}`),
  ]);
  const holders = new Map(countSchema.parse(counts).map((row) => [row.key, row.holders]));
  return all.map((achievement) => ({ achievement, holders: holders.get(achievement.key) ?? 0 }));
}

export type Holder = Pick<typeof awards.$inferSelect, "memberId" | "awardedBy" | "awardedAtMs" | "reason">;

/** An achievement and a page of who has it, in the order of their ids; `next` is the id behind which the next page begins. */
export type HolderPage = {
  readonly achievement: Achievement;
  readonly rows: readonly Holder[];
  readonly next: string | null;
};

/** Who has an achievement; null when there is none of this key. One round trip. */
export async function holdersOf(
  { db }: Deps,
  key: string,
  afterId: string | undefined,
  most = HOLDERS_PER_PAGE,
): Promise<HolderPage | null> {
  const [[achievement], rows] = await db.batch([
    db.select().from(achievements).where(eq(achievements.key, key)),
    db
      .select({
        memberId: awards.memberId,
        awardedBy: awards.awardedBy,
        awardedAtMs: awards.awardedAtMs,
        reason: awards.reason,
      })
      .from(awards)
      .where(
        and(
          eq(awards.achievement, key),
          isNull(awards.revokedAtMs),
          afterId === undefined ? undefined : gt(awards.memberId, afterId),
        ),
      )
      .orderBy(asc(awards.memberId))
      .limit(most + 1),
  ]);
  if (!achievement) return null;
  const shown = rows.slice(0, most);
  return {
    achievement,
    rows: shown,
    next: rows.length > most ? (shown.at(-1)?.memberId ?? null) : null,
  };
}
