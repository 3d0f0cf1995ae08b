import { act } from "./api.js";
import { state } from "./state.js";

const [STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER] = [3, 4, 5, 6, 7, 8, 9, 10];
const SHOWN_MAX = 25;

/**
 * Where an option's suggestions come from; null when it has none. `free` ones may also be typed otherwise.
 * Entries are { name, value, about? }.
 */
export function sourceOf(option, form) {
  if (option.autocomplete)
    return {
      free: true,
      remote: true,
      find: (typed, chosen) => askWorker(option, form, chosen ? "" : typed),
    };
  if (option.choices.length > 0) return fixed(option.choices);
  const make = FIXED[option.type];
  return make ? fixed(make()) : null;
}

const people = () =>
  state.people.map(({ id, displayName, username }) => ({ name: displayName, value: id, about: username }));
const roles = () => state.roles.map(({ id, name }) => ({ name: `@${name}`, value: id }));
const channels = () =>
  state.channels.filter(({ kind }) => kind !== "dm").map(({ id, name }) => ({ name: `#${name}`, value: id }));

const FIXED = {
  [BOOLEAN]: () => [
    { name: "True", value: true },
    { name: "False", value: false },
  ],
  [USER]: people,
  [CHANNEL]: channels,
  [ROLE]: roles,
  [MENTIONABLE]: () => [...people(), ...roles()],
};

function fixed(choices) {
  const fits = (choice, typed) =>
    `${choice.name} ${choice.about ?? ""}`.toLowerCase().includes(typed.trim().toLowerCase());
  return {
    free: false,
    remote: false,
    find: (typed, chosen) => choices.filter((choice) => chosen || fits(choice, typed)).slice(0, SHOWN_MAX),
  };
}

async function askWorker(option, { command, values }, typed) {
  const others = Object.fromEntries(
    Object.entries(values().options).filter(([name]) => name !== option.name),
  );
  const what = {
    act: "autocomplete",
    ...command.path,
    options: { ...others, [option.name]: typed },
    focused: option.name,
    channel: state.channelId,
  };
  const { choices } = await act(what).catch(() => ({ choices: null }));
  return choices ?? [];
}

/** What travels for an option: the chosen value, or what was typed, as its type; undefined when it is empty. */
export function readValue(option, typed, chosen) {
  if (chosen) return chosen.value;
  if (typed.trim() === "") return undefined;
  return option.type === INTEGER || option.type === NUMBER ? Number(typed) : typed;
}

/** What is wrong with it in words, or null. Discord's client checks the same before it sends. */
export function complaintAbout(option, typed, chosen, source) {
  const value = readValue(option, typed, chosen);
  if (value === undefined) return option.required ? "This option is required. Give it a value." : null;
  if (source && !source.free && !chosen) return "Choose one of the list.";
  if (option.type === INTEGER && !Number.isSafeInteger(value)) return "Enter a whole number.";
  if (option.type === NUMBER && !Number.isFinite(value)) return "Enter a number.";
  const size = option.type === STRING ? [...String(value)].length : value;
  const unit = option.type === STRING ? " characters" : "";
  if (chosen || typeof size !== "number") return null;
  if (option.min !== null && size < option.min) return `At least ${option.min}${unit}.`;
  if (option.max !== null && size > option.max) return `At most ${option.max}${unit}.`;
  return null;
}
