import { generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Mail, MailReport } from "./mailbox.ts";

/** SendGrid repeats for 24 hours what is not taken; here this often, at this pace. */
const POST_TRIES_MAX = 20;
const POST_PAUSE_MS = 500;

/** Events of one post; SendGrid posts smaller ones more often. */
const EVENTS_PER_POST = 1_000;

const DETAILS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  delivered: { response: "250 OK" },
  deferred: { response: "450 try again later", attempt: "1" },
  bounce: { reason: "550 5.1.1 the mailbox does not exist", status: "5.1.1", type: "bounce" },
  dropped: { reason: "Bounced Address", status: "5.0.0" },
};

export type EventKind = MailReport | "processed" | "deferred";
export type SendGridEvent = Readonly<Record<string, string | number>>;

/** Makes, signs and posts events as SendGrid does. */
export type EventPoster = {
  readonly publicKeyBase64: string;
  /** An event with its id; posting the same twice is a repetition. */
  make(mail: Mail, event: EventKind): SendGridEvent;
  /** One signed post. Rejects when it is not answered with a 2xx. */
  post(events: readonly SendGridEvent[]): Promise<void>;
  /** Posts in the background and repeats what is not taken. */
  postLater(events: readonly SendGridEvent[]): void;
  /** Resolves when nothing is left to post in the background. */
  idle(): Promise<void>;
  close(): void;
};

export function createEventPoster(eventsUrl: () => string | null, clock: () => number): EventPoster {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const stop = new AbortController();
  const underWay = new Set<Promise<void>>();

  async function post(events: readonly SendGridEvent[]): Promise<void> {
    const url = eventsUrl();
    if (!url) throw new Error("no address is set for event webhooks");
    // SendGrid's bodies have line breaks, and one at the end that is signed too.
    const body = Buffer.from(`[${events.map((event) => JSON.stringify(event)).join(",\r\n")}]\r\n`);
    const timestamp = String(seconds(clock()));
    const answer = await fetch(url, {
      method: "POST",
      headers: {
        "content-type": "application/json; charset=utf-8",
        "x-twilio-email-event-webhook-signature": sign(
          "sha256",
          Buffer.concat([Buffer.from(timestamp), body]),
          privateKey,
        ).toString("base64"),
        "x-twilio-email-event-webhook-timestamp": timestamp,
      },
      body,
      signal: stop.signal,
    });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`the event webhook was answered with ${answer.status}`);
  }

  async function postUntilTaken(events: readonly SendGridEvent[]): Promise<void> {
    for (let tries = 1; tries <= POST_TRIES_MAX && !stop.signal.aborted; tries++) {
      const taken = await post(events).then(
        () => true,
        () => false,
      );
      if (taken) return;
      await sleep(POST_PAUSE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  }

  return {
    publicKeyBase64: publicKey.export({ format: "der", type: "spki" }).toString("base64"),
    make: (mail, event) => ({
      email: mail.to,
      timestamp: seconds(clock()),
      "smtp-id": `<${mail.id}@standin.example.com>`,
      event,
      sg_event_id: randomBytes(16).toString("base64url"),
      sg_message_id: `${mail.id}.standin`,
      ...DETAILS[event],
      ...mail.customArgs,
    }),
    post,
    postLater(events) {
      for (let start = 0; start < events.length; start += EVENTS_PER_POST) {
        const posting = postUntilTaken(events.slice(start, start + EVENTS_PER_POST));
        underWay.add(posting);
        posting.finally(() => underWay.delete(posting));
      }
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () => stop.abort(),
  };
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000);
}
