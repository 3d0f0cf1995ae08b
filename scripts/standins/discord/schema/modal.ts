import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";
import { customId, entitySelectSchema, stringSelectSchema } from "./select.ts";

const GROUP_OPTIONS_MAX = 10;

const textInput = {
  type: z.literal(4),
  custom_id: customId,
  style: z.literal([1, 2]),
  min_length: z.int().min(0).max(limits.TEXT_INPUT_CHARS_MAX).nullish(),
  max_length: z.int().min(1).max(limits.TEXT_INPUT_CHARS_MAX).nullish(),
  required: z.boolean().nullish(),
  value: chars(0, limits.TEXT_INPUT_CHARS_MAX).nullish(),
  placeholder: chars(0, limits.SELECT_TEXT_CHARS_MAX).nullish(),
};

const groupOptions = z.array(
  z.object({
    label: chars(1, limits.SELECT_TEXT_CHARS_MAX),
    value: chars(1, limits.SELECT_TEXT_CHARS_MAX),
    description: chars(0, limits.SELECT_TEXT_CHARS_MAX).nullish(),
    default: z.boolean().nullish(),
  }),
);

const inLabelSchema = z.discriminatedUnion("type", [
  z.object(textInput),
  stringSelectSchema,
  entitySelectSchema,
  z.object({
    type: z.literal(19),
    custom_id: customId,
    min_values: z.int().min(0).max(limits.FILES_PER_MESSAGE_MAX).nullish(),
    max_values: z.int().min(1).max(limits.FILES_PER_MESSAGE_MAX).nullish(),
    required: z.boolean().nullish(),
    file_types: z.array(z.string()).max(limits.FILE_TYPES_MAX).nullish(),
  }),
  z.object({
    type: z.literal(21),
    custom_id: customId,
    options: groupOptions.min(2).max(GROUP_OPTIONS_MAX),
    required: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal(22),
    custom_id: customId,
    options: groupOptions.min(1).max(GROUP_OPTIONS_MAX),
    min_values: z.int().min(0).max(GROUP_OPTIONS_MAX).nullish(),
    max_values: z.int().min(1).max(GROUP_OPTIONS_MAX).nullish(),
    required: z.boolean().nullish(),
  }),
  z.object({ type: z.literal(23), custom_id: customId, default: z.boolean().nullish() }),
]);

const topSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal(18),
    label: chars(1, limits.LABEL_CHARS_MAX),
    description: chars(0, limits.LABEL_DESCRIPTION_CHARS_MAX).nullish(),
    component: inLabelSchema,
  }),
  z.object({ type: z.literal(10), content: chars(1, limits.TEXT_INPUT_CHARS_MAX) }),
  z.object({
    type: z.literal(1),
    components: z.array(z.object({ ...textInput, label: chars(1, limits.LABEL_CHARS_MAX) })).length(1),
  }),
]);

/** A form in a window, as answer type 9 opens it. */
export const modalSchema = z
  .object({
    custom_id: customId,
    title: chars(1, limits.MODAL_TITLE_CHARS_MAX),
    components: z.array(topSchema).min(1).max(limits.MODAL_COMPONENTS_MAX),
  })
  .superRefine((modal, context) => {
    const ids = modalFields(modal).map((field) => field.custom_id);
    if (new Set(ids).size < ids.length) {
      refuse(context, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", [
        "components",
      ]);
    }
    for (const [index, top] of modal.components.entries()) {
      if (top.type !== 18 || !("disabled" in top.component) || !top.component.disabled) continue;
      refuse(context, "COMPONENT_DISABLED", "A menu of a modal cannot be disabled", [
        "components",
        index,
        "component",
      ]);
    }
  });

export type Modal = z.infer<typeof modalSchema>;
export type ModalField = z.infer<typeof inLabelSchema>;

/** The fields of a modal that a person fills, in order. */
export function modalFields(modal: { components: readonly z.infer<typeof topSchema>[] }): ModalField[] {
  return modal.components.flatMap((top) =>
    top.type === 18 ? [top.component] : top.type === 1 ? top.components : [],
  );
}
