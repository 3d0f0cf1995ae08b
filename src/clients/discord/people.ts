import * as z from "zod/mini";
import { DiscordFailure } from "./failure.ts";

/** Discord's codes for nobody of this guild and for an account that is no more. */
export const NOT_THERE = new Set([10_007, 10_013]);

const nameSchema = z.optional(z.nullable(z.string()));
const personSchema = z.object({
  nick: nameSchema,
  user: z.object({ id: z.string(), username: z.string(), global_name: nameSchema }),
});

/** Somebody of a guild as its members know them. */
export type GuildPerson = {
  readonly id: string;
  readonly username: string;
  /** The name that is shown there. */
  readonly name: string;
};

type Call = (method: string, path: string, body?: string, withinMs?: number) => Promise<unknown>;

/** What Discord tells of a guild's people by their names. */
export const createPeople = (call: Call) => ({
  /** Those whose username or nickname begins so. Needs the bot in the guild, and unlike the list of all members no privileged intent. */
  async searchMembers(
    guildId: string,
    beginning: string,
    most: number,
    withinMs: number,
  ): Promise<readonly GuildPerson[]> {
    const query = new URLSearchParams({ query: beginning, limit: String(most) });
    const path = `/guilds/${guildId}/members/search?${query}`;
    const found = z.array(personSchema).safeParse(await call("GET", path, undefined, withinMs));
    if (!found.success) throw new DiscordFailure("away", 0);
    return found.data.map(personFrom);
  },

  /** Somebody by their number; null when they are not in the guild. Needs the bot in it, and no privileged intent. */
  async personIn(guildId: string, userId: string, withinMs?: number): Promise<GuildPerson | null> {
    try {
      const path = `/guilds/${guildId}/members/${userId}`;
      const found = personSchema.safeParse(await call("GET", path, undefined, withinMs));
      if (!found.success) throw new DiscordFailure("away", 0);
      return personFrom(found.data);
    } catch (error) {
      if (error instanceof DiscordFailure && error.kind === "gone" && NOT_THERE.has(error.code)) return null;
      throw error;
    }
  },
});

const personFrom = ({ nick, user }: z.infer<typeof personSchema>): GuildPerson => ({
  id: user.id,
  username: user.username,
  name: nick || user.global_name || user.username,
});
