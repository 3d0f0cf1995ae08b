import * as z from "zod";

const id = z.string().regex(/^\d{1,20}$/);
const user = z.object({ id });

const attachment = z.object({
  id: z.string(),
  filename: z.string().max(1_000),
  size: z.number().int().nonnegative(),
  url: z.string().max(2_048),
});

export type Attachment = z.infer<typeof attachment>;

const plainOption = z.object({
  name: z.string(),
  type: z.number(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
  focused: z.boolean().optional(),
});
export type GivenOption = z.infer<typeof plainOption>;

const option = plainOption.extend({ options: z.array(plainOption).max(25).optional() });

const base = z.object({
  id,
  token: z.string().min(1).max(512),
  guild_id: id.optional(),
  channel_id: id.optional(),
  member: z.object({ user, roles: z.array(id), permissions: z.string().regex(/^\d+$/) }).optional(),
  user: user.optional(),
});

const commandData = z.object({
  name: z.string(),
  options: z.array(option).max(25).optional(),
  resolved: z
    .object({
      attachments: z.record(z.string(), attachment).optional(),
      users: z.record(z.string(), z.object({ bot: z.boolean().optional() })).optional(),
    })
    .optional(),
});

/** Discord asks so whether the endpoint is there; nothing else of it matters. */
export const isPing = (json: unknown): boolean =>
  typeof json === "object" && json !== null && "type" in json && json.type === 1;

/** What we read of what people do; Discord sends much more. */
export const interactionSchema = z.discriminatedUnion("type", [
  base.extend({ type: z.literal(2), data: commandData }),
  base.extend({
    type: z.literal(3),
    data: z.object({ custom_id: z.string().max(100), values: z.array(z.string()).max(25).optional() }),
  }),
  base.extend({ type: z.literal(4), data: commandData }),
]);

export type UserInteraction = z.infer<typeof interactionSchema>;
export type CommandInteraction = Extract<UserInteraction, { type: 2 | 4 }>;
export type PressInteraction = Extract<UserInteraction, { type: 3 }>;

export const userOf = (interaction: UserInteraction): string | undefined =>
  interaction.member?.user.id ?? interaction.user?.id;
