import { refusal } from "./failure.ts";
import type { SavedDiscord } from "./saved.ts";
import type { GuildChannel, Locale, Person, World } from "./world.ts";

export type Directory = ReturnType<typeof createDirectory>;

/** Who and what there is: people, who left, who takes no messages, and the channels, DMs among them. */
export function createDirectory(
  world: World,
  nextId: () => string,
  saved: Pick<SavedDiscord, "locales" | "dmChannelIds"> | null,
) {
  const locales = new Map<string, Locale>(saved?.locales);
  const dmChannelIds = new Map<string, string>(saved?.dmChannelIds);
  const roleIds = new Map<string, readonly string[]>();
  const names = new Map<string, string>();
  const dmsClosed = new Set<string>();
  const left = new Set<string>();

  const person = (id: string): Person | undefined => {
    const known = world.users.find((user) => user.id === id);
    return (
      known && {
        ...known,
        locale: locales.get(id) ?? known.locale,
        roleIds: roleIds.get(id) ?? known.roleIds,
        displayName: names.get(id) ?? known.displayName,
      }
    );
  };

  return {
    world,
    dmsClosed,
    /** Members who left the guild. */
    left,
    /** The languages that were chosen, by person. */
    locales: () => [...locales],
    /** The DM channels there are, by person. */
    dmChannels: () => [...dmChannelIds],
    leave: (userId: string) => void left.add(userId),
    rejoin: (userId: string) => void left.delete(userId),
    setLocale: (userId: string, locale: Locale) => void locales.set(userId, locale),
    /** From now on a person has these roles and no other. @throws Error when one of them is none of the guild's. */
    setRoles(userId: string, given: readonly string[]): void {
      const unknown = given.find((id) => !world.roles.some((role) => role.id === id));
      if (unknown !== undefined) throw new Error(`the guild has no role ${unknown}`);
      roleIds.set(userId, [...given]);
    },
    /** From now on a person is called so. */
    rename: (userId: string, displayName: string) => void names.set(userId, displayName),
    person,
    member(id: string): Person {
      const member = person(id);
      if (!member || left.has(id)) throw refusal("unknownMember");
      return member;
    },
    /** Members whose username or shown name begins so, as Discord compares them. */
    search: (beginning: string): Person[] =>
      world.users
        .filter(({ id }) => !left.has(id))
        .flatMap(({ id }) => person(id) ?? [])
        .filter(({ username, displayName }) =>
          [username, displayName].some((name) => name.toLowerCase().startsWith(beginning.toLowerCase())),
        ),
    guildChannel: (id: string): GuildChannel | undefined =>
      world.channels.find((channel) => channel.id === id),
    /** The one DM channel between the bot and a person, made on first use. */
    dmChannelId(userId: string): string {
      const id = dmChannelIds.get(userId) ?? nextId();
      dmChannelIds.set(userId, id);
      return id;
    },
    /** Whose DM channel this is, if it is one. */
    dmUserId: (channelId: string): string | undefined =>
      [...dmChannelIds].find(([, id]) => id === channelId)?.[0],
  };
}
