/** A command by the words it has in English, whatever the person's language shows: "import orders". */
export const canonicalName = ({ path }) => [path.name, path.group, path.subcommand].filter(Boolean).join(" ");

/**
 * The commands that what was typed means, by the name in the person's language or by the English one, as in Discord:
 * first the one so called, then those that begin with it.
 */
export function matchCommands(commands, typed) {
  const wanted = typed.trim().toLowerCase();
  const names = (command) => [command.label, canonicalName(command)];
  const rank = (command) =>
    names(command).includes(wanted) ? 2 : Number(names(command).some((name) => name.startsWith(wanted)));
  return commands
    .filter((command) => names(command).some((name) => name.includes(wanted)))
    .sort((a, b) => rank(b) - rank(a));
}
