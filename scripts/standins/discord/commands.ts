import type { JsonObject } from "./api-objects.ts";
import { parseForm } from "./form.ts";
import { type CommandForm, commandTableSchema } from "./schema/command.ts";

/** `guildId` is null for a command of the global table. */
export type RegisteredCommand = CommandForm & { readonly id: string; readonly guildId: string | null };

export type CommandTables = ReturnType<typeof createCommandTables>;

const GLOBAL = "global";
const GUILD = 0;
const BOT_DM = 1;

/** The command tables, the global one and one a guild, kept as they were registered. */
export function createCommandTables(applicationId: string, nextId: () => string) {
  const tables = new Map<string, readonly RegisteredCommand[]>();
  const listeners = new Set<() => void>();

  return {
    /** Replaces a whole table. A command whose name stays keeps its id. @throws DiscordError for what Discord refuses. */
    overwrite(guildId: string | null, json: unknown): readonly RegisteredCommand[] {
      const before = tables.get(guildId ?? GLOBAL) ?? [];
      const table = parseForm(commandTableSchema, json).map((command) => ({
        ...command,
        guildId,
        id: before.find((known) => known.name === command.name)?.id ?? nextId(),
      }));
      tables.set(guildId ?? GLOBAL, table);
      for (const listener of listeners) listener();
      return table;
    },
    list: (guildId: string | null): readonly RegisteredCommand[] => tables.get(guildId ?? GLOBAL) ?? [],
    /** What a member is offered: in the guild its own commands before the global ones, in a DM those made for it. */
    offered(guildId: string, inDm: boolean): RegisteredCommand[] {
      const context = inDm ? BOT_DM : GUILD;
      const own = inDm ? [] : (tables.get(guildId) ?? []);
      const names = new Set(own.map((command) => command.name));
      const everywhere = (tables.get(GLOBAL) ?? []).filter(
        ({ contexts }) => contexts?.includes(context) ?? true,
      );
      return [...own, ...everywhere.filter((command) => !names.has(command.name))];
    },
    /** The command in the form that Discord's API answers with. */
    toObject: ({ guildId, ...command }: RegisteredCommand, localizations: boolean): JsonObject => ({
      id: command.id,
      application_id: applicationId,
      version: command.id,
      default_member_permissions: command.default_member_permissions ?? null,
      type: 1,
      nsfw: command.nsfw ?? false,
      ...(guildId
        ? { guild_id: guildId }
        : { contexts: command.contexts ?? null, integration_types: command.integration_types ?? [0] }),
      ...describe(command, localizations),
    }),
    subscribe(listener: () => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

type Localizations = Readonly<Record<string, string | undefined>> | null | undefined;
type Described = {
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly description_localizations?: Localizations;
  readonly options?: readonly Described[] | null | undefined;
};

/** Discord leaves out of an option what is false or empty, and always states the localizations when asked for them. */
function describe(item: Described, localizations: boolean): JsonObject {
  const { options, name_localizations, description_localizations, ...own } = item;
  const kept = Object.entries<unknown>(own).filter(
    ([, value]) => value !== false && value !== null && value !== undefined,
  );
  return {
    ...Object.fromEntries(kept),
    ...(localizations
      ? {
          name_localizations: name_localizations ?? null,
          description_localizations: description_localizations ?? null,
        }
      : {}),
    ...(options?.length ? { options: options.map((option) => describe(option, localizations)) } : {}),
  };
}
