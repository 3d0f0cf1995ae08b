import { and, eq, inArray, lte, not, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { audits } from "./schema/audit.ts";
import { outbox } from "./schema/outbox.ts";

export type OutboxRow = typeof outbox.$inferSelect;

export type OutboxEntry = {
  id: string;
  kind: string;
  payload: Readonly<Record<string, string | number | readonly string[] | undefined>>;
  /** Whom it tells something, where it is for one member. */
  memberId?: string | undefined;
  /** The same cause makes one row however often it comes. */
  cause?: string | undefined;
  dueAtMs: number;
  createdAtMs: number;
};

/** Puts a message into the outbox; belongs into the batch of what it tells. */
export function putInOutbox(db: Database, entry: OutboxEntry) {
  return db
    .insert(outbox)
    .values({ ...entry, payload: JSON.stringify(entry.payload) })
    .onConflictDoNothing();
}

/**
 * Puts a message into the outbox for what a batch itself finds out: one for each row of `from`, by an id of its own.
 * @param payload the expression that makes its JSON.
 * @param from has a WHERE, e.g. sql`topups where …`.
 */
export function putInOutboxFrom(
  db: Database,
  entry: { id: string | SQL; kind: string; payload: SQL; memberId?: SQL; atMs: number },
  from: SQL,
) {
  const { id, kind, payload, memberId = sql`null`, atMs } = entry;
  return db.run(sql`
    insert into ${outbox} (id, kind, payload, member_id, due_at_ms, created_at_ms)
    select ${id}, ${kind}, ${payload}, ${memberId}, ${atMs}, ${atMs} from ${from}
    on conflict do nothing`);
}

const leasable = (nowMs: number) =>
  or(
    and(eq(outbox.state, "waiting"), lte(outbox.dueAtMs, nowMs)),
    and(eq(outbox.state, "running"), lte(outbox.leasedUntilMs, nowMs)),
  );

/** Takes a row for a job, if it is due and nobody has it. Returns the row, or nothing. */
export function leaseRow(db: Database, id: string, lease: string, nowMs: number, leaseMs: number) {
  return db
    .update(outbox)
    .set({ state: "running", lease, leasedUntilMs: nowMs + leaseMs, tries: sql`${outbox.tries} + 1` })
    .where(and(eq(outbox.id, id), leasable(nowMs)))
    .returning();
}

const held = (row: { id: string; lease: string | null }) =>
  and(eq(outbox.id, row.id), eq(outbox.state, "running"), eq(outbox.lease, row.lease ?? ""));

/** Whether the row's job still has it: a condition for what a job writes that another may have taken over. */
export function stillHeld(row: { id: string; lease: string | null }) {
  return sql`exists (select 1 from ${outbox} where ${held(row)})`;
}

/** Lets a long job keep its row. */
export function extendLease(db: Database, row: OutboxRow, untilMs: number) {
  return db.update(outbox).set({ leasedUntilMs: untilMs }).where(held(row));
}

/**
 * Ends a row; nothing happens when the lease has passed to another.
 * @param why a fixed word, where the row ends without its message being sent.
 */
export function finishRow(db: Database, row: OutboxRow, nowMs: number, why: string | null = null) {
  return db
    .update(outbox)
    .set({ state: "done", finishedAtMs: nowMs, lease: null, lastError: why })
    .where(held(row));
}

/** Puts a row back for later. A polite wait (a rate limit, a closed gate) does not count as a try. */
export function postponeRow(
  db: Database,
  row: OutboxRow,
  dueAtMs: number,
  why: string,
  countsAsTry: boolean,
) {
  const tries = countsAsTry ? outbox.tries : sql`max(0, ${outbox.tries} - 1)`;
  return db
    .update(outbox)
    .set({ state: "waiting", dueAtMs, lastError: why, lease: null, tries })
    .where(held(row));
}

/** Gives a row up; it stays, for staff to see and to try again. */
export function failRow(db: Database, row: OutboxRow, nowMs: number, why: string) {
  return db
    .update(outbox)
    .set({ state: "failed", finishedAtMs: nowMs, lastError: why, lease: null })
    .where(held(row));
}

/** Gives staff's new chance to rows that were given up, unless the audit log knows of this chance already. */
export function reviveRows(db: Database, ids: string[], nowMs: number, cause: string) {
  const given = sql`exists (select 1 from ${audits} where ${audits.cause} = ${cause})`;
  return db
    .update(outbox)
    .set({ state: "waiting", tries: 0, dueAtMs: nowMs, finishedAtMs: null })
    .where(and(inArray(outbox.id, ids), eq(outbox.state, "failed"), not(given)))
    .returning({ id: outbox.id, kind: outbox.kind });
}

/**
 * Rows that should be under way and are not: their bell was lost, or their job died. The states stand as
 * literals because SQLite proves a partial index only from literals.
 */
export function dueRows(db: Database, nowMs: number, most: number) {
  return db
    .select({ id: outbox.id, kind: outbox.kind })
    .from(outbox)
    .where(and(sql`${outbox.state} in ('waiting', 'running')`, leasable(nowMs)))
    .orderBy(outbox.dueAtMs)
    .limit(most);
}
