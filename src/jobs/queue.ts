import * as z from "zod/mini";
import { DiscordFailure } from "../clients/discord/failure.ts";
import type { Deps } from "../domain/deps.ts";
import { JobNotNow } from "../domain/jobs/retry.ts";
import type { OutboxRow } from "../domain/jobs/row.ts";
import { giveUpJob, keepDeadLetter, setBackJob, takeJob, waitJob } from "../domain/jobs/take.ts";
import { isJobKind, type JobKind, jobKinds } from "../domain/outbox/kinds.ts";
import { errorFields, logEvent } from "../lib/log.ts";
import { SECOND_MS } from "../lib/time.ts";
import { type Handler, handlers } from "./handlers.ts";

const bellSchema = z.object({ v: z.literal(1), id: z.string().check(z.minLength(1), z.maxLength(200)) });

/** The longest delay that Cloudflare Queues takes; a later date is the sweep's business. */
const DELAY_S_MAX = 12 * 3_600;

export const DEAD_QUEUE = "coffer-dead";
const JOBS_QUEUE = "coffer-jobs";

/**
 * Rings come with ids; each message is answered for itself, so that one that fails holds back no other. Jobs of a
 * batch run side by side, because they wait for the database and SendGrid most of their time.
 */
export async function handleBatch(deps: () => Promise<Deps>, batch: MessageBatch<unknown>): Promise<void> {
  if (batch.queue === JOBS_QUEUE) {
    await Promise.all(batch.messages.map(async (message) => await handleMessage(await deps(), message)));
    return;
  }
  for (const message of batch.messages) {
    if (batch.queue === DEAD_QUEUE) await keepDead(await deps(), message);
    else await handleMessage(await deps(), message);
  }
}

async function handleMessage(deps: Deps, message: Message<unknown>): Promise<void> {
  const bell = bellSchema.safeParse(message.body);
  if (!bell.success) {
    await keepDead(deps, message);
    return;
  }
  try {
    const againAtMs = await doJob(deps, bell.data.id);
    if (againAtMs === null) message.ack();
    else message.retry({ delaySeconds: delaySeconds(againAtMs, deps.clock()) });
  } catch (error) {
    logEvent("error", "queue_message_failed", {
      id: bell.data.id,
      attempts: message.attempts,
      ...errorFields(error),
    });
    message.retry();
  }
}

/** Does the job of an outbox row. Returns when to come again, null when nothing is left to do. */
export async function doJob(deps: Deps, id: string): Promise<number | null> {
  const taken = await takeJob(deps, id);
  if (taken.kind === "over") return null;
  if (taken.kind === "busy") return taken.againAtMs;
  const { row } = taken;
  try {
    await dispatch(deps, row);
    logEvent("info", "job_done", { kind: row.kind, id: row.id, tries: row.tries });
    return null;
  } catch (error) {
    logEvent("warn", "job_failed", { kind: row.kind, id: row.id, tries: row.tries, ...errorFields(error) });
    return await setBack(deps, row, error);
  }
}

/** Who told us to wait is obeyed, what cannot be mended is given up, all else is tried again later. */
async function setBack(deps: Deps, row: OutboxRow, error: unknown): Promise<number | null> {
  if (error instanceof JobNotNow) {
    if (error.dueAtMs === null) return await setBackJob(deps, row, error.message);
    await waitJob(deps, row, error.dueAtMs, error.message);
    return error.dueAtMs;
  }
  if (error instanceof DiscordFailure && error.kind === "wait") {
    const dueAtMs = deps.clock() + error.retryAfterMs;
    await waitJob(deps, row, dueAtMs, "rate_limited");
    return dueAtMs;
  }
  if (
    error instanceof DiscordFailure &&
    (error.kind === "refused" || error.kind === "closed" || error.kind === "gone")
  ) {
    await giveUpJob(deps, row, `discord_${error.code}`);
    return null;
  }
  return await setBackJob(deps, row, error instanceof Error ? error.name : "unknown");
}

async function dispatch(deps: Deps, row: OutboxRow): Promise<void> {
  if (!isJobKind(row.kind)) {
    await giveUpJob(deps, row, "kind_unknown");
    return;
  }
  await dispatchKind(deps, row, row.kind);
}

async function dispatchKind<K extends JobKind>(deps: Deps, row: OutboxRow, kind: K): Promise<void> {
  const handler: Handler<K> = handlers[kind];
  const payload = jobKinds[kind].payload.safeParse(JSON.parse(row.payload));
  if (!payload.success) await giveUpJob(deps, row, "payload_malformed");
  // The schema and the handler stand under one key, which the compiler cannot follow through a generic.
  else await handler(deps, row, payload.data as Parameters<Handler<K>>[2]);
}

async function keepDead(deps: Deps, message: Message<unknown>): Promise<void> {
  const bell = bellSchema.safeParse(message.body);
  try {
    const body = JSON.stringify(message.body) ?? "";
    await keepDeadLetter(deps, message.id, body, bell.success ? bell.data.id : null);
    logEvent("error", "dead_letter", { id: bell.success ? bell.data.id : null });
    message.ack();
  } catch (error) {
    logEvent("error", "dead_letter_lost", errorFields(error));
    message.retry({ delaySeconds: 60 });
  }
}

function delaySeconds(againAtMs: number, nowMs: number): number {
  return Math.min(DELAY_S_MAX, Math.max(0, Math.ceil((againAtMs - nowMs) / SECOND_MS)));
}
