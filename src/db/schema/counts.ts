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

/** How many payouts of a cashback batch are in each state, and what they come to. Triggers count them as they change. */
export const payoutCounts = sqliteTable(
  "payout_counts",
  {
    batchId: text("batch_id").notNull(),
    state: text("state").notNull(),
    count: integer("count").notNull(),
    amount: amount("amount").notNull(),
  },
  (table) => [primaryKey({ columns: [table.batchId, table.state] })],
);

/**
 * Orders by the quarter of an hour of their completion, since 1970: every time zone's days begin with one. A trigger
 * counts each order as it is completed.
 */
export const orderQuarters = sqliteTable(
  "order_quarters",
  {
    quarter: integer("quarter").notNull(),
    /** Whether a promo token came with it. */
    hasToken: integer("has_token").notNull(),
    orders: integer("orders").notNull(),
    /** Orders that have an amount, their amounts before the discounts, and the discounts. */
    priced: integer("priced").notNull(),
    amount: amount("amount").notNull(),
    discount: amount("discount").notNull(),
  },
  (table) => [primaryKey({ columns: [table.quarter, table.hasToken] })],
);

/** What the used promo tokens of a campaign came to; an empty id stands for all tokens there are. A trigger counts each as it is used. */
export const tokenSums = sqliteTable("token_sums", {
  campaignId: text("campaign_id").primaryKey(),
  used: integer("used").notNull(),
  /** Orders that have an amount, their amounts before the discounts, and the discounts. */
  priced: integer("priced").notNull(),
  amount: amount("amount").notNull(),
  discount: amount("discount").notNull(),
  /** Customers who used one, and those of them who had nothing of the shop before the order that they used it for first. */
  customers: integer("customers").notNull(),
  newCustomers: integer("new_customers").notNull(),
});
