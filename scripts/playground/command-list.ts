import type { RegisteredCommand } from "../standins/discord/commands.ts";
import { type Branch, isBranch, type ValueOption } from "../standins/discord/schema/command.ts";
import { type Locale, mayUse } from "../standins/discord/world.ts";

type Localizable = {
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string | undefined>> | null | undefined;
  readonly description?: string;
  readonly description_localizations?: Readonly<Record<string, string | undefined>> | null | undefined;
};

/** Every line a person can type, in their language: a command, or each of its subcommands. */
export function listCommands(commands: readonly RegisteredCommand[], permissions: bigint, locale: Locale) {
  return commands
    .filter((command) => mayUse(command.default_member_permissions, permissions))
    .flatMap((command) => lines(command, locale))
    .sort((a, b) => a.label.localeCompare(b.label));
}

export type CommandLine = ReturnType<typeof lines>[number];

function lines(command: RegisteredCommand, locale: Locale) {
  return leaves(command.options ?? [], []).map(({ above, options }) => {
    const [first, second] = above;
    const last = above.at(-1) ?? command;
    return {
      path: {
        name: command.name,
        ...(first && second ? { group: first.name } : {}),
        ...(first ? { subcommand: (second ?? first).name } : {}),
      },
      label: [command, ...above].map((item) => nameIn(item, locale)).join(" "),
      description: descriptionIn(last, locale),
      options: options.map((option) => describeOption(option, locale)),
    };
  });
}

type Leaf = { readonly above: readonly Branch[]; readonly options: readonly ValueOption[] };

function leaves(options: readonly (Branch | ValueOption)[], above: readonly Branch[]): Leaf[] {
  const branches = options.filter(isBranch);
  if (branches.length === 0) return [{ above, options: options.filter((option) => !isBranch(option)) }];
  return branches.flatMap((branch) => leaves(branch.options ?? [], [...above, branch]));
}

function describeOption(option: ValueOption, locale: Locale) {
  return {
    name: option.name,
    label: nameIn(option, locale),
    description: descriptionIn(option, locale),
    type: option.type,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: (option.choices ?? []).map((choice) => ({ name: nameIn(choice, locale), value: choice.value })),
    fileTypes: option.file_types ?? [],
    min: option.min_value ?? option.min_length ?? null,
    max: option.max_value ?? option.max_length ?? null,
  };
}

function nameIn(item: Localizable, locale: Locale): string {
  return item.name_localizations?.[locale] ?? item.name;
}

function descriptionIn(item: Localizable, locale: Locale): string {
  return item.description_localizations?.[locale] ?? item.description ?? "";
}
