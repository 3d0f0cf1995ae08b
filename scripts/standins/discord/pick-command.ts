import type { JsonObject } from "./api-objects.ts";
import type { RegisteredCommand } from "./commands.ts";
import type { Core } from "./core.ts";
import { ClientRefusal } from "./exchange.ts";
import { type Branch, isBranch, OPTION, type ValueOption } from "./schema/command.ts";
import { mayUse, permissionsOf } from "./world.ts";

export type CommandPath = { readonly name: string; readonly group?: string; readonly subcommand?: string };

type Place = { readonly inDm: boolean; readonly unchecked: boolean };

export type FoundCommand = {
  readonly id: string;
  /** The guild whose own command this is; null for a global one. */
  readonly guildId: string | null;
  /** As Discord shows it above the answer: `/import orders`. */
  readonly line: string;
  readonly options: readonly ValueOption[];
  /** Puts the options into the group and subcommand they belong to. */
  wrap(options: readonly JsonObject[]): readonly JsonObject[];
};

/** The registered command that a person means, in the guild or in their DM. @throws ClientRefusal when Discord would not offer it. */
export function findCommand(core: Core, userId: string, path: CommandPath, where: Place): FoundCommand {
  const { world } = core.directory;
  const offered = core.commands.offered(world.guildId, where.inDm && !where.unchecked);
  const command = offered.find((known) => known.name === path.name);
  if (!command) throw new ClientRefusal(`the command /${path.name} is not registered here`);
  const person = core.directory.person(userId);
  const allowed = person && mayUse(command.default_member_permissions, permissionsOf(world, person));
  if (!allowed && !where.unchecked)
    throw new ClientRefusal(`Discord does not offer /${path.name} to this person`);
  return {
    id: command.id,
    guildId: command.guildId,
    line: `/${[path.name, path.group, path.subcommand].filter(Boolean).join(" ")}`,
    options: optionsAt(command, path),
    wrap: (options) => {
      const inner = path.subcommand ? [{ type: OPTION.subcommand, name: path.subcommand, options }] : options;
      return path.group ? [{ type: OPTION.group, name: path.group, options: inner }] : inner;
    },
  };
}

function optionsAt(command: RegisteredCommand, { group, subcommand }: CommandPath): readonly ValueOption[] {
  let below: readonly (Branch | ValueOption)[] = command.options ?? [];
  for (const name of [group, subcommand]) {
    if (name === undefined) continue;
    const next = below.filter(isBranch).find((option) => option.name === name);
    if (!next) throw new ClientRefusal(`/${command.name} has no ${name}`);
    below = next.options ?? [];
  }
  if (below.some(isBranch)) throw new ClientRefusal(`/${command.name} needs one of its subcommands`);
  return below.filter((option) => !isBranch(option));
}
