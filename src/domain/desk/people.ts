import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import type { GuildPerson } from "../../clients/discord/people.ts";
import { accountOfMember } from "../../db/ledger.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import type { Deps } from "../deps.ts";

/** People that one search shows, of each server. */
export const PEOPLE_FOUND_MAX = 25;

const knownSchema = z.array(
  z.object({
    id: z.string(),
    knownSinceMs: z.nullable(z.number()),
    points: z.number(),
    money: z.number(),
  }),
);

/** Somebody of the shop's servers; `knownSinceMs` is null for whom the shop has never met. */
export type FoundPerson = GuildPerson & Omit<z.infer<typeof knownSchema>[number], "id">;

/**
 * Those in the shop's servers whose name begins so; the shop itself keeps no names. Null where Discord does not let us look,
 * or does not answer.
 */
export async function findPeople(deps: Deps, beginning: string): Promise<readonly FoundPerson[] | null> {
  const found = new Map<string, GuildPerson>();
  try {
    for (const guildId of deps.shop.guildIds) {
      const people = await deps.discord.searchMembers(guildId, beginning, PEOPLE_FOUND_MAX);
      for (const person of people) found.set(person.id, person);
    }
  } catch (error) {
    if (error instanceof DiscordFailure) return null;
    throw error;
  }
  const people = [...found.values()];
  const known = await whatTheyHave(deps, [...found.keys()]);
  return people.map((person) => ({ ...person, ...(known.get(person.id) ?? STRANGER) }));
}

const STRANGER = { knownSinceMs: null, points: 0, money: 0 };

async function whatTheyHave({ db }: Deps, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, never>();
  const balance = (asset: "points" | "money") =>
    sql`coalesce((select balance from ${accounts} where id = ${accountOfMember(sql`value`, asset)}), 0)`;
  const rows = await db.all(sql`
    select value as id, (select created_at_ms from ${members} where id = value) as "knownSinceMs",
      ${balance("points")} as points, ${balance("money")} as money
    from json_each(${JSON.stringify(ids)})`);
  return new Map(knownSchema.parse(rows).map(({ id, ...rest }) => [id, rest]));
}

/** What somebody is called in the first of the shop's servers where they are; null where Discord does not say. */
export async function nameOf(deps: Deps, memberId: string): Promise<GuildPerson | null> {
  try {
    for (const guildId of deps.shop.guildIds) {
      const person = await deps.discord.personIn(guildId, memberId);
      if (person) return person;
    }
  } catch (error) {
    if (!(error instanceof DiscordFailure)) throw error;
  }
  return null;
}
