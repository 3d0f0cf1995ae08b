import * as z from "zod/mini";

const id = z.string().check(z.regex(/^\d{1,20}$/));
/** What somebody is called is no reason to refuse what they ask. */
const name = z.catch(z.optional(z.nullable(z.string())), undefined);
const user = z.object({ id, username: name, global_name: name });

const attachment = z.object({
  id: z.string(),
  filename: z.string().check(z.maxLength(1_000)),
  size: z.int().check(z.nonnegative()),
  url: z.string().check(z.maxLength(2_048)),
  content_type: z.optional(z.string().check(z.maxLength(200))),
});

export type Attachment = z.infer<typeof attachment>;

const plainOption = z.object({
  name: z.string(),
  type: z.number(),
  value: z.optional(z.union([z.string(), z.number(), z.boolean()])),
  focused: z.optional(z.boolean()),
});
export type GivenOption = z.infer<typeof plainOption>;

/** A subcommand holds options, a group one subcommand. */
const holding = <T extends z.core.SomeType>(inner: T) =>
  z.extend(plainOption, { options: z.optional(z.array(inner).check(z.maxLength(25))) });
const option = holding(holding(plainOption));

const base = z.object({
  id,
  token: z.string().check(z.minLength(1), z.maxLength(512)),
  guild_id: z.optional(id),
  channel_id: z.optional(id),
  member: z.optional(
    z.object({ user, nick: name, roles: z.array(id), permissions: z.string().check(z.regex(/^\d+$/)) }),
  ),
  user: z.optional(user),
});

/** Whom somebody chose: as accounts of Discord, and as members of the server, where they are some. */
const people = {
  users: z.optional(
    z.record(z.string(), z.object({ bot: z.optional(z.boolean()), username: name, global_name: name })),
  ),
  members: z.catch(z.optional(z.record(z.string(), z.object({ nick: name }))), undefined),
};

const commandData = z.object({
  name: z.string(),
  options: z.optional(z.array(option).check(z.maxLength(25))),
  resolved: z.optional(
    z.object({
      attachments: z.optional(z.record(z.string(), attachment)),
      ...people,
    }),
  ),
});

/** What we read of what people do; Discord sends much more. */
export const interactionSchema = z.discriminatedUnion("type", [
  z.extend(base, { type: z.literal(2), data: commandData }),
  z.extend(base, {
    type: z.literal(3),
    data: z.object({
      custom_id: z.string().check(z.maxLength(100)),
      values: z.optional(z.array(z.string()).check(z.maxLength(25))),
      resolved: z.optional(z.object(people)),
    }),
  }),
  z.extend(base, { type: z.literal(4), data: commandData }),
]);

export type UserInteraction = z.infer<typeof interactionSchema>;
export type CommandInteraction = Extract<UserInteraction, { type: 2 | 4 }>;
export type PressInteraction = Extract<UserInteraction, { type: 3 }>;

export const userOf = (interaction: UserInteraction): string | undefined =>
  interaction.member?.user.id ?? interaction.user?.id;
