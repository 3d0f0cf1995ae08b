import type { JsonObject } from "./api-objects.ts";
import type { Core } from "./core.ts";
import { ClientRefusal, type Exchange, type Tamper } from "./exchange.ts";
import { type Message, visibleTo } from "./message.ts";
import { ENTITY_OPTION, nothingResolved, resolvedObject, resolveEntity } from "./options.ts";
import { type Component, findComponent } from "./schema/components.ts";
import { send } from "./send.ts";

export type MessageRef = string | { readonly id: string };

/** Presses a button, or chooses the values of a menu. */
export async function useComponent(
  core: Core,
  userId: string,
  ref: MessageRef,
  customId: string,
  values: readonly string[] | null,
  tamper: Tamper,
): Promise<Exchange> {
  const message = requireMessage(core, userId, ref, tamper);
  const component = findComponent(message.components, customId);
  if (!component) {
    throw new ClientRefusal(
      `the message has no ${customId}, only ${customIds(message).join(", ") || "none"}`,
    );
  }
  if (!tamper.unchecked) requireUsable(component, values);
  const about = {
    kind: "component",
    userId,
    channelId: message.channelId,
    sourceMessageId: message.id,
  } as const;
  const chosen = values ? { values, ...resolvedOf(core, component, values, tamper) } : {};
  const data = { custom_id: customId, component_type: component.type, ...chosen };
  return await send(core, about, data, tamper);
}

/** Who or what the values of a menu are, where Discord itself fills the menu. */
function resolvedOf(core: Core, { type, custom_id }: Component, values: readonly string[], tamper: Tamper) {
  const option = ENTITY_OPTION[type];
  if (option === undefined) return {};
  const resolved = nothingResolved();
  for (const value of values) {
    resolveEntity(option, value, { core, resolved });
    const known = Object.values(resolved).some((objects: Record<string, JsonObject>) => value in objects);
    if (!known && !tamper.unchecked) throw new ClientRefusal(`${custom_id} has nobody and nothing ${value}`);
  }
  const objects = resolvedObject(resolved);
  return objects ? { resolved: objects } : {};
}

function requireMessage({ store }: Core, userId: string, ref: MessageRef, tamper: Tamper): Message {
  const id = typeof ref === "string" ? ref : ref.id;
  const message = store.find(id);
  if (!message || (!tamper.unchecked && !visibleTo(message, userId))) {
    throw new ClientRefusal(`this person sees no message ${id}`);
  }
  return message;
}

function requireUsable(component: Component, values: readonly string[] | null): void {
  const { custom_id: id, disabled } = component;
  if (disabled) throw new ClientRefusal(`${id} is disabled`);
  const isButton = component.type === 2;
  if (isButton !== (values === null)) throw new ClientRefusal(`${id} is ${isButton ? "a button" : "a menu"}`);
  if (isButton || !values) return;
  const [least, most] = [component.min_values ?? 1, component.max_values ?? 1];
  if (values.length < least || values.length > most)
    throw new ClientRefusal(`${id}: choose ${least} to ${most}`);
  if (component.type !== 3) return;
  const strange = values.find((value) => !component.options.some((option) => option.value === value));
  if (strange !== undefined) throw new ClientRefusal(`${id} has no option ${strange}`);
}

function customIds(message: Message): string[] {
  return message.components.flatMap((row) => row.components).flatMap(({ custom_id }) => custom_id ?? []);
}
