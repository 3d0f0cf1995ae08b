import { h } from "./dom.js";
import { canonicalName, matchCommands } from "./match.js";
import { channelById, state } from "./state.js";

const ATTACHMENT = 11;

export const attachmentOption = (command) => command.options.find(({ type }) => type === ATTACHMENT);

/** Commands that fit what was typed, for the panel above the composer. */
export function commandEntries(typed, { withFile, pick }) {
  const inDm = channelById(state.channelId).kind === "dm";
  return matchCommands(state.commands, typed)
    .filter((command) => !inDm || state.dmCommands.includes(command.path.name))
    .filter((command) => !withFile || attachmentOption(command))
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
