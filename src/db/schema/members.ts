import { sql } from "drizzle-orm";
import { index, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** A Discord user we know. */
export const members = sqliteTable(
  "members",
  {
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
    /** What they were called on the server when we last heard it; staff find them by it. */
    name: text("name"),
  },
  (table) => [index("member_name").on(sql`"name" collate nocase`).where(sql`${table.name} is not null`)],
);

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
