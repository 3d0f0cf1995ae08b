import * as z from "zod";
import { chars, refuse } from "../form.ts";
import * as limits from "../limits.ts";
import { rowsSchema } from "./components.ts";
import { embedsSchema } from "./embed.ts";

export const FLAG_SUPPRESS_EMBEDS = 1 << 2;
export const FLAG_EPHEMERAL = 1 << 6;
const FLAG_SILENT = 1 << 12;
const FLAGS_KNOWN = FLAG_SUPPRESS_EMBEDS | FLAG_EPHEMERAL | FLAG_SILENT;

const snowflake = z.string().regex(/^\d{1,20}$/);

const mentionsSchema = z
  .object({
    parse: z.array(z.enum(["roles", "users", "everyone"])).nullish(),
    roles: z.array(snowflake).max(limits.MENTION_IDS_MAX).nullish(),
    users: z.array(snowflake).max(limits.MENTION_IDS_MAX).nullish(),
    replied_user: z.boolean().nullish(),
  })
  .superRefine((mentions, context) => {
    for (const kind of ["users", "roles"] as const) {
      if (!mentions.parse?.includes(kind) || !mentions[kind]?.length) continue;
      refuse(
        context,
        "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`,
      );
    }
  });

const attachmentSchema = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  filename: z.string().nullish(),
  description: chars(0, 1_024).nullish(),
});

// Components V2 is left out on purpose: this shop's answers are embeds with rows.
const flagsSchema = z.int().superRefine((flags, context) => {
  if (flags & ~FLAGS_KNOWN)
    refuse(context, "FLAGS_INVALID", "A flag is not allowed here, or not known to this stand-in.");
});

/** A message as it is posted or edited, in any of Discord's routes. Unknown fields are ignored, as Discord ignores them. */
export const messageSchema = z.object({
  content: chars(0, limits.CONTENT_CHARS_MAX).nullish(),
  embeds: embedsSchema.nullish(),
  components: rowsSchema.nullish(),
  attachments: z.array(attachmentSchema).max(limits.FILES_PER_MESSAGE_MAX).nullish(),
  allowed_mentions: mentionsSchema.nullish(),
  flags: flagsSchema.nullish(),
  nonce: z.union([chars(1, limits.NONCE_CHARS_MAX), z.int().transform(String)]).nullish(),
  enforce_nonce: z.boolean().nullish(),
});

export type MessageForm = z.infer<typeof messageSchema>;
