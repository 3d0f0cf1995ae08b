import * as z from "zod";
import { newestWithin } from "../newest.ts";
import type { Core } from "./core.ts";
import type { StoredFile } from "./files.ts";
import type { Interaction } from "./interaction.ts";
import { NONCE_REMEMBERED_MS } from "./limits.ts";
import type { Message } from "./message.ts";
import { rowsSchema } from "./schema/components.ts";
import { embedsSchema } from "./schema/embed.ts";

/** What a restart brings back: a channel's newest messages, and the newest files. Sizes are characters, and bytes. */
export const MESSAGES_SAVED = { countMax: 200, sizeMax: 1_000_000 };
export const FILES_SAVED = { countMax: 200, sizeMax: 4 * 1024 * 1024 };

const attachmentSchema = z.object({
  id: z.string(),
  filename: z.string(),
  contentType: z.string(),
  size: z.int(),
  url: z.url(),
  ephemeral: z.boolean(),
});
const messageSchema = z.object({
  content: z.string(),
  embeds: embedsSchema.readonly(),
  components: rowsSchema.readonly(),
  attachments: z.array(attachmentSchema).readonly(),
  id: z.string(),
  channelId: z.string(),
  createdAtMs: z.int(),
  editedAtMs: z.int().nullable(),
  ephemeralTo: z.string().nullable(),
  dismissed: z.boolean(),
  thinking: z.boolean(),
  answerTo: z
    .object({ interactionId: z.string(), userId: z.string(), command: z.string().nullable() })
    .nullable(),
});
const interactionSchema = z.object({
  id: z.string(),
  token: z.string(),
  kind: z.enum(["ping", "command", "component", "autocomplete", "modal"]),
  userId: z.string(),
  channelId: z.string(),
  command: z.string().nullable(),
  sourceMessageId: z.string().nullable(),
  startedAtMs: z.int(),
  originalId: z.string().nullable(),
  ephemeral: z.boolean(),
});
const fileSchema = z.object({ attachment: attachmentSchema, base64: z.base64(), expiresAtMs: z.int() });

/** Discord as it is kept in a file. The command table is not: whoever starts a shop registers it. */
export const savedDiscordSchema = z.object({
  messages: z.array(messageSchema),
  files: z.array(fileSchema),
  /** The answered ones whose token still opens something. */
  interactions: z.array(interactionSchema),
  nonces: z.array(z.tuple([z.string(), z.object({ messageId: z.string(), atMs: z.int() })])),
  dmChannelIds: z.array(z.tuple([z.string(), z.string()])),
  locales: z.array(z.tuple([z.string(), z.enum(["en-US", "id"])])),
});

export type SavedDiscord = z.infer<typeof savedDiscordSchema>;

/** What another stand-in needs to go on from here. */
export function saveDiscord({ store, files, interactions, directory, nonces, clock }: Core): SavedDiscord {
  const channels = Map.groupBy(store.all(), ({ channelId }) => channelId);
  return {
    messages: [...channels.values()].flatMap((messages) =>
      newestWithin(messages.map(messageSaved), MESSAGES_SAVED, charsOf),
    ),
    files: newestWithin(files.list(), FILES_SAVED, ({ bytes }) => bytes.length).map(
      ({ bytes, ...about }) => ({ ...about, base64: Buffer.from(bytes).toString("base64") }),
    ),
    interactions: interactions.alive().map(({ callback: _, state: __, ...interaction }) => interaction),
    nonces: [...nonces].filter(([, { atMs }]) => clock() - atMs <= NONCE_REMEMBERED_MS),
    dmChannelIds: directory.dmChannels(),
    locales: directory.locales(),
  };
}

/** A message begins anew with what it shows; what it showed before is forgotten. */
export function messagesFrom({ messages }: SavedDiscord): Message[] {
  return messages.map((message) => {
    const { content, embeds, components, attachments, thinking, editedAtMs, createdAtMs } = message;
    const shown = { content, embeds, components, attachments, atMs: editedAtMs ?? createdAtMs };
    return { ...message, allowedMentions: undefined, revisions: thinking ? [] : [shown] };
  });
}

export function filesFrom({ files }: SavedDiscord): StoredFile[] {
  return files.map(({ base64, ...about }) => ({ ...about, bytes: Buffer.from(base64, "base64") }));
}

export function interactionsFrom({ interactions }: SavedDiscord): Interaction[] {
  return interactions.map((interaction) => ({
    ...interaction,
    state: "answered",
    callback: Promise.withResolvers(),
  }));
}

function messageSaved({ allowedMentions: _, revisions: __, ...message }: Message) {
  return message;
}

function charsOf(value: unknown): number {
  return JSON.stringify(value).length;
}
