import type { JsonObject } from "./api-objects.ts";
import type { Core } from "./core.ts";
import { ClientRefusal } from "./exchange.ts";
import type { Upload } from "./files.ts";
import { attach, ENTITY_OPTION, type Resolved, resolveEntity } from "./options.ts";
import type { Modal, ModalField } from "./schema/modal.ts";

/** What a person put into a modal's fields, by their custom ids: texts, chosen values, a tick, or files. */
export type ModalValues = Readonly<Record<string, string | boolean | readonly string[] | readonly Upload[]>>;

type Filling = { readonly core: Core; readonly channelId: string; readonly resolved: Resolved };

/** The components of a modal's submission. @throws ClientRefusal for what Discord's client does not let one submit. */
export function encodeModal(modal: Modal, values: ModalValues, filling: Filling): JsonObject[] {
  return modal.components.map((top, id) => {
    if (top.type === 10) return { type: 10, id };
    if (top.type === 1)
      return { type: 1, id, components: top.components.map((field) => encodeField(field, values, filling)) };
    return { type: 18, id, component: encodeField(top.component, values, filling) };
  });
}

function encodeField(field: ModalField, values: ModalValues, filling: Filling): JsonObject {
  const value = values[field.custom_id];
  const own = { type: field.type, custom_id: field.custom_id };
  if (field.type === 4) return { ...own, value: text(field, value ?? field.value ?? "") };
  if (field.type === 23)
    return { ...own, value: value === true || (value === undefined && field.default === true) };
  if (field.type === 21) {
    const chosen = typeof value === "string" ? value : null;
    if (chosen === null && field.required !== false)
      throw new ClientRefusal(`${field.custom_id}: choose one`);
    return { ...own, value: chosen };
  }
  const list = Array.isArray(value) ? value : [];
  const [least, most] = bounds(field);
  if (list.length < least || list.length > most)
    throw new ClientRefusal(`${field.custom_id}: choose ${least} to ${most}`);
  return { ...own, values: list.map((item: string | Upload) => encodeItem(field.type, item, filling)) };
}

function encodeItem(type: number, item: string | Upload, filling: Filling): string {
  if (typeof item === "object") return attach(item, filling);
  resolveEntity(ENTITY_OPTION[type] ?? 0, item, filling);
  return item;
}

function text(field: ModalField & { type: 4 }, value: ModalValues[string]): string {
  if (typeof value !== "string") throw new ClientRefusal(`${field.custom_id}: a text is needed`);
  const length = [...value].length;
  if (length === 0 && field.required === false) return value;
  if (length < Math.max(1, field.min_length ?? 0))
    throw new ClientRefusal(`${field.custom_id}: this field is required`);
  if (length > (field.max_length ?? Number.POSITIVE_INFINITY))
    throw new ClientRefusal(`${field.custom_id}: at most ${field.max_length} characters`);
  return value;
}

function bounds(field: Exclude<ModalField, { type: 4 | 21 | 23 }>): [number, number] {
  const least = field.min_values ?? 1;
  return [field.required === false ? 0 : least, field.max_values ?? 1];
}
