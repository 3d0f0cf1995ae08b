import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";

const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const LOCALES =
  "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(
    " ",
  );

export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

const WITH_CHOICES: readonly number[] = [OPTION.string, OPTION.integer, OPTION.number];

const nameSchema = z.string().superRefine((name, context) => {
  if (NAME.test(name) && name === name.toLowerCase()) return;
  refuse(context, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid");
});
const descriptionSchema = chars(1, limits.COMMAND_DESCRIPTION_CHARS_MAX);
const localized = <T extends z.ZodType>(schema: T) => z.partialRecord(z.enum(LOCALES), schema).nullish();

const named = {
  name: nameSchema,
  name_localizations: localized(nameSchema),
  description: descriptionSchema,
  description_localizations: localized(descriptionSchema),
};

const choiceSchema = z.object({
  name: chars(1, limits.CHOICE_CHARS_MAX),
  name_localizations: localized(chars(1, limits.CHOICE_CHARS_MAX)),
  value: z.union([chars(1, limits.CHOICE_CHARS_MAX), z.number()]),
});

const valueOptionSchema = z
  .object({
    ...named,
    type: z.int().min(OPTION.string).max(OPTION.attachment),
    required: z.boolean().nullish(),
    choices: z.array(choiceSchema).max(limits.CHOICES_MAX).nullish(),
    autocomplete: z.boolean().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    min_length: z.int().min(0).max(limits.OPTION_LENGTH_MAX).nullish(),
    max_length: z.int().min(1).max(limits.OPTION_LENGTH_MAX).nullish(),
    channel_types: z.array(z.int()).nullish(),
    file_types: z
      .array(z.string().regex(/^\.\w+$/))
      .max(limits.FILE_TYPES_MAX)
      .nullish(),
  })
  .superRefine((option, context) => {
    const wrong = (field: string, why: string) =>
      refuse(context, "APPLICATION_COMMAND_OPTIONS_INVALID", why, [field]);
    const choices = option.choices?.length ?? 0;
    if (choices && option.autocomplete)
      wrong("autocomplete", "An option has choices or autocomplete, not both");
    if ((choices || option.autocomplete) && !WITH_CHOICES.includes(option.type)) {
      wrong("type", "Only string, integer and number options can have choices or autocomplete");
    }
    if (option.type !== OPTION.string && (option.min_length ?? option.max_length) != null)
      wrong("min_length", "Only a string has a length");
    if (option.type !== OPTION.attachment && option.file_types?.length)
      wrong("file_types", "Only an attachment has file types");
  });

const valueOptions = z
  .array(valueOptionSchema)
  .max(limits.COMMAND_OPTIONS_MAX)
  .superRefine(requiredFirst)
  .superRefine(uniqueNames);
const subcommandSchema = z.object({
  ...named,
  type: z.literal(OPTION.subcommand),
  options: valueOptions.nullish(),
});
const groupSchema = z.object({
  ...named,
  type: z.literal(OPTION.group),
  options: z.array(subcommandSchema).min(1).max(limits.COMMAND_OPTIONS_MAX).superRefine(uniqueNames),
});
const branchSchema = z.discriminatedUnion("type", [subcommandSchema, groupSchema]);
const branches = z.array(branchSchema).max(limits.COMMAND_OPTIONS_MAX).superRefine(uniqueNames);

const looksLikeBranch = z.object({ type: z.literal([OPTION.subcommand, OPTION.group]) });

/** Subcommands and ordinary options never stand side by side, so the first option decides which list it is. */
const optionsSchema = z.array(z.unknown()).transform((options, context) => {
  const list = looksLikeBranch.safeParse(options[0]).success
    ? branches.safeParse(options)
    : valueOptions.safeParse(options);
  if (list.success) return list.data;
  for (const { path, message } of list.error.issues)
    refuse(context, "APPLICATION_COMMAND_OPTIONS_INVALID", message, path);
  return z.NEVER;
});

const commandSchema = z
  .object({
    ...named,
    type: z.literal(1).nullish(),
    options: optionsSchema.nullish(),
    default_member_permissions: z.string().regex(/^\d+$/).nullish(),
    contexts: z.array(z.int().min(0).max(2)).nullish(),
    integration_types: z.array(z.int().min(0).max(1)).nullish(),
    nsfw: z.boolean().nullish(),
  })
  .superRefine((command, context) => {
    if (charsOf(command) <= limits.COMMAND_CHARS_TOTAL_MAX) return;
    refuse(
      context,
      "APPLICATION_COMMAND_TOO_LARGE",
      `Command exceeds maximum size (${limits.COMMAND_CHARS_TOTAL_MAX})`,
    );
  });

/** The whole table, as a bulk overwrite sends it. */
export const commandTableSchema = z.array(commandSchema).max(limits.COMMANDS_MAX).superRefine(uniqueNames);

export type CommandForm = z.infer<typeof commandSchema>;
export type ValueOption = z.infer<typeof valueOptionSchema>;
export type Branch = z.infer<typeof branchSchema>;

/** Whether an option is a subcommand or a group of them. */
export function isBranch(option: Branch | ValueOption): option is Branch {
  return option.type === OPTION.subcommand || option.type === OPTION.group;
}

type IssueContext = Parameters<typeof refuse>[0];

function requiredFirst(
  options: readonly { required?: boolean | null | undefined }[],
  context: IssueContext,
): void {
  const late = options.findIndex(
    (option, index) => option.required && index > 0 && !options[index - 1]?.required,
  );
  if (late === -1) return;
  refuse(
    context,
    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
    "Required options must be placed before non-required options",
    [late],
  );
}

function uniqueNames(list: readonly { name: string }[], context: IssueContext): void {
  const twice = list.findIndex((item, index) => list.findIndex((other) => other.name === item.name) < index);
  if (twice === -1) return;
  refuse(context, "APPLICATION_COMMANDS_DUPLICATE_NAME", "Names must be unique", [twice, "name"]);
}

type Localizations = Readonly<Record<string, string | undefined>> | null | undefined;
type Sized = {
  readonly name: string;
  readonly name_localizations?: Localizations;
  readonly description?: string;
  readonly description_localizations?: Localizations;
  readonly value?: string | number;
  readonly options?: readonly Sized[] | null | undefined;
  readonly choices?: readonly Sized[] | null | undefined;
};

/** Names, descriptions and values of a command and all below it; of localizations the longest counts. */
function charsOf(item: Sized): number {
  const own =
    longest(item.name, item.name_localizations) +
    longest(item.description ?? "", item.description_localizations) +
    (typeof item.value === "string" ? [...item.value].length : 0);
  return [...(item.options ?? []), ...(item.choices ?? [])].reduce((sum, below) => sum + charsOf(below), own);
}

function longest(text: string, localizations: Localizations): number {
  return Math.max(...[text, ...Object.values(localizations ?? {})].map((each) => [...(each ?? "")].length));
}
