import type { Core } from "./core.ts";
import { ClientRefusal, type Exchange, type Tamper } from "./exchange.ts";
import { encodeOptions, nothingResolved, type OptionValue, resolvedObject } from "./options.ts";
import { type CommandPath, findCommand } from "./pick-command.ts";
import { send } from "./send.ts";

export type CommandCall = CommandPath & { readonly options?: Readonly<Record<string, OptionValue>> };

/** `channel` is a channel's id, or "dm" for the person's own with the bot; the first channel when left out. */
export type Where = Tamper & { readonly channel?: string };

/** Runs a command; or asks for choices of its `focused` option, when there is one. */
export async function runCommand(
  core: Core,
  userId: string,
  call: CommandCall,
  where: Where,
  focused?: string,
): Promise<Exchange> {
  const unchecked = where.unchecked ?? false;
  const channelId = channelOf(core, userId, where.channel, unchecked);
  const inDm = core.directory.dmUserId(channelId) !== undefined;
  const found = findCommand(core, userId, call, { inDm, unchecked });
  const resolved = nothingResolved();
  const filling = { core, channelId, resolved, unchecked, focused };
  const options = encodeOptions(found.options, call.options ?? {}, filling);
  const objects = resolvedObject(resolved);
  const kind = focused === undefined ? "command" : "autocomplete";
  const data = {
    id: found.id,
    name: call.name,
    type: 1,
    options: found.wrap(options),
    ...(found.guildId ? { guild_id: found.guildId } : {}),
    ...(objects ? { resolved: objects } : {}),
  };
  return await send(core, { kind, userId, channelId, command: found.line }, data, where);
}

function channelOf(
  { directory }: Core,
  userId: string,
  channel: string | undefined,
  unchecked: boolean,
): string {
  if (channel === "dm") return directory.dmChannelId(userId);
  const id = channel ?? directory.world.channels[0]?.id ?? "";
  const known = directory.guildChannel(id) || directory.dmUserId(id) === userId;
  if (known && directory.left.has(userId) && !unchecked)
    throw new ClientRefusal("this person has left the server");
  if (!known) throw new ClientRefusal(`there is no channel ${id} for this person`);
  return id;
}
