import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";

export const customId = chars(1, limits.CUSTOM_ID_CHARS_MAX);
export const emojiSchema = z.object({
  id: z.string().nullish(),
  name: z.string().nullish(),
  animated: z.boolean().nullish(),
});

const optionSchema = z.object({
  label: chars(1, limits.SELECT_TEXT_CHARS_MAX),
  value: chars(1, limits.SELECT_TEXT_CHARS_MAX),
  description: chars(0, limits.SELECT_TEXT_CHARS_MAX).nullish(),
  emoji: emojiSchema.nullish(),
  default: z.boolean().nullish(),
});

const common = {
  custom_id: customId,
  placeholder: chars(0, limits.PLACEHOLDER_CHARS_MAX).nullish(),
  min_values: z.int().min(0).max(limits.SELECT_OPTIONS_MAX).nullish(),
  max_values: z.int().min(1).max(limits.SELECT_OPTIONS_MAX).nullish(),
  required: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
};

/** A menu of given options: type 3. */
export const stringSelectSchema = z
  .object({
    type: z.literal(3),
    ...common,
    options: z.array(optionSchema).min(1).max(limits.SELECT_OPTIONS_MAX),
  })
  .superRefine((select, context) => {
    const values = new Set(select.options.map((option) => option.value));
    if (values.size < select.options.length) {
      refuse(
        context,
        "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        "The specified option value is already used",
        ["options"],
      );
    }
    if (
      (select.min_values ?? 1) > select.options.length ||
      (select.max_values ?? 1) > select.options.length
    ) {
      refuse(context, "BASE_TYPE_BAD_LENGTH", "More values are asked for than there are options.", [
        "max_values",
      ]);
    }
  });

/** Menus that Discord fills itself: users 5, roles 6, both 7, channels 8. */
export const entitySelectSchema = z
  .object({ type: z.literal([5, 6, 7, 8]), ...common })
  .superRefine((select, context) => {
    if ((select.min_values ?? 1) <= (select.max_values ?? 1)) return;
    refuse(context, "BASE_TYPE_BAD_LENGTH", "The least that must be chosen is more than the most.", [
      "max_values",
    ]);
  });

export type StringSelect = z.infer<typeof stringSelectSchema>;
export type EntitySelect = z.infer<typeof entitySelectSchema>;
