import { h } from "./dom.js";
import { channelById, state } from "./state.js";

const ATTACHMENT = 11;

/** A command by the words it has in English, whatever the person's language shows: "import orders". */
export const canonicalName = ({ path }) => [path.name, path.group, path.subcommand].filter(Boolean).join(" ");

export const attachmentOption = (command) => command.options.find(({ type }) => type === ATTACHMENT);

/** Commands that fit what was typed, for the panel above the composer; those that begin with it first. */
export function commandEntries(typed, { withFile, pick }) {
  const wanted = typed.trim().toLowerCase();
  const inDm = channelById(state.channelId).kind === "dm";
  return state.commands
    .filter((command) => command.label.includes(wanted))
    .filter((command) => !inDm || state.dmCommands.includes(command.path.name))
    .filter((command) => !withFile || attachmentOption(command))
    .sort((a, b) => Number(b.label.startsWith(wanted)) - Number(a.label.startsWith(wanted)))
    .map((command) => ({
      words: [h("div", {}, `/${command.label}`, needs(command)), h("small", {}, command.description)],
      from: state.bot.name,
      testId: `command-${canonicalName(command).replaceAll(" ", "-")}`,
      pick: () => pick(command),
    }));
}

function needs({ options }) {
  return options.filter(({ required }) => required).map(({ label }) => h("span", { class: "needs" }, label));
}
