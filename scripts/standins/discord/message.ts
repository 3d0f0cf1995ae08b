import type { Row } from "./schema/components.ts";
import type { Embed } from "./schema/embed.ts";

export type Attachment = {
  readonly id: string;
  readonly filename: string;
  readonly contentType: string;
  readonly size: number;
  readonly url: string;
  readonly ephemeral: boolean;
};

/** What of a message is seen, and changes when it is edited. */
export type Shown = {
  readonly content: string;
  readonly embeds: readonly Embed[];
  readonly components: readonly Row[];
  readonly attachments: readonly Attachment[];
};

/** What a message showed from a time on. */
export type Revision = Shown & { readonly atMs: number };

/** Which interaction a message answers; `command` is as the person typed it, null for a button or a menu. */
export type AnswerTo = {
  readonly interactionId: string;
  readonly userId: string;
  readonly command: string | null;
};

export type Message = Shown & {
  readonly id: string;
  readonly channelId: string;
  readonly createdAtMs: number;
  readonly editedAtMs: number | null;
  /** The only person who sees it; null: everybody in the channel. */
  readonly ephemeralTo: string | null;
  /** Taken out of the asker's sight; to the application it is still there. */
  readonly dismissed: boolean;
  /** Deferred, and not yet filled. */
  readonly thinking: boolean;
  readonly answerTo: AnswerTo | null;
  /** `allowed_mentions` as it was sent, to be looked at by tests. */
  readonly allowedMentions: unknown;
  /** Oldest first; what it shows now is the last. */
  readonly revisions: readonly Revision[];
};

export const NOTHING_SHOWN: Shown = { content: "", embeds: [], components: [], attachments: [] };

/** Whether Discord's client shows this message to a person who sees its channel. */
export function visibleTo(message: Message, userId: string): boolean {
  return !message.dismissed && (message.ephemeralTo === null || message.ephemeralTo === userId);
}
