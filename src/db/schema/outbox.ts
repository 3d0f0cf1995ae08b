import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { timeMs } from "../columns.ts";

/** `waiting` → `running` (leased) → `done`, or back to `waiting` for a later try, or `failed` when tries are used up. */
export const outboxStates = ["waiting", "running", "done", "failed"] as const;

/** What must happen after a commit. The row is the truth; a queue message only rings for it. */
export const outbox = sqliteTable(
  "outbox",
  {
    id: text("id").primaryKey(),
    kind: text("kind").notNull(),
    /** JSON with ids, read by the kind's job. */
    payload: text("payload").notNull(),
    /** Whom it tells something, where it is for one member. */
    memberId: text("member_id"),
    state: text("state", { enum: outboxStates }).notNull().default("waiting"),
    tries: integer("tries").notNull().default(0),
    dueAtMs: timeMs("due_at_ms").notNull(),
    /** Whoever leased the row may end it; a later lease makes an earlier one powerless. */
    lease: text("lease"),
    leasedUntilMs: timeMs("leased_until_ms"),
    /** A fixed word or an error's class, never its message. */
    lastError: text("last_error"),
    /** Unique where it is set: two causes of one message make one row. */
    cause: text("cause").unique("outbox_cause"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    finishedAtMs: timeMs("finished_at_ms"),
  },
  (table) => [
    index("outbox_open").on(table.dueAtMs).where(sql`${table.state} in ('waiting', 'running')`),
    index("outbox_failed").on(table.finishedAtMs).where(sql`${table.state} = 'failed'`),
    index("outbox_member").on(table.memberId, table.createdAtMs).where(sql`${table.memberId} is not null`),
    index("outbox_done").on(table.finishedAtMs).where(sql`${table.state} = 'done'`),
  ],
);

/** A message that the queue gave up on, kept for staff. Its outbox row, if any, stays due. */
export const deadLetters = sqliteTable("dead_letters", {
  id: text("id").primaryKey(),
  outboxId: text("outbox_id"),
  body: text("body").notNull(),
  createdAtMs: timeMs("created_at_ms").notNull(),
});

/** Recurring work, claimed a slot at a time so that it runs once however often the cron fires. */
export const duties = sqliteTable("duties", {
  name: text("name").primaryKey(),
  slotMs: timeMs("slot_ms").notNull(),
  leasedUntilMs: timeMs("leased_until_ms").notNull(),
  doneAtMs: timeMs("done_at_ms"),
});

/** Always empty: a row that may not be inserted aborts the batch it stands in. See db/guard.ts. */
export const guards = sqliteTable("guards", { held: integer("held").notNull() }, (table) => [
  check("guard_held", sql`${table.held} = 1`),
]);
