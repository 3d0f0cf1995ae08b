import { and, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import type { Database } from "../../db/client.ts";
import { members } from "../../db/schema/members.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { hasNewName, newerName } from "./names.ts";

/** For so long what we know of somebody's presence is taken as true. */
export const SEEN_FRESH_MS = 10 * MINUTE_MS;
/** A Worker holds six connections at once; the database needs one. */
const CALLS_AT_ONCE = 5;
/** Discord answers such a question in a tenth of it. */
const CALL_WITHIN_MS = 1_000;

/** Who was found in the server and who was not, and whether Discord answered for all that were asked about. */
export type Presence = {
  readonly here: readonly string[];
  readonly left: readonly string[];
  readonly complete: boolean;
};

/**
 * Asks Discord who is still in one of the shop's servers. The first failure ends the asking: whoever is not
 * known then is in neither list.
 */
export async function findPresence(deps: Deps, memberIds: readonly string[]): Promise<Presence> {
  const [here, left]: [string[], string[]] = [[], []];
  const waiting = [...memberIds];
  let complete = true;
  const askOn = async () => {
    for (let id = waiting.shift(); id !== undefined && complete; id = waiting.shift()) {
      try {
        ((await isInAnyGuild(deps, id)) ? here : left).push(id);
      } catch (error) {
        if (!(error instanceof DiscordFailure)) throw error;
        complete = false;
      }
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, askOn));
  return { here, left, complete };
}

async function isInAnyGuild(deps: Deps, memberId: string): Promise<boolean> {
  for (const guildId of deps.shop.guildIds) {
    if (await deps.discord.isMember(guildId, memberId, CALL_WITHIN_MS)) return true;
  }
  return deps.shop.guildIds.length === 0;
}

/**
 * The statements that remember what was found. Whoever used a command since `askedAtMs` is here, whatever
 * Discord said before.
 */
export function rememberPresence(deps: Deps, { here, left }: Presence, askedAtMs: number) {
  const { db } = deps;
  const nowMs = deps.clock();
  const unseen = or(isNull(members.seenAtMs), lt(members.seenAtMs, askedAtMs));
  return [
    db.run(sql`
      insert into ${members} (id, created_at_ms)
      select value, ${nowMs} from json_each(${JSON.stringify([...here, ...left])}) where true
      on conflict do nothing`),
    db
      .update(members)
      .set({ seenAtMs: nowMs })
      .where(and(inArray(members.id, [...here]), unseen)),
    db
      .update(members)
      .set({ seenAtMs: nowMs, leftAtMs: nowMs })
      .where(and(inArray(members.id, [...left]), unseen)),
  ] as const;
}

/**
 * Knows a member from now on, and knows them here, by this name: they used a command in the server. Stands before what else a
 * batch does.
 */
export function welcomeMember(
  db: Database,
  memberId: string | SQL,
  nowMs: number | SQL,
  name: string | SQL | null,
) {
  return db
    .insert(members)
    .values({ id: memberId, createdAtMs: nowMs, seenAtMs: nowMs, name })
    .onConflictDoUpdate({
      target: members.id,
      set: { seenAtMs: nowMs, leftAtMs: null, name: newerName },
      setWhere: sql`${members.leftAtMs} is not null or ${members.seenAtMs} is null or ${members.seenAtMs} < ${nowMs} - ${SEEN_FRESH_MS}
        or (${hasNewName})`,
    });
}
