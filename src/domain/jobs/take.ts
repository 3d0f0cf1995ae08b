import { eq } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { dueRows, failRow, finishRow, leaseRow, type OutboxRow, postponeRow } from "../../db/outbox.ts";
import { deadLetters, outbox } from "../../db/schema/outbox.ts";
import { base32 } from "../../lib/id.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";
import { retryAtMs, TRIES_MAX } from "./retry.ts";

/** A job that says nothing for so long is dead, and another may take its row. */
export const LEASE_MS = 2 * MINUTE_MS;
/** Rows that one sweep rings for. */
export const SWEEP_ROWS_MAX = 500;
const LEASE_BYTES = 10;
const DEAD_BODY_CHARS_MAX = 500;

/** `busy`: another has the row or it is not due; `again` says when to ask once more. `over`: nothing is left to do. */
export type Taken =
  | { kind: "yours"; row: OutboxRow }
  | { kind: "busy"; againAtMs: number }
  | { kind: "over" };

/** Leases an outbox row for the job that its queue message rang for. One round trip. */
export async function takeJob(deps: Deps, id: string): Promise<Taken> {
  const nowMs = deps.clock();
  const lease = base32(deps.random(LEASE_BYTES));
  const [leased, found] = await deps.db.batch([
    leaseRow(deps.db, id, lease, nowMs, LEASE_MS),
    deps.db.select().from(outbox).where(eq(outbox.id, id)),
  ]);
  const [row] = leased;
  if (row) return { kind: "yours", row };
  const [other] = found;
  // The reply to a first attempt may have been lost after its commit: then the row is ours already.
  if (other?.state === "running" && other.lease === lease) return { kind: "yours", row: other };
  if (!other || other.state === "done" || other.state === "failed") return { kind: "over" };
  const freeAtMs = other.state === "running" ? (other.leasedUntilMs ?? 0) : other.dueAtMs;
  return { kind: "busy", againAtMs: Math.max(nowMs + SECOND_MS, freeAtMs) };
}

/** Ends a job that did its work, or found for the reason `why` that there is none. */
export async function finishJob(deps: Deps, row: OutboxRow, why: string | null = null): Promise<void> {
  await deps.db.batch([finishRow(deps.db, row, deps.clock(), why)]);
}

/**
 * Puts a job back after a failure, or gives it up when its tries are used up: then it stays for staff, who
 * are told. Returns when it is due again; null when it was given up.
 */
export async function setBackJob(deps: Deps, row: OutboxRow, why: string): Promise<number | null> {
  if (row.tries < TRIES_MAX) {
    const dueAtMs = retryAtMs(deps, row);
    await deps.db.batch([postponeRow(deps.db, row, dueAtMs, why, true)]);
    return dueAtMs;
  }
  await giveUpJob(deps, row, why);
  return null;
}

/** Puts a job back without counting the try: it was told to wait. */
export async function waitJob(deps: Deps, row: OutboxRow, dueAtMs: number, why: string): Promise<void> {
  await deps.db.batch([postponeRow(deps.db, row, dueAtMs, why, false)]);
}

/** Gives a job up at once, for what trying again cannot mend. */
export async function giveUpJob(deps: Deps, row: OutboxRow, why: string): Promise<void> {
  const auditId = `${row.id}.failed.${row.lease}`;
  const told = row.kind === "audit.post" ? [] : recordAudit(deps, failureAudit(row, auditId, why));
  const { db } = deps;
  try {
    await db.batch([failRow(db, row, deps.clock(), why), mustHaveChanged(db), ...told]);
  } catch (error) {
    // Another has the row by now, and how it ends is theirs to tell.
    if (isGuardRefusal(error)) return;
    throw error;
  }
  if (told.length > 0) ringAudit(deps, auditId);
}

function failureAudit(row: OutboxRow, auditId: string, why: string) {
  return {
    id: auditId,
    actor: "system",
    action: "job.failed",
    target: `job:${row.id}`,
    reason: why,
    after: { kind: row.kind, tries: row.tries },
    cause: auditId,
  };
}

/** Rings again for rows that are due and not under way. Returns how many. */
export async function sweepOutbox(deps: Deps): Promise<number> {
  const due = await dueRows(deps.db, deps.clock(), SWEEP_ROWS_MAX);
  ring(deps, due);
  return due.length;
}

/** Keeps a message that the queue gave up on. Its outbox row, if it has one, stays due: the sweep rings again. */
export async function keepDeadLetter(
  deps: Deps,
  messageId: string,
  body: string,
  outboxId: string | null,
): Promise<void> {
  const row = {
    id: messageId,
    outboxId,
    body: body.slice(0, DEAD_BODY_CHARS_MAX).toWellFormed(),
    createdAtMs: deps.clock(),
  };
  await deps.db.batch([deps.db.insert(deadLetters).values(row).onConflictDoNothing()]);
}
