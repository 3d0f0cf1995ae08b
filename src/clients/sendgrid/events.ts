import * as z from "zod/mini";
import { SECOND_MS } from "../../lib/time.ts";
import { shortReason } from "./reason.ts";

/**
 * The custom argument with our row id, which comes back as a field of each event. SendGrid keeps arguments
 * unredacted, so nothing personal may be in one.
 */
export const MAIL_ID_ARG = "coffer_mail_id";

/** SendGrid posts at most some 768 KB at a time; several times that is still read. */
export const EVENT_BODY_BYTES_MAX = 4_000_000;
export const EVENTS_PER_POST_MAX = 10_000;

/** What SendGrid says became of a mail. `bounced` includes what it calls blocked: refused for now, and not tried again. */
export type MailEventKind = "processed" | "deferred" | "delivered" | "dropped" | "bounced" | "complaint";

/** One event of one of our mails. */
export type MailEvent = {
  readonly mailId: string;
  readonly kind: MailEventKind;
  /** SendGrid's id of the event: the same in each repetition. */
  readonly eventId: string;
  readonly atMs: number;
  /** Why it went wrong, without an address; null where it did not. */
  readonly reason: string | null;
};

/** What a body held. The counts are of events that are not in `events`, by why they are not. */
export type ReadEvents = {
  readonly events: readonly MailEvent[];
  /** Kinds that change nothing here, such as open and click. */
  readonly ignored: number;
  /** Without our argument: other mail of the same account, and bounces that came late, which have lost it. */
  readonly foreign: number;
  readonly malformed: number;
};

/** Why nothing of a body was read. */
export type UnreadableEvents = {
  readonly unreadable: "too_large" | "not_json" | "not_an_array" | "too_many";
};

const KINDS: ReadonlyMap<string, MailEventKind> = new Map([
  ["processed", "processed"],
  ["deferred", "deferred"],
  ["delivered", "delivered"],
  ["dropped", "dropped"],
  ["bounce", "bounced"],
  ["spamreport", "complaint"],
]);

const EXPLAINED: ReadonlySet<MailEventKind> = new Set(["deferred", "dropped", "bounced"]);

const eventSchema = z.object({
  event: z.string().check(z.maxLength(50)),
  sg_event_id: z.string().check(z.minLength(1), z.maxLength(200)),
  timestamp: z.number().check(z.positive(), z.maximum(1e11)),
  reason: z.catch(z.optional(z.string()), undefined),
  response: z.catch(z.optional(z.string()), undefined),
  [MAIL_ID_ARG]: z.catch(z.optional(z.string().check(z.minLength(1), z.maxLength(64))), undefined),
});

/** Reads the body of an event webhook whose signature is verified. One event that makes no sense costs only itself. */
export function parseEvents(rawText: string): ReadEvents | UnreadableEvents {
  if (rawText.length > EVENT_BODY_BYTES_MAX) return { unreadable: "too_large" };
  const items = readJson(rawText);
  if (items === undefined) return { unreadable: "not_json" };
  if (!Array.isArray(items)) return { unreadable: "not_an_array" };
  if (items.length > EVENTS_PER_POST_MAX) return { unreadable: "too_many" };
  const events: MailEvent[] = [];
  let ignored = 0;
  let foreign = 0;
  let malformed = 0;
  for (const item of items) {
    const read = readEvent(item);
    if (read === "ignored") ignored++;
    else if (read === "foreign") foreign++;
    else if (read === "malformed") malformed++;
    else events.push(read);
  }
  return { events, ignored, foreign, malformed };
}

function readEvent(item: unknown): MailEvent | "ignored" | "foreign" | "malformed" {
  const read = eventSchema.safeParse(item);
  if (!read.success) return "malformed";
  const { event, sg_event_id: eventId, timestamp, reason, response, [MAIL_ID_ARG]: mailId } = read.data;
  const kind = KINDS.get(event);
  if (!kind) return "ignored";
  if (!mailId) return "foreign";
  const why = EXPLAINED.has(kind) ? shortReason(reason ?? response ?? "") : null;
  return { mailId, kind, eventId, atMs: Math.round(timestamp * SECOND_MS), reason: why };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
