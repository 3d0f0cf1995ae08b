import { randomUUID } from "node:crypto";
import { type Answer, refused } from "./answer.ts";
import { readCall, refusal } from "./call.ts";
import { createSendDoor, type SendCall } from "./door.ts";
import { createEventPoster, type EventKind, type EventPoster } from "./events.ts";
import { createFaults } from "./faults.ts";
import type { Mail, Mailbox } from "./mailbox.ts";
import type { SavedMails } from "./saved.ts";
import { createMailStore, type MailStore } from "./store.ts";

export type SendGridStandInOptions = {
  readonly apiKey: string;
  /** Where event webhooks go; null for nowhere. Asked at each post, because the Worker starts later. */
  readonly eventsUrl: () => string | null;
  /** Senders that are verified; every sender when left out. */
  readonly verifiedSenders?: readonly string[];
  readonly clock?: () => number;
  /** What an earlier stand-in's `save` gave: the mailbox to begin with. */
  readonly saved?: SavedMails | null;
};

export type SendGridStandIn = ReturnType<typeof createSendGridStandIn>;

/** A SendGrid for one machine: mount `app` anywhere, the API is below it at `/v3/mail/send`. */
export function createSendGridStandIn(options: SendGridStandInOptions) {
  const { apiKey, eventsUrl, verifiedSenders, clock = Date.now } = options;
  const store = createMailStore(options.saved);
  const faults = createFaults();
  const events = createEventPoster(eventsUrl, clock);
  const rejected = new Set<string>();
  let delivering = false;

  function accept(json: unknown): Answer {
    const read = readCall(json, (address) => rejected.has(address.toLowerCase()));
    if ("refusals" in read) return refused(400, ...read.refusals);
    if (verifiedSenders && !verifiedSenders.includes(read.call.from.email)) {
      return refused(403, refusal("The sender is not verified.", "from"));
    }
    const mails = store.add(read.call, clock());
    if (delivering) {
      for (const { id } of mails) store.setState(id, "delivered");
      events.postLater(
        mails.flatMap((mail) => [events.make(mail, "processed"), events.make(mail, "delivered")]),
      );
    }
    return { status: 202, headers: { "x-message-id": randomUUID() } };
  }

  const { app, calls } = createSendDoor({ apiKey, clock, faults, accept, onCall: store.changed });
  const report = reporter(store, events);
  const mailbox: Mailbox = {
    list: store.list,
    subscribe: store.subscribe,
    deliver: (id, event) => report([{ id, event }]),
  };
  return {
    app,
    mailbox,
    save: store.save,
    publicKeyBase64: events.publicKeyBase64,
    faults,
    calls,
    report,
    /** From now on an address is refused as invalid. */
    rejectAddress: (address: string) => void rejected.add(address.toLowerCase()),
    /** Whether accepted mail is reported as processed and delivered by itself. */
    autoDeliver(on: boolean) {
      delivering = on;
    },
    /** Resolves when no event is left to post. */
    idle: events.idle,
    /** Resolves when the predicate holds; it is asked again after every call and every report. */
    waitFor: (
      holds: (mails: readonly Mail[], calls: readonly SendCall[]) => boolean,
      limit: { timeoutMs: number },
    ) => until(store.subscribe, () => holds(store.list(), calls), limit.timeoutMs),
    close: events.close,
  };
}

/** Reports in one post, in the order given; `copies` repeats each event with the same id. */
function reporter(store: MailStore, events: EventPoster) {
  return async (reports: readonly { id: string; event: EventKind }[], { copies = 1 } = {}): Promise<void> => {
    const made = reports.map(({ id, event }) => {
      const mail = store.find(id);
      if (!mail) throw new Error(`no mail has the id ${id}`);
      return events.make(mail, event);
    });
    await events.post(Array.from({ length: copies }, () => made).flat());
    for (const { id, event } of reports) store.setState(id, event);
    store.changed();
  };
}

function until(subscribe: Mailbox["subscribe"], holds: () => boolean, timeoutMs: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const look = () => {
    try {
      if (holds()) resolve();
    } catch (error) {
      reject(error);
    }
  };
  const end = subscribe(look);
  const timer = setTimeout(
    () => reject(new Error(`SendGrid's stand-in waited ${timeoutMs} ms in vain`)),
    timeoutMs,
  );
  look();
  return promise.finally(() => {
    clearTimeout(timer);
    end();
  });
}
