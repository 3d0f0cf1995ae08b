import { desc, sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, timeMs } from "../columns.ts";
import { accounts } from "./ledger.ts";

const accountColumn = (name: string) =>
  text(name)
    .notNull()
    .references(() => accounts.id, { onUpdate: "cascade" });

/** What a member's account has seen. Triggers in `drizzle/` count each transfer in it as it is booked. */
export const accountStats = sqliteTable("account_stats", {
  account: accountColumn("account").primaryKey(),
  earned: amount("earned").notNull(),
  spent: amount("spent").notNull(),
  highest: amount("highest").notNull(),
  transfers: integer("transfers").notNull(),
  firstAtMs: timeMs("first_at_ms").notNull(),
  lastAtMs: timeMs("last_at_ms").notNull(),
});

/**
 * The score of each member on each board: `all` has balances of points, `month:2026-11` and `week:<its Monday's
 * local day>` what was earned in them, less what staff took back. Written by triggers alone.
 */
export const standings = sqliteTable(
  "standings",
  {
    board: text("board").notNull(),
    account: accountColumn("account"),
    score: amount("score").notNull(),
    /** The transfer that made the score: of two equal ones the earlier stands first. */
    seq: integer("seq").notNull(),
    shown: integer("shown").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.board, table.account] }),
    index("standing_order")
      .on(table.board, desc(table.score), table.seq)
      .where(sql`${table.shown} = 1 and ${table.score} > 0`),
    index("standing_account").on(table.account),
  ],
);

/**
 * How many shown members have a score between `prefix * divisor` and the next prefix, at each level: a rank is the
 * sum of a few hundred of these rows, however many members there are.
 */
export const standingCounts = sqliteTable(
  "standing_counts",
  {
    board: text("board").notNull(),
    level: integer("level").notNull(),
    prefix: integer("prefix").notNull(),
    members: integer("members").notNull(),
  },
  (table) => [primaryKey({ columns: [table.board, table.level, table.prefix] })],
);

export const standingLevels = sqliteTable("standing_levels", {
  level: integer("level").primaryKey(),
  divisor: integer("divisor").notNull(),
});
