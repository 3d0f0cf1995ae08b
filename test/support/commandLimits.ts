/** Discord's limits of a command; see "Application Command Structure". */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
export const COMMANDS_MAX = 100;
const OPTIONS_MAX = 25;
const CHOICES_MAX = 25;
const DESCRIPTION_CHARS_MAX = 100;
export const CHOICE_CHARS_MAX = 100;
const COMMAND_CHARS_MAX = 8_000;
const TEXT_OPTION_CHARS_MAX = 6_000;
export const CUSTOM_ID_CHARS_MAX = 100;
export const SUBCOMMAND = 1;
export const GROUP = 2;

type Choice = {
  name: string;
  name_localizations?: Record<string, string | null> | null;
  value: string | number;
};
/** A command, or an option of one, as Discord is told of it. */
export type Node = {
  name: string;
  name_localizations?: Record<string, string | null> | null;
  description: string;
  description_localizations?: Record<string, string | null> | null;
  type?: number;
  required?: boolean;
  autocomplete?: boolean;
  choices?: readonly Choice[];
  min_value?: number;
  max_value?: number;
  max_length?: number;
  options?: readonly Node[];
};

/** A command with all that is below it. */
export function* below(node: Node): Generator<Node> {
  yield node;
  for (const option of node.options ?? []) yield* below(option);
}

const localizedIn = (texts: Node["name_localizations"]) =>
  Object.values(texts ?? {}).filter((text): text is string => typeof text === "string");

/** What Discord counts: names, descriptions and values, each in its longest language. */
function charsOf(node: Node | Choice): number {
  const longest = (text: string, translated: Node["name_localizations"]) =>
    Math.max(text.length, ...localizedIn(translated).map(({ length }) => length));
  const own = longest(node.name, node.name_localizations);
  if ("value" in node) return own + String(node.value).length;
  const inner = [...(node.options ?? []), ...(node.choices ?? [])];
  const described = longest(node.description, node.description_localizations);
  return inner.reduce((sum, each) => sum + charsOf(each), own + described);
}

const isBranch = ({ type }: Node) => type === SUBCOMMAND || type === GROUP;
/** A command holds options or branches; see "Subcommands and Subcommand Groups". */
const isTable = (options: readonly Node[]) => options.every(isBranch) || !options.some(isBranch);

/** A group holds subcommands alone, a subcommand options alone. */
function mayHold({ type, options = [] }: Node): boolean {
  if (type === GROUP) return options.length > 0 && options.every((option) => option.type === SUBCOMMAND);
  return !options.some(isBranch);
}

/** Whatever Discord would refuse of a command. */
export function refusals(command: Node): string[] {
  const found: string[] = [];
  const hold = (holds: boolean, what: string) => void (holds || found.push(what));
  for (const node of below(command)) {
    const { name, options = [], choices = [] } = node;
    for (const each of [name, ...localizedIn(node.name_localizations)]) {
      hold(NAME.test(each) && each === each.toLowerCase(), `${name}: the name ${each}`);
    }
    for (const each of [node.description, ...localizedIn(node.description_localizations)]) {
      hold(
        each.length >= 1 && each.length <= DESCRIPTION_CHARS_MAX,
        `${name}: description of ${each.length}`,
      );
    }
    hold(options.length <= OPTIONS_MAX, `${name}: ${options.length} options`);
    hold(new Set(options.map((option) => option.name)).size === options.length, `${name}: an option twice`);
    const translated = options.map((option) => option.name_localizations?.id ?? option.name);
    hold(new Set(translated).size === options.length, `${name}: an option twice in Indonesian`);
    const optionalAt = options.findIndex((option) => !option.required);
    const requiredAfter = options.slice(Math.max(optionalAt, 0)).some((option) => option.required);
    hold(optionalAt < 0 || !requiredAfter, `${name}: a required option after an optional one`);
    hold(node === command ? isTable(options) : mayHold(node), `${name}: what stands below it`);
    hold(choices.length <= CHOICES_MAX, `${name}: ${choices.length} choices`);
    hold(!(node.autocomplete && choices.length > 0), `${name}: choices and autocomplete`);
    hold((node.min_value ?? -Infinity) <= (node.max_value ?? Infinity), `${name}: bounds`);
    hold(
      (node.max_length ?? 1) >= 1 && (node.max_length ?? 1) <= TEXT_OPTION_CHARS_MAX,
      `${name}: max_length`,
    );
    hold(new Set(choices.map(({ value }) => value)).size === choices.length, `${name}: a choice twice`);
    for (const choice of choices) {
      const texts = [choice.name, ...localizedIn(choice.name_localizations), String(choice.value)];
      hold(
        texts.every(({ length }) => length >= 1 && length <= CHOICE_CHARS_MAX),
        `${name}: the choice ${choice.name}`,
      );
    }
  }
  const chars = charsOf(command);
  hold(chars <= COMMAND_CHARS_MAX, `${command.name}: ${chars} characters`);
  return found;
}
