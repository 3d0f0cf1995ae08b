import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { postOnce } from "./post.ts";
import { RETRY_PAUSES_MS, retriesMax } from "./retries.ts";

/** More notifications than this push the oldest out of the log. */
export const NOTIFICATIONS_KEPT_MAX = 5_000;

/** A notification that is to be sent. */
export type Letter = {
  readonly orderId: string;
  /** What it is, in words for people: its status, or how it is wrong. */
  readonly what: string;
  readonly url: string;
  readonly body: string;
  /** Whoever forges one tries once. */
  readonly retried: boolean;
};

/** A notification in the log. An attempt's status is null when it was not answered. */
export type Sent = Letter & {
  readonly id: string;
  readonly atMs: number;
  readonly attempts: readonly { readonly atMs: number; readonly status: number | null }[];
  /** "kept back": by `deliver`. "elsewhere": not for this machine, so that it never leaves it. */
  readonly state: "under way" | "waiting" | "taken" | "given up" | "kept back" | "elsewhere";
};

/** How notifications travel from now on. */
export type Delivery = {
  /** None is sent. */
  readonly never?: boolean;
  readonly delayMs?: number;
  /** Each is sent so many times, at once. */
  readonly copies?: number;
  /** They wait until there are so many, and go the newest first. */
  readonly reversedBy?: number;
};

export type NotifierOptions = {
  readonly clock: () => number;
  /** Of the documented pauses between tries: 1 waits as Midtrans does. */
  readonly pauseScale: number;
  readonly onChange: () => void;
};

export type Notifier = ReturnType<typeof createNotifier>;
type Entry = { -readonly [Key in keyof Sent]: Sent[Key] };

/** Posts notifications as Midtrans does, repeats what is not taken, and keeps a log. */
export function createNotifier({ clock, pauseScale, onChange }: NotifierOptions) {
  const log: Entry[] = [];
  const underWay = new Set<Promise<void>>();
  const stop = new AbortController();
  let delivery: Delivery = {};
  let held: Entry[] = [];

  function enter(letter: Letter): Entry {
    const entry: Entry = { ...letter, id: randomUUID(), atMs: clock(), attempts: [], state: "waiting" };
    log.push(entry);
    if (log.length > NOTIFICATIONS_KEPT_MAX) log.shift();
    return entry;
  }

  async function attempt(entry: Entry): Promise<void> {
    entry.state = "under way";
    const status = await postOnce(entry.url, entry.body, stop.signal);
    if (stop.signal.aborted) return;
    entry.attempts = [...entry.attempts, { atMs: clock(), status }];
    const more = entry.retried && entry.attempts.length <= retriesMax(status);
    const taken = status !== null && status >= 200 && status < 300;
    entry.state = taken ? "taken" : more ? "waiting" : "given up";
    if (more && !taken) behind(retry(entry));
    onChange();
  }

  async function retry(entry: Entry): Promise<void> {
    if (await pause((RETRY_PAUSES_MS[entry.attempts.length - 1] ?? 0) * pauseScale)) await attempt(entry);
  }

  /** Resolves with false when the stand-in was closed meanwhile. */
  async function pause(ms: number): Promise<boolean> {
    await sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined);
    return !stop.signal.aborted;
  }

  function behind(work: Promise<void>): void {
    underWay.add(work);
    void work.finally(() => underWay.delete(work));
  }

  /** Resolves when the first try was answered, or at once when it is not to be made now. */
  async function dispatch(entry: Entry): Promise<void> {
    if (!isLoopback(entry.url)) entry.state = "elsewhere";
    else if (delivery.never) entry.state = "kept back";
    else if (delivery.reversedBy !== undefined) hold(entry, delivery.reversedBy);
    else if (delivery.delayMs !== undefined) behind(later(entry, delivery.delayMs));
    else {
      const first = attempt(entry);
      behind(first);
      await first;
    }
    onChange();
  }

  async function later(entry: Entry, delayMs: number): Promise<void> {
    if (await pause(delayMs)) await attempt(entry);
  }

  function hold(entry: Entry, countMax: number): void {
    entry.state = "kept back";
    held.push(entry);
    if (held.length >= countMax) release();
  }

  function release(): void {
    const due = held.reverse();
    held = [];
    behind(
      (async () => {
        for (const entry of due) await attempt(entry);
      })(),
    );
  }

  return {
    /** Sends one after the other, or all at once; resolves with them when each was tried once. */
    async send(letters: readonly Letter[], { together = false } = {}): Promise<readonly Sent[]> {
      const { copies = 1 } = delivery;
      const entries = letters.flatMap((letter) => Array.from({ length: copies }, () => enter(letter)));
      if (together || copies > 1) await Promise.all(entries.map(dispatch));
      else for (const entry of entries) await dispatch(entry);
      return entries;
    },
    /** Oldest first. */
    list: (): readonly Sent[] => log,
    deliver(next: Delivery): void {
      delivery = next;
      if (next.reversedBy === undefined) release();
    },
    /** Resolves when nothing is left to send or to repeat. */
    async idle(): Promise<void> {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: (): void => stop.abort(),
  };
}

function isLoopback(url: string): boolean {
  const host = URL.parse(url)?.hostname;
  return host === "127.0.0.1" || host === "localhost" || host === "[::1]";
}
