import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount } from "../columns.ts";
import { assets } from "./ledger.ts";

/** To a member, from a member, or between the shop's own accounts, debts among them. */
export const ways = ["in", "out", "own"] as const;

/** What moved on each of the shop's days, so that a month is read as some hundred rows. A trigger counts each transfer in it. */
export const daySums = sqliteTable(
  "day_sums",
  {
    localDay: integer("local_day").notNull(),
    asset: text("asset", { enum: assets }).notNull(),
    kind: text("kind").notNull(),
    way: text("way", { enum: ways }).notNull(),
    transfers: integer("transfers").notNull(),
    amount: amount("amount").notNull(),
  },
  (table) => [primaryKey({ columns: [table.localDay, table.asset, table.kind, table.way] })],
);

/**
 * How many claims of an import are in each state, and how many of its mails in each that says something: `queued`,
 * `sending` and `held` ones are on their way. Triggers count them as they change.
 */
export const importCounts = sqliteTable(
  "import_counts",
  {
    importId: text("import_id").notNull(),
    what: text("what", { enum: ["claim", "mail"] }).notNull(),
    state: text("state").notNull(),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.what, table.state] })],
);
