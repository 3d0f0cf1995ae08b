import * as z from "zod";
import { chars } from "../form.ts";
import * as limits from "../limits.ts";
import { messageSchema } from "./message.ts";
import { modalSchema } from "./modal.ts";

const choiceSchema = z.object({
  name: chars(1, limits.CHOICE_CHARS_MAX),
  value: z.union([chars(1, limits.CHOICE_CHARS_MAX), z.number()]),
});

/** Every answer to an interaction that the stand-in understands, by its type. */
export const callbackSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal(1) }),
  z.object({ type: z.literal(4), data: messageSchema }),
  z.object({ type: z.literal(5), data: z.object({ flags: z.int().nullish() }).nullish() }),
  z.object({ type: z.literal(6) }),
  z.object({ type: z.literal(7), data: messageSchema.nullish() }),
  z.object({
    type: z.literal(8),
    data: z.object({ choices: z.array(choiceSchema).max(limits.CHOICES_MAX) }),
  }),
  z.object({ type: z.literal(9), data: modalSchema }),
]);

export type Callback = z.infer<typeof callbackSchema>;
export type Choice = z.infer<typeof choiceSchema>;
