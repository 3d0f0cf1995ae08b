import {
  attachmentObject,
  botObject,
  channelObject,
  type JsonObject,
  memberObject,
  userObject,
} from "./api-objects.ts";
import type { Core } from "./core.ts";
import { ClientRefusal } from "./exchange.ts";
import type { Upload } from "./files.ts";
import { checkValue } from "./option-check.ts";
import { OPTION, type ValueOption } from "./schema/command.ts";

export type OptionValue = string | number | boolean | Upload;

export type Resolved = {
  readonly users: Record<string, JsonObject>;
  readonly members: Record<string, JsonObject>;
  readonly roles: Record<string, JsonObject>;
  readonly channels: Record<string, JsonObject>;
  readonly attachments: Record<string, JsonObject>;
};

export function nothingResolved(): Resolved {
  return { users: {}, members: {}, roles: {}, channels: {}, attachments: {} };
}

/** Only the kinds that have something, as Discord sends it; undefined when none has. */
export function resolvedObject(resolved: Resolved): JsonObject | undefined {
  const filled = Object.entries(resolved).filter(([, objects]) => Object.keys(objects).length > 0);
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

/** The option that takes what a menu of users, roles, both or channels does, by the menu's type. */
export const ENTITY_OPTION: Readonly<Record<number, number>> = {
  5: OPTION.user,
  6: OPTION.role,
  7: OPTION.mentionable,
  8: OPTION.channel,
};

type Filling = {
  readonly core: Core;
  readonly channelId: string;
  readonly resolved: Resolved;
  readonly unchecked: boolean;
  /** The option being typed, for an autocomplete: what else is missing does not matter then. */
  readonly focused?: string | undefined;
};

/** Options as they travel. @throws ClientRefusal for what Discord's client does not send. */
export function encodeOptions(
  defined: readonly ValueOption[],
  values: Readonly<Record<string, OptionValue>>,
  filling: Filling,
): JsonObject[] {
  if (!filling.unchecked) {
    const unknown = Object.keys(values).find((name) => !defined.some((option) => option.name === name));
    if (unknown) throw new ClientRefusal(`there is no option ${unknown}`);
    const missing = defined.find((option) => option.required && values[option.name] === undefined);
    if (missing && filling.focused === undefined)
      throw new ClientRefusal(`${missing.name}: this option is required`);
  }
  return Object.entries(values).map(([name, value]) => {
    const option = defined.find((known) => known.name === name);
    const typing = name === filling.focused;
    if (option && !filling.unchecked && !typing) checkValue(option, value);
    if (option && typeof value === "string") resolveEntity(option.type, value, filling);
    return {
      name,
      type: option?.type ?? inferType(value),
      value: typeof value === "object" ? attach(value, filling) : value,
      ...(typing ? { focused: true } : {}),
    };
  });
}

/** Puts a file on the CDN and names it in `resolved`; the value of its option is the id. */
export function attach(
  upload: Upload,
  { core, channelId, resolved }: Pick<Filling, "core" | "channelId" | "resolved">,
): string {
  const attachment = core.files.add(upload, channelId, true);
  resolved.attachments[attachment.id] = attachmentObject(attachment);
  return attachment.id;
}

/** Adds who or what an id stands for to `resolved`; a bot is a user too. */
export function resolveEntity(
  type: number,
  id: string,
  { core, resolved }: Pick<Filling, "core" | "resolved">,
): void {
  const { directory, applicationId } = core;
  const person = directory.person(id);
  const role = directory.world.roles.find((known) => known.id === id);
  if (person && (type === OPTION.user || type === OPTION.mentionable)) {
    resolved.users[id] = userObject(person);
    const { user: _, ...member } = memberObject(directory.world, person);
    if (!directory.left.has(id)) resolved.members[id] = member;
  }
  if (id === applicationId && (type === OPTION.user || type === OPTION.mentionable))
    resolved.users[id] = botObject(applicationId, directory.world);
  if (role && (type === OPTION.role || type === OPTION.mentionable)) {
    resolved.roles[id] = { id, name: role.name, color: role.color, permissions: role.permissions.toString() };
  }
  if (type === OPTION.channel && directory.guildChannel(id))
    resolved.channels[id] = channelObject(directory, id);
}

function inferType(value: OptionValue): number {
  if (typeof value === "string") return OPTION.string;
  if (typeof value === "boolean") return OPTION.boolean;
  if (typeof value === "number") return Number.isInteger(value) ? OPTION.integer : OPTION.number;
  return OPTION.attachment;
}
