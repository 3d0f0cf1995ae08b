import { sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** A Discord user we know. */
export const members = sqliteTable("members", {
  id: snowflake("id").primaryKey(),
  /** The language chosen with /language; null: the shop's. */
  locale: text("locale", { enum: ["en", "id"] }),
  createdAtMs: timeMs("created_at_ms").notNull(),
});
