import { logEvent } from "../lib/log.ts";

/** What a queue message carries: an id, never what it stands for. */
export type Bell = { readonly v: 1; readonly id: string };

/** Jobs are long; messages go to Discord one at a time. */
export type Lane = "jobs" | "messages";

const BELLS_PER_CALL_MAX = 100;

type BellQueue = { sendBatch(messages: Iterable<{ body: Bell }>): Promise<unknown> };

/** Rings the queue for outbox rows that are committed; returns at once. */
export type Ringer = { ring(lane: Lane, ids: readonly string[]): void };

/**
 * A bell that cannot be rung is not an error: the row stays due and the sweep rings again.
 * @param after keeps the Worker alive until the promise is settled (`waitUntil`).
 */
export function createRinger(
  queues: Readonly<Record<Lane, BellQueue>>,
  after: (work: Promise<unknown>) => void,
): Ringer {
  return {
    ring(lane, ids) {
      after(
        sendBells(queues[lane], ids).catch(() => logEvent("warn", "bell_lost", { lane, count: ids.length })),
      );
    },
  };
}

async function sendBells(queue: BellQueue, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += BELLS_PER_CALL_MAX) {
    await queue.sendBatch(ids.slice(from, from + BELLS_PER_CALL_MAX).map((id) => ({ body: { v: 1, id } })));
  }
}
