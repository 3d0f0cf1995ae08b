import { sql } from "drizzle-orm";
import { check, index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** Somebody of the staff who is logged in to the dashboard in one browser. */
export const sessions = sqliteTable(
  "sessions",
  {
    /** SHA-256 of the cookie's value, which is kept nowhere. */
    idHash: text("id_hash").primaryKey(),
    memberId: snowflake("member_id").notNull(),
    /** As Discord shows them. */
    name: text("name").notNull(),
    level: text("level", { enum: ["staff", "admin"] }).notNull(),
    /** When Discord was last asked for their roles. */
    checkedAtMs: timeMs("checked_at_ms").notNull(),
    /** Browser and system, to tell sessions apart by. */
    device: text("device").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    expiresAtMs: timeMs("expires_at_ms").notNull(),
  },
  (table) => [
    index("session_member").on(table.memberId, table.createdAtMs),
    index("session_expiry").on(table.expiresAtMs),
    check("session_ends", sql`${table.expiresAtMs} > ${table.createdAtMs}`),
  ],
);

/** What owners have changed on the dashboard; all else is as the Worker's own settings say. */
export const shopSettings = sqliteTable("shop_settings", {
  name: text("name").primaryKey(),
  value: text("value").notNull(),
  changedBy: snowflake("changed_by").notNull(),
  changedAtMs: timeMs("changed_at_ms").notNull(),
});
