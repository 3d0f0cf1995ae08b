import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { timeMs } from "../columns.ts";

/** What staff, or the shop by itself, did; written in the batch that did it. */
export const audits = sqliteTable(
  "audits",
  {
    id: text("id").primaryKey(),
    /** A Discord id, or `system`. */
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    target: text("target"),
    before: text("before"),
    after: text("after"),
    reason: text("reason"),
    /** Unique where it is set: the same event leaves one row however often it comes. */
    cause: text("cause").unique("audit_cause"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    index("audit_time").on(table.createdAtMs),
    index("audit_action").on(table.action, table.createdAtMs),
    index("audit_target").on(table.target, table.createdAtMs),
    index("audit_actor").on(table.actor, table.createdAtMs),
  ],
);
