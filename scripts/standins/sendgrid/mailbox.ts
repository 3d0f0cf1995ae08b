export type MailReport = "delivered" | "bounce" | "dropped" | "spamreport";

/** One mail that reached the SendGrid stand-in, its substitutions filled in. */
export type Mail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly receivedAtMs: number;
  readonly customArgs: Readonly<Record<string, string>>;
  /** The last event reported of it, or "accepted". */
  readonly state: string;
};

/** What the playground needs of the SendGrid stand-in. */
export type Mailbox = {
  /** Oldest first. */
  list(): readonly Mail[];
  /** Calls `fn` whenever the list or a state in it has changed, until the returned function is called. */
  subscribe(fn: () => void): () => void;
  /** Reports an event of a mail to the Worker's signed event webhook. Rejects when there is no such mail. */
  deliver(id: string, event: MailReport): Promise<void>;
};
