import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/** What is done to many balances at once; all but `reset` come with a file. */
export const balanceActions = ["add", "remove", "set", "reset"] as const;

/** `reading` → `previewed` → `running` → `done`; or `refused` (the file cannot be read), `cancelled`, `lapsed`. */
export const balanceStates = [
  "reading",
  "previewed",
  "running",
  "done",
  "refused",
  "cancelled",
  "lapsed",
] as const;

/** What became of a row; see domain/points/limits. Null: it is still to be booked. */
export const balanceOutcomes = ["booked", "same", "too_few", "over_member_max", "over_change_max"] as const;

/** A change of many members' points: an uploaded file of balances, or a reset. */
export const balanceChanges = sqliteTable(
  "balance_changes",
  {
    /** The id of the request that asked for it, so that its repeat finds the same one. */
    id: text("id").primaryKey(),
    action: text("action", { enum: balanceActions }).notNull(),
    state: text("state", { enum: balanceStates }).notNull(),
    askedBy: snowflake("asked_by").notNull(),
    reason: text("reason").notNull(),
    /** Lets us edit the answer for 15 minutes. */
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    /** The request that pressed a button of the preview: its repeat gets the same answer. */
    decidedRequest: text("decided_request"),
    fileName: text("file_name"),
    fileUrl: text("file_url"),
    /** Rows or members that the preview found to change, and how many are done. */
    total: integer("total").notNull().default(0),
    done: integer("done").notNull().default(0),
    confirmUntilMs: timeMs("confirm_until_ms"),
    /** JSON with what the preview found in the file, for a page that shows it again. */
    findings: text("findings"),
    progressAtMs: timeMs("progress_at_ms").notNull().default(0),
    createdAtMs: timeMs("created_at_ms").notNull(),
    finishedAtMs: timeMs("finished_at_ms"),
  },
  (table) => [
    index("balance_change_open")
      .on(table.state, table.createdAtMs)
      .where(sql`${table.state} in ('reading', 'previewed')`),
  ],
);

/** A row of an uploaded file of balances; gone a day after its change has ended. */
export const balanceChangeRows = sqliteTable(
  "balance_change_rows",
  {
    changeId: text("change_id").notNull(),
    line: integer("line").notNull(),
    memberId: snowflake("member_id").notNull(),
    points: amount("points").notNull(),
    outcome: text("outcome", { enum: balanceOutcomes }),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.line] }),
    index("balance_change_row_left")
      .on(table.changeId, table.outcome)
      .where(sql`${table.outcome} in ('same', 'too_few', 'over_member_max', 'over_change_max')`),
    index("balance_change_row_open").on(table.changeId, table.line).where(sql`${table.outcome} is null`),
  ],
);
