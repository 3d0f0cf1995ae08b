import { type Level, mayActAs } from "../domain/actor.ts";
import { Problem } from "../domain/problem.ts";
import { own } from "../lib/own.ts";
import type { Words } from "../lib/words/locale.ts";
import {
  type Action,
  type Answer,
  type Call,
  type Command,
  card,
  isGroup,
  OPTION,
  type Press,
  type PressAnswer,
} from "./command.ts";
import type { CommandInteraction, GivenOption, PressInteraction } from "./interaction.ts";
import { languages } from "./languages.ts";

const words: Words<{ title: string; staff: string; admin: string; stale: string }> = {
  en: {
    title: "Not for you",
    staff: "Only the shop's staff can do this.",
    admin: "Only the shop's admins can do this.",
    stale: "This button belongs to an older version of the shop. Use the command again.",
  },
  id: {
    title: "Bukan untukmu",
    staff: "Hanya staf toko yang bisa melakukan ini.",
    admin: "Hanya admin toko yang bisa melakukan ini.",
    stale: "Tombol ini dari versi lama toko. Pakai lagi perintahnya.",
  },
};

/** What a command interaction leads to in the table; undefined for a command that we do not have. */
export function findAction(table: readonly Command[], interaction: CommandInteraction) {
  const command = table.find((candidate) => candidate.name === interaction.data.name);
  if (!command) return undefined;
  const given = interaction.data.options ?? [];
  if (command.action) return { command, action: command.action, given };
  const chosen = given.find(isChosen);
  const entry = own(command.subcommands, chosen?.name);
  if (!entry || !isGroup(entry)) return entry && { command, action: entry, given: chosen?.options ?? [] };
  const last = chosen?.options?.find(isChosen);
  const action = own(entry.actions, last?.name);
  return action && { command, action, given: last?.options ?? [] };
}

const isChosen = ({ type }: GivenOption) => type === OPTION.subcommand || type === OPTION.group;

export type Found = { command: Command; action: Action; given: readonly GivenOption[] };

/** Who may use what was found. */
export const levelFor = ({ command, action }: Found): Level => action.level ?? command.level;

/** Runs a command for whoever may use it. */
export async function runCommand(call: Call, found: Found, interaction: CommandInteraction): Promise<Answer> {
  const level = levelFor(found);
  if (!mayActAs(call.request.actor, level)) return forbidden(call, level);
  return await found.action.run(call, found.given, interaction);
}

/** What a button or a menu leads to in the table. */
export function findPress(table: readonly Command[], { data }: PressInteraction): Press | undefined {
  const [name, press] = data.custom_id.split(":");
  return own(table.find((command) => command.name === name)?.presses, press);
}

/** Runs a button: `custom_id` is `command:press:ids…`, and the rights are those of the press. */
export async function runPress(
  table: readonly Command[],
  call: Call,
  interaction: PressInteraction,
): Promise<PressAnswer> {
  const [, , ...ids] = interaction.data.custom_id.split(":");
  const found = findPress(table, interaction);
  const locale = languages.of(call.request.actor.id, call.deps.shop.locale);
  if (!found) return card(locale, { tone: "refused", title: words[locale].title, body: words[locale].stale });
  if (!mayActAs(call.request.actor, found.level)) return forbidden(call, found.level);
  return await found.run(call, ids, interaction);
}

function forbidden(call: Call, level: Command["level"]): Answer {
  const locale = languages.of(call.request.actor.id, call.deps.shop.locale);
  const body = level === "admin" ? words[locale].admin : words[locale].staff;
  return card(locale, { tone: "refused", title: words[locale].title, body });
}

/** An option that must be there by the time a press or command relies on it. */
export function demand<T>(value: T | undefined, facts: Problem["facts"]): T {
  if (value === undefined) throw new Problem(facts);
  return value;
}
