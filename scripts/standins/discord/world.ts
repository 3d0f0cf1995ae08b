/** Bits of Discord's permission set that the stand-in knows. */
export const PERMISSIONS = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  useCommands: 1n << 31n,
} as const;

/** What every member may do, by the role that has the guild's own id. */
export const EVERYONE =
  PERMISSIONS.viewChannel |
  PERMISSIONS.sendMessages |
  PERMISSIONS.embedLinks |
  PERMISSIONS.attachFiles |
  PERMISSIONS.readHistory |
  PERMISSIONS.useCommands;

export type Locale = "en-US" | "id";

export type Role = {
  readonly id: string;
  readonly name: string;
  readonly color: number;
  readonly permissions: bigint;
};

export type Person = {
  readonly id: string;
  readonly username: string;
  readonly displayName: string;
  /** Said of them on the page: what they are to the shop. */
  readonly title: string;
  readonly roleIds: readonly string[];
  readonly locale: Locale;
};

export type GuildChannel = {
  readonly id: string;
  readonly name: string;
  readonly topic?: string;
  /** Only members with one of these roles see it; absent: everybody. */
  readonly roleIds?: readonly string[];
};

export type World = {
  readonly guildId: string;
  readonly guildName: string;
  /** May do everything there, whatever their roles. */
  readonly ownerId: string;
  readonly botName: string;
  readonly roles: readonly Role[];
  readonly users: readonly Person[];
  readonly channels: readonly GuildChannel[];
};

/** What a member may do: everyone's bits and those of the roles; an administrator may do everything. */
export function permissionsOf(world: World, person: Person): bigint {
  const granted = world.roles
    .filter((role) => person.roleIds.includes(role.id))
    .reduce((bits, role) => bits | role.permissions, EVERYONE);
  const mayAll = person.id === world.ownerId || granted & PERMISSIONS.administrator;
  return mayAll ? ~(-1n << 53n) : granted;
}

/** Whether the member list of a channel has this person. */
export function seesChannel(channel: GuildChannel, person: Person): boolean {
  return !channel.roleIds || channel.roleIds.some((id) => person.roleIds.includes(id));
}

/** Whether Discord's client offers a command to someone with these permissions. */
export function mayUse(defaultMemberPermissions: string | null | undefined, permissions: bigint): boolean {
  if (defaultMemberPermissions === null || defaultMemberPermissions === undefined) return true;
  if (permissions & PERMISSIONS.administrator) return true;
  const needed = BigInt(defaultMemberPermissions);
  return needed !== 0n && (permissions & needed) === needed;
}
