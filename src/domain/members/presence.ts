import { and, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import type { Database } from "../../db/client.ts";
import { members } from "../../db/schema/members.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { hasNewName, learnNames, newerName } from "./names.ts";

/** For so long what we know of somebody's presence is taken as true. */
export const SEEN_FRESH_MS = 10 * MINUTE_MS;
/** A Worker holds six connections at once; the database needs one. */
const CALLS_AT_ONCE = 5;
/** Discord answers such a question in a tenth of it. */
const CALL_WITHIN_MS = 1_000;

/** Somebody in the server, and what they are called there; null where nobody was asked. */
type Seen = { readonly id: string; readonly name: string | null };

/** Who was found in the server and who was not, and whether Discord answered for all that were asked about. */
export type Presence = {
  readonly here: readonly Seen[];
  readonly left: readonly string[];
  readonly complete: boolean;
};

/**
 * Asks Discord who is still in one of the shop's servers. The first failure ends the asking: whoever is not
 * known then is in neither list.
 */
export async function findPresence(deps: Deps, memberIds: readonly string[]): Promise<Presence> {
  const [here, left]: [Seen[], string[]] = [[], []];
  const waiting = [...memberIds];
  let complete = true;
  const askOn = async () => {
    for (let id = waiting.shift(); id !== undefined && complete; id = waiting.shift()) {
      try {
        const seen = await seenInAnyGuild(deps, id);
        if (seen) here.push(seen);
        else left.push(id);
      } catch (error) {
        if (!(error instanceof DiscordFailure)) throw error;
        complete = false;
      }
    }
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, askOn));
  return { here, left, complete };
}

async function seenInAnyGuild(deps: Deps, memberId: string): Promise<Seen | null> {
  for (const guildId of deps.shop.guildIds) {
    const person = await deps.discord.personIn(guildId, memberId, CALL_WITHIN_MS);
    if (person) return person;
  }
  return deps.shop.guildIds.length === 0 ? { id: memberId, name: null } : null;
}

/**
 * The statements that remember what was found. Whoever used a command since `askedAtMs` is here, whatever
 * Discord said before; whoever was forgotten since then is not called by their name again.
 */
export function rememberPresence(deps: Deps, { here, left }: Presence, askedAtMs: number) {
  const { db } = deps;
  const nowMs = deps.clock();
  const hereIds = here.map(({ id }) => id);
  const unseen = or(isNull(members.seenAtMs), lt(members.seenAtMs, askedAtMs));
  return [
    learnNames(db, here),
    db.run(sql`
      insert into ${members} (id, created_at_ms)
      select value, ${nowMs} from json_each(${JSON.stringify([...hereIds, ...left])}) where true
      on conflict do nothing`),
    db
      .update(members)
      .set({ seenAtMs: nowMs })
      .where(and(inArray(members.id, hereIds), unseen)),
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
