import { primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** A Discord user we know. */
export const members = sqliteTable("members", {
  id: snowflake("id").primaryKey(),
  /** The language chosen with /language; null: the shop's. */
  locale: text("locale", { enum: ["en", "id"] }),
  createdAtMs: timeMs("created_at_ms").notNull(),
  /** Asked not to be shown on leaderboards. */
  hiddenAtMs: timeMs("hidden_at_ms"),
  /** Found to have left the server. */
  leftAtMs: timeMs("left_at_ms"),
  /** When we last knew whether they are in the server. */
  seenAtMs: timeMs("seen_at_ms"),
});

/** What a member can choose not to be told by direct message. */
export const notices = ["points", "achievements", "wallet", "referrals", "orders"] as const;

/** The direct messages that a member does not want. */
export const mutedNotices = sqliteTable(
  "muted_notices",
  {
    memberId: snowflake("member_id").notNull(),
    notice: text("notice", { enum: notices }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.memberId, table.notice] })],
);
