import { randomUUID } from "node:crypto";
import type { MailSendCall } from "./call.ts";
import type { Mail } from "./mailbox.ts";
import { type Received, receivedFrom, type SavedMails, takeMails } from "./saved.ts";

/** More mail than this pushes the oldest out. */
export const MAILS_KEPT_MAX = 50_000;

/** SendGrid substitutes in what it substituted, this deep. */
const SUBSTITUTION_DEPTH = 4;

/** The mail that was accepted, and who wants to hear of it. */
export type MailStore = {
  /** Oldest first. */
  list(): Mail[];
  find(id: string): Mail | undefined;
  add(call: MailSendCall, nowMs: number): readonly Mail[];
  setState(id: string, state: string): void;
  subscribe(listener: () => void): () => void;
  changed(): void;
  /** What a store needs to begin with the newest of these mails. */
  save(): SavedMails;
};

type Entry = { readonly received: Received; readonly mail: Mail };

export function createMailStore(saved: SavedMails | null = null): MailStore {
  const entries = new Map<string, Entry>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const put = (received: Received): Mail => {
    const mail = mailOf(received);
    entries.set(mail.id, { received, mail });
    return mail;
  };
  if (saved) for (const received of receivedFrom(saved)) put(received);
  return {
    list: () => Array.from(entries.values(), ({ mail }) => mail),
    find: (id) => entries.get(id)?.mail,
    add(call, nowMs) {
      const added = receivedOf(call, nowMs).map(put);
      for (const id of entries.keys()) {
        if (entries.size <= MAILS_KEPT_MAX) break;
        entries.delete(id);
      }
      return added;
    },
    setState(id, state) {
      const entry = entries.get(id);
      if (entry) entry.received.state = state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    save: () => takeMails(Array.from(entries.values(), ({ received }) => received)),
  };
}

function receivedOf(call: MailSendCall, nowMs: number): Received[] {
  const part = (type: string) => call.content.find((content) => content.type === type)?.value ?? "";
  const template = { subject: call.subject, text: part("text/plain"), html: part("text/html") };
  return call.personalizations.flatMap(({ to, substitutions, custom_args: customArgs }) =>
    to.map(({ email }) => ({
      id: randomUUID(),
      to: email,
      receivedAtMs: nowMs,
      customArgs,
      state: "accepted",
      substitutions,
      template,
    })),
  );
}

/** Texts are made when somebody reads them: a benchmark's 20,000 mails share one template. */
function mailOf(received: Received): Mail {
  const { id, to, receivedAtMs, customArgs, substitutions, template } = received;
  return {
    id,
    to,
    get subject() {
      return substitute(template.subject, substitutions);
    },
    get text() {
      return substitute(template.text, substitutions);
    },
    get html() {
      return substitute(template.html, substitutions);
    },
    receivedAtMs,
    customArgs,
    get state() {
      return received.state;
    },
  };
}

function substitute(template: string, values: Readonly<Record<string, string>>): string {
  let text = template;
  for (let depth = 0; depth < SUBSTITUTION_DEPTH; depth++) {
    for (const [tag, value] of Object.entries(values)) text = text.replaceAll(tag, () => value);
  }
  return text;
}
