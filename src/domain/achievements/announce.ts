import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { Database } from "../../db/client.ts";
import { bonusCause } from "../../db/earned.ts";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { outbox } from "../../db/schema/outbox.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";

/** Lines of one announcement; what a bulk of members earned besides is only counted. */
export const ANNOUNCED_MAX = 20;

const POST_SUFFIX = ".announce";

/** Awards of a batch that may be told to all: those who hide are not named. */
const tellable = (cause: string | SQL): SQL => sql`${awards} as w
  where w.cause = ${cause} and w.revoked_at_ms is null
  and not exists (select 1 from ${members} where id = w.member_id and hidden_at_ms is not null)`;

/** Whether the shop tells achievements to all. */
export const announces = ({ shop }: Deps): boolean => shop.announcementChannelId !== null;

/**
 * The statement that has what this batch awarded told in the shop's announcement channel: one post a batch. It belongs
 * to the end of the batch; a repeat, being later, announces nothing.
 */
export function announceEarned(db: Database, cause: string | SQL, createdAtMs: number | SQL) {
  return db.run(sql`
    insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
    select ${cause} || ${POST_SUFFIX}, 'announcement.post', json_object('cause', ${cause}), ${createdAtMs}, ${createdAtMs}
    where exists (select 1 from ${tellable(cause)} and w.awarded_at_ms = ${createdAtMs})
    on conflict do nothing`);
}

/** Rings for the announcement of a batch that is committed; one that is not there is passed over. */
export function ringAnnouncement(deps: Deps, cause: string): void {
  if (announces(deps)) ring(deps, [{ id: `${cause}${POST_SUFFIX}`, kind: "announcement.post" }]);
}

const announcedSchema = z.array(
  z.object({
    memberId: z.string(),
    emoji: z.string(),
    name: z.string(),
    nameId: z.nullable(z.string()),
    bonus: z.number(),
    count: z.number(),
  }),
);
export type Announced = z.infer<typeof announcedSchema>[number];

/** What is to be told of a batch at the moment it is told: the first lines, each with how many there are in all. */
export async function announcedOf({ db }: Deps, cause: string): Promise<Announced[]> {
  return announcedSchema.parse(
    await db.all(sql`
      select w.member_id as "memberId", a.emoji, a.name, a.name_id as "nameId", coalesce(bonus.amount, 0) as bonus, w.count
      from (select *, rowid as place, count(*) over () as count from ${tellable(cause)} order by rowid limit ${sql.raw(String(ANNOUNCED_MAX))}) as w
      join ${achievements} as a on a.key = w.achievement
      left join ${transfers} as bonus on bonus.cause = ${bonusCause(sql`w.achievement`, sql`w.member_id`)}
      order by w.place`),
  );
}
