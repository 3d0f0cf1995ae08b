import type {
  APIApplicationCommandOption,
  APIApplicationCommandSubcommandOption,
} from "discord-api-types/v10";
import type { Card } from "../clients/discord/card.ts";
import type { Level, Request } from "../domain/actor.ts";
import type { Deps } from "../domain/deps.ts";
import type { Locale, Words } from "../lib/words/locale.ts";
import type { CommandInteraction, GivenOption, PressInteraction } from "./interaction.ts";
import { type Given, localized, localizedName, type Options, optionsJson, readOptions } from "./options.ts";

export type CardAnswer = {
  readonly kind: "card";
  readonly card: Card;
  readonly locale: Locale;
  /** Instead of the card for the asker alone, where nothing was said to all yet. */
  readonly discreet?: Card;
};

/** An answer in the language of whoever reads it. */
export type Answer =
  | CardAnswer
  /** The rest comes from a job, which edits the answer. */
  | { readonly kind: "later" };

/** A new message that the presser alone sees; the pressed one stays as it is. */
export type AsideAnswer = { readonly kind: "aside"; readonly card: Card; readonly locale: Locale };

export type PressAnswer = Answer | AsideAnswer;

export const card = (locale: Locale, content: Card): Answer => ({ kind: "card", card: content, locale });

export const aside = (locale: Locale, content: Card): AsideAnswer => ({
  kind: "aside",
  card: content,
  locale,
});

/** One asking of a command, verified and allowed. */
export type Call = {
  readonly deps: Deps;
  readonly request: Request;
  readonly interactionToken: string;
};

export type Suggestion = { readonly name: string; readonly value: string | number };

/** A command or subcommand that does something. */
export type Action = {
  readonly description: Words<string>;
  readonly options: Options;
  /** Who may use it, where that is fewer than may use its command. */
  readonly level?: Level;
  /** Whether only the asker sees the answer; fixed, because a deferred answer cannot change it. */
  readonly ephemeral: boolean;
  run(call: Call, given: readonly GivenOption[], interaction: CommandInteraction): Promise<Answer>;
  suggest?(call: Call, focused: GivenOption): Promise<Suggestion[]>;
};

/** What a button or a menu does; `ids` are the parts of its `custom_id` after command and name. */
export type Press = {
  readonly level: Level;
  /** Also from a direct message, where nobody has a role: its verb must know whose press counts. */
  readonly inDirect?: true;
  run(call: Call, ids: readonly string[], interaction: PressInteraction): Promise<PressAnswer>;
};

/** Subcommands under one more word: `/admin apikey list`. */
export type Group = {
  readonly description: Words<string>;
  readonly actions: Readonly<Record<string, Action>>;
};

export type Command = {
  readonly name: string;
  readonly description: Words<string>;
  /** Who may use it; checked in the Worker, whatever Discord shows. */
  readonly level: Level;
  readonly action?: Action;
  readonly subcommands?: Readonly<Record<string, Action | Group>>;
  readonly presses?: Readonly<Record<string, Press>>;
};

/** An action whose handler sees its options typed by their description. */
export function action<const O extends Options>(parts: {
  description: Words<string>;
  options: O;
  level?: Level;
  ephemeral: boolean;
  run(call: Call, given: Given<O>): Promise<Answer>;
  suggest?(call: Call, focused: GivenOption): Promise<Suggestion[]>;
}): Action {
  const { run, ...rest } = parts;
  return {
    ...rest,
    // The one place where described options meet their type: readOptions has checked each against its description.
    run: (call, given, interaction) => run(call, readOptions(parts.options, given, interaction) as Given<O>),
  };
}

/** A button's `custom_id`: `command:press:id:id…`. */
export function pressId(command: string, press: string, ...ids: readonly (string | number)[]): string {
  return [command, press, ...ids].join(":");
}

/**
 * Whom Discord shows a command to at first: who may manage messages, or the server. Owners change it in their
 * server's integration settings; what counts is the Worker's own check.
 */
const SHOWN_TO = { everyone: null, staff: String(1 << 13), admin: String(1 << 5) } as const;

export const isGroup = (entry: Action | Group): entry is Group => "actions" in entry;

/** Each thing that a command does, with the words to type for it after the slash. */
export function waysOf({ name, action: only, subcommands }: Command): [words: string, Action][] {
  if (only) return [[name, only]];
  return Object.entries(subcommands ?? {}).flatMap(([sub, entry]): [string, Action][] =>
    isGroup(entry)
      ? Object.entries(entry.actions).map(([last, each]) => [`${name} ${sub} ${last}`, each])
      : [[`${name} ${sub}`, entry]],
  );
}

/** The command as Discord is told of it. */
export function commandJson(command: Command) {
  const options: APIApplicationCommandOption[] = command.action
    ? optionsJson(command.action.options)
    : Object.entries(command.subcommands ?? {}).map(([name, entry]) =>
        isGroup(entry)
          ? {
              type: OPTION.group,
              ...namedJson(name, entry.description),
              options: Object.entries(entry.actions).map(([last, each]) => subcommandJson(last, each)),
            }
          : subcommandJson(name, entry),
      );
  return {
    type: 1 as const,
    ...namedJson(command.name, command.description),
    options,
    contexts: [0],
    integration_types: [0],
    default_member_permissions: SHOWN_TO[command.level],
  };
}

/** Discord's types of the options that stand above others. */
export const OPTION = { subcommand: 1, group: 2 } as const;

const namedJson = (name: string, description: Words<string>) => ({
  name,
  name_localizations: localizedName(name),
  description: description.en,
  description_localizations: localized(description),
});

const subcommandJson = (
  name: string,
  { description, options }: Action,
): APIApplicationCommandSubcommandOption => ({
  type: OPTION.subcommand,
  ...namedJson(name, description),
  options: optionsJson(options),
});
