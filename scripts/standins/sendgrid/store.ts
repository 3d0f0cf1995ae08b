import { randomUUID } from "node:crypto";
import type { MailSendCall } from "./call.ts";
import type { Mail } from "./mailbox.ts";

/** More mail than this pushes the oldest out. */
export const MAILS_KEPT_MAX = 50_000;

/** SendGrid substitutes in what it substituted, this deep. */
const SUBSTITUTION_DEPTH = 4;

/** The mail that was accepted, and who wants to hear of it. */
export type MailStore = {
  list(): Mail[];
  find(id: string): Mail | undefined;
  add(call: MailSendCall, nowMs: number): readonly Mail[];
  setState(id: string, state: string): void;
  subscribe(listener: () => void): () => void;
  changed(): void;
};

export function createMailStore(): MailStore {
  const mails = new Map<string, Mail & { state: string }>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  return {
    list: () => [...mails.values()],
    find: (id) => mails.get(id),
    add(call, nowMs) {
      const added = mailsOf(call, nowMs);
      for (const mail of added) mails.set(mail.id, mail);
      for (const id of mails.keys()) {
        if (mails.size <= MAILS_KEPT_MAX) break;
        mails.delete(id);
      }
      return added;
    },
    setState(id, state) {
      const mail = mails.get(id);
      if (mail) mail.state = state;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
  };
}

/** Texts are made when somebody reads them: a benchmark's 20,000 mails share one template. */
function mailsOf(call: MailSendCall, nowMs: number): (Mail & { state: string })[] {
  const part = (type: string) => call.content.find((content) => content.type === type)?.value ?? "";
  const text = part("text/plain");
  const html = part("text/html");
  return call.personalizations.flatMap(({ to, substitutions, custom_args: customArgs }) =>
    to.map(({ email }) => ({
      id: randomUUID(),
      to: email,
      get subject() {
        return substitute(call.subject, substitutions);
      },
      get text() {
        return substitute(text, substitutions);
      },
      get html() {
        return substitute(html, substitutions);
      },
      receivedAtMs: nowMs,
      customArgs,
      state: "accepted",
    })),
  );
}

function substitute(template: string, values: Readonly<Record<string, string>>): string {
  let text = template;
  for (let depth = 0; depth < SUBSTITUTION_DEPTH; depth++) {
    for (const [tag, value] of Object.entries(values)) text = text.replaceAll(tag, () => value);
  }
  return text;
}
