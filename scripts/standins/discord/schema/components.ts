import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";
import { customId, emojiSchema, entitySelectSchema, stringSelectSchema } from "./select.ts";

const LINK_STYLE = 5;

const buttonSchema = z
  .object({
    type: z.literal(2),
    style: z.int().min(1).max(LINK_STYLE),
    label: chars(0, limits.BUTTON_LABEL_CHARS_MAX).nullish(),
    emoji: emojiSchema.nullish(),
    custom_id: customId.nullish(),
    url: chars(1, limits.BUTTON_URL_CHARS_MAX).nullish(),
    disabled: z.boolean().nullish(),
  })
  .superRefine((button, context) => {
    const link = button.style === LINK_STYLE;
    if (!button.label && !button.emoji) {
      refuse(context, "BUTTON_COMPONENT_INVALID", "A button must have a label or an emoji", ["label"]);
    }
    if (link && (!button.url || button.custom_id)) {
      refuse(context, "BUTTON_COMPONENT_INVALID", "A link button must have a url and no custom id", ["url"]);
    }
    if (!link && (!button.custom_id || button.url)) {
      refuse(context, "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A button must have a custom id and no url", [
        "custom_id",
      ]);
    }
  });

const inRowSchema = z.discriminatedUnion("type", [buttonSchema, stringSelectSchema, entitySelectSchema]);

const rowSchema = z
  .object({ type: z.literal(1), components: z.array(inRowSchema).min(1).max(limits.BUTTONS_PER_ROW_MAX) })
  .superRefine((row, context) => {
    if (row.components.length === 1 || row.components.every((component) => component.type === 2)) return;
    refuse(context, "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A row holds buttons or one menu", ["components"]);
  });

/** The rows under a message: buttons and menus. */
export const rowsSchema = z
  .array(rowSchema)
  .max(limits.ROWS_MAX)
  .superRefine((rows, context) => {
    const seen = new Set<string>();
    for (const [rowIndex, row] of rows.entries()) {
      for (const [index, component] of row.components.entries()) {
        if (!component.custom_id) continue;
        if (seen.has(component.custom_id)) {
          const path = [rowIndex, "components", index, "custom_id"];
          refuse(context, "COMPONENT_CUSTOM_ID_DUPLICATED", "Component custom id cannot be duplicated", path);
        }
        seen.add(component.custom_id);
      }
    }
  });

export type Button = z.infer<typeof buttonSchema>;
export type Row = z.infer<typeof rowSchema>;
export type Component = z.infer<typeof inRowSchema>;

/** The component of a message that carries this custom id. */
export function findComponent(rows: readonly Row[], id: string): Component | undefined {
  return rows.flatMap((row) => row.components).find((component) => component.custom_id === id);
}
