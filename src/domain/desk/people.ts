import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import type { GuildPerson } from "../../clients/discord/people.ts";
import { accountOfMember } from "../../db/ledger.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import type { Deps } from "../deps.ts";
import { learnNames } from "../members/names.ts";

/** People that one search shows: of those whom the shop knows, and of each server. */
export const PEOPLE_FOUND_MAX = 25;
/** Discord searches within a fraction of it; whoever waits has those whom the shop knows. */
const SEARCH_WITHIN_MS = 2_000;
/** No text of Unicode stands behind it. */
const LAST = "\u{10ffff}";

const heldSchema = z.object({
  id: z.string(),
  knownSinceMs: z.nullable(z.number()),
  points: z.number(),
  money: z.number(),
});
const knownSchema = z.extend(heldSchema, { name: z.string() });

/** Somebody with that name; `knownSinceMs` is null for whom the shop has never met, `username` for whom Discord has not named. */
export type FoundPerson = z.infer<typeof knownSchema> & { readonly username: string | null };

export type FoundPeople = {
  readonly people: readonly FoundPerson[];
  /** More have a name that begins so. */
  readonly more: boolean;
  /** Whether Discord has said who else of the shop's servers is called so. */
  readonly complete: boolean;
};

/**
 * Those whose name begins so, in capitals or not: first whom the shop has met, by the names it has heard, then who else is in its
 * servers. Without Discord the first are found all the same.
 */
export async function findPeople(deps: Deps, beginning: string): Promise<FoundPeople> {
  const [known, found] = await Promise.all([
    findKnown(deps, beginning),
    searchServers(deps, beginning).catch(nullWhenAway),
  ]);
  const people = new Map<string, FoundPerson>();
  for (const person of known.slice(0, PEOPLE_FOUND_MAX)) people.set(person.id, { ...person, username: null });
  const held = await whatTheyHave(deps, found?.people ?? []);
  for (const person of found?.people ?? [])
    people.set(person.id, { ...STRANGER, ...held.get(person.id), ...person });
  return {
    people: [...people.values()],
    more: known.length > PEOPLE_FOUND_MAX || found?.more === true,
    complete: found !== null,
  };
}

/** Somebody to choose while a name is typed: whom the shop has met, and where there is nobody who else is in its servers. */
export async function suggestPeople(
  deps: Deps,
  beginning: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const known = await findKnown(deps, beginning);
  if (known.length > 0) return known.slice(0, PEOPLE_FOUND_MAX);
  const found = await searchServers(deps, beginning).catch(nullWhenAway);
  return found?.people ?? [];
}

const STRANGER = { knownSinceMs: null, points: 0, money: 0 };

const balance = (asset: "points" | "money", id: ReturnType<typeof sql>) =>
  sql`coalesce((select balance from ${accounts} where id = ${accountOfMember(id, asset)}), 0)`;

async function findKnown({ db }: Deps, beginning: string) {
  const rows = await db.all(sql`
    select m.id, m.name, m.created_at_ms as "knownSinceMs",
      ${balance("points", sql`m.id`)} as points, ${balance("money", sql`m.id`)} as money
    from ${members} as m
    where m.name collate nocase >= ${beginning} and m.name collate nocase < ${beginning + LAST}
    order by m.name collate nocase limit ${sql.raw(String(PEOPLE_FOUND_MAX + 1))}`);
  return z.array(knownSchema).parse(rows);
}

async function searchServers(deps: Deps, beginning: string) {
  const people = new Map<string, GuildPerson>();
  let more = false;
  for (const guildId of deps.shop.guildIds) {
    const found = await deps.discord.searchMembers(guildId, beginning, PEOPLE_FOUND_MAX, SEARCH_WITHIN_MS);
    more ||= found.length >= PEOPLE_FOUND_MAX;
    for (const person of found) if (!people.has(person.id)) people.set(person.id, person);
  }
  return { people: [...people.values()], more };
}

async function whatTheyHave({ db }: Deps, people: readonly GuildPerson[]) {
  if (people.length === 0) return new Map<string, never>();
  const [, rows] = await db.batch([
    learnNames(db, people),
    db.all(sql`
      select value as id, (select created_at_ms from ${members} where id = value) as "knownSinceMs",
        ${balance("points", sql`value`)} as points, ${balance("money", sql`value`)} as money
      from json_each(${JSON.stringify(people.map(({ id }) => id))})`),
  ]);
  return new Map(
    z
      .array(heldSchema)
      .parse(rows)
      .map((held) => [held.id, held]),
  );
}

/** What somebody is called in the first of the shop's servers where they are; null where Discord does not say. */
export async function nameOf(deps: Deps, memberId: string): Promise<GuildPerson | null> {
  const person = await personInServers(deps, memberId).catch(nullWhenAway);
  if (person) await deps.db.batch([learnNames(deps.db, [person])]);
  return person;
}

async function personInServers(deps: Deps, memberId: string): Promise<GuildPerson | null> {
  for (const guildId of deps.shop.guildIds) {
    const person = await deps.discord.personIn(guildId, memberId);
    if (person) return person;
  }
  return null;
}

function nullWhenAway(error: unknown): null {
  if (error instanceof DiscordFailure) return null;
  throw error;
}
