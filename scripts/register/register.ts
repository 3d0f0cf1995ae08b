import * as z from "zod";
import { createDiscord, type DiscordOptions } from "../../src/clients/discord/api.ts";
import { commandJson } from "../../src/discord/command.ts";
import { commands } from "../../src/discord/commands/index.ts";
import { type Difference, differences } from "./compare.ts";

/**
 * Makes Discord's command table equal to ours, for a guild (at once) or everywhere; nothing is sent when
 * nothing differs. With `checkOnly` it only compares.
 */
export async function registerCommands(
  options: DiscordOptions,
  guildId: string | null,
  checkOnly: boolean,
): Promise<Difference[]> {
  const discord = createDiscord(options);
  const ours = commands.map((command) => tableEntry(command, guildId));
  const theirs = z.array(z.unknown()).parse(await discord.listCommands(guildId));
  const found = differences(ours, theirs);
  if (found.length > 0 && !checkOnly) await discord.replaceCommands(guildId, ours);
  return found;
}

/** Contexts and integration types belong to global commands alone. */
function tableEntry(command: (typeof commands)[number], guildId: string | null) {
  const { contexts, integration_types, ...json } = commandJson(command);
  return guildId ? json : { ...json, contexts, integration_types };
}
