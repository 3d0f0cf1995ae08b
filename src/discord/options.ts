import type { APIApplicationCommandBasicOption, LocalizationMap } from "discord-api-types/v10";
import { Problem } from "../domain/problem.ts";
import { own } from "../lib/own.ts";
import type { Words } from "../lib/words/locale.ts";
import { indonesianNames } from "../lib/words/names.ts";
import type { Attachment, CommandInteraction, GivenOption, PressInteraction } from "./interaction.ts";

type Choice = { readonly name: Words<string>; readonly value: string };

type Kind = "text" | "integer" | "number" | "boolean" | "file" | "user";

type OptionBase<K extends Kind, R extends boolean> = {
  readonly kind: K;
  readonly required: R;
  readonly description: Words<string>;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly Choice[];
  readonly autocomplete?: boolean;
  /** A user who is no bot. */
  readonly human?: boolean;
};

export type Option = OptionBase<Kind, boolean>;
export type Options = Readonly<Record<string, Option>>;

type ValueOf<K extends Kind> = K extends "text" | "user"
  ? string
  : K extends "file"
    ? Attachment
    : K extends "boolean"
      ? boolean
      : number;

/** What a handler gets of its options. */
export type Given<O extends Options> = {
  readonly [N in keyof O]: O[N]["required"] extends true
    ? ValueOf<O[N]["kind"]>
    : ValueOf<O[N]["kind"]> | undefined;
};

type Details = Omit<Option, "kind" | "required" | "description">;

/** An option that must be given. */
export const required = <K extends Kind>(
  kind: K,
  description: Words<string>,
  details: Details = {},
): OptionBase<K, true> => ({
  kind,
  required: true,
  description,
  ...details,
});

/** An option that may be left out. */
export const optional = <K extends Kind>(
  kind: K,
  description: Words<string>,
  details: Details = {},
): OptionBase<K, false> => ({
  kind,
  required: false,
  description,
  ...details,
});

const TYPES = { text: 3, integer: 4, boolean: 5, user: 6, number: 10, file: 11 } as const;

/** Texts are at most this long unless the option says otherwise. */
const TEXT_CHARS_MAX = 200;

export const localized = ({ id }: Words<string>): LocalizationMap => ({ id });

/** The Indonesian name of a command or option; a test sees to it that each has one. */
export function localizedName(name: string): LocalizationMap {
  const id = indonesianNames[name];
  return id === undefined ? {} : { id };
}

/** The options as Discord is told of them; required ones first, as it demands. */
export function optionsJson(options: Options): APIApplicationCommandBasicOption[] {
  const entries = Object.entries(options).map(([name, option]) => optionJson(name, option));
  return [...entries.filter((option) => option.required), ...entries.filter((option) => !option.required)];
}

function optionJson(name: string, option: Option): APIApplicationCommandBasicOption {
  const common = {
    name,
    name_localizations: localizedName(name),
    description: option.description.en,
    description_localizations: localized(option.description),
    required: option.required,
  };
  const bounds = {
    ...(option.min === undefined ? {} : { min_value: option.min }),
    ...(option.max === undefined ? {} : { max_value: option.max }),
  };
  if (option.kind === "integer") {
    const integer = { ...common, type: TYPES.integer, ...bounds };
    return option.autocomplete ? { ...integer, autocomplete: true } : integer;
  }
  if (option.kind === "number") return { ...common, type: TYPES.number, ...bounds };
  if (option.kind === "file") return { ...common, type: TYPES.file };
  if (option.kind === "user") return { ...common, type: TYPES.user };
  if (option.kind === "boolean") return { ...common, type: TYPES.boolean };
  const text = { ...common, type: TYPES.text, max_length: option.max ?? TEXT_CHARS_MAX };
  if (option.autocomplete) return { ...text, autocomplete: true };
  if (!option.choices) return text;
  return {
    ...text,
    choices: option.choices.map(({ name: words, value }) => ({
      name: words.en,
      name_localizations: localized(words),
      value,
    })),
  };
}

/** The name of an option whose value is not what its description promises. */
export class OptionMalformed extends Error {
  override name = "OptionMalformed";
  readonly option: string;
  constructor(option: string) {
    super(option);
    this.option = option;
  }
}

/**
 * Reads the options of a command. Discord has checked them, but it is we who rely on it.
 * @throws OptionMalformed, Problem
 */
export function readOptions(
  options: Options,
  given: readonly GivenOption[],
  interaction: CommandInteraction,
) {
  const values: Record<string, string | number | boolean | Attachment | undefined> = {};
  for (const [name, option] of Object.entries(options)) {
    const value = given.find((candidate) => candidate.name === name)?.value;
    if (value === undefined && !option.required) continue;
    const read = readValue(option, value, interaction);
    if (read === undefined) throw new OptionMalformed(name);
    values[name] = read;
  }
  return values;
}

function readValue(option: Option, value: GivenOption["value"], interaction: CommandInteraction) {
  switch (option.kind) {
    case "text": {
      if (typeof value !== "string" || value.length > (option.max ?? TEXT_CHARS_MAX)) return undefined;
      return option.choices && !option.choices.some((choice) => choice.value === value) ? undefined : value;
    }
    case "user":
      return readUser(value, option.human ?? false, interaction);
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "integer":
      return Number.isSafeInteger(Number(value)) ? inBounds(option, Number(value)) : undefined;
    case "number":
      return Number.isFinite(Number(value)) ? inBounds(option, Number(value)) : undefined;
    case "file":
      return typeof value === "string" ? own(interaction.data.resolved?.attachments, value) : undefined;
  }
}

function readUser(
  value: GivenOption["value"],
  human: boolean,
  { data }: CommandInteraction | PressInteraction,
): string | undefined {
  if (typeof value !== "string" || !/^\d{1,20}$/.test(value)) return undefined;
  if (human && own(data.resolved?.users, value)?.bot) throw new Problem({ kind: "bot_has_no_points" });
  return value;
}

/**
 * The person whom somebody chose in a card's `memberSelect`.
 * @throws OptionMalformed, Problem for a bot
 */
export function chosenMember(interaction: PressInteraction): string {
  const [chosen, ...others] = interaction.data.values ?? [];
  const id = others.length === 0 ? readUser(chosen, true, interaction) : undefined;
  if (id === undefined) throw new OptionMalformed("member");
  return id;
}

function inBounds(option: Option, value: number): number | undefined {
  return value < (option.min ?? -Infinity) || value > (option.max ?? Infinity) ? undefined : value;
}
