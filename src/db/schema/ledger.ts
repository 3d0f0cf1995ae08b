import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, timeMs } from "../columns.ts";

/** What the ledger counts. Balances of one asset always sum to zero. */
export const assets = ["points", "money"] as const;

/**
 * A place where an asset can be: a member's (`member:<discord id>`) or the shop's own (`system:<name>`).
 * The balance is a cache that only the insertion of a transfer changes; triggers in `drizzle/` see to it.
 */
export const accounts = sqliteTable(
  "accounts",
  {
    id: text("id").primaryKey(),
    owner: text("owner").notNull(),
    asset: text("asset", { enum: assets }).notNull(),
    balance: amount("balance").notNull().default(0),
  },
  (table) => [
    check("account_id_form", sql`${table.id} = ${table.owner} || '/' || ${table.asset}`),
    check("account_not_negative", sql`${table.balance} >= 0 or ${table.owner} like 'system:%'`),
  ],
);

/** One movement from an account to another. Never changed, never deleted; a correction is another transfer. */
export const transfers = sqliteTable(
  "transfers",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    debit: text("debit")
      .notNull()
      .references(() => accounts.id, { onUpdate: "cascade" }),
    credit: text("credit")
      .notNull()
      .references(() => accounts.id, { onUpdate: "cascade" }),
    amount: amount("amount").notNull(),
    asset: text("asset", { enum: assets }).notNull(),
    kind: text("kind").notNull(),
    /** Known before the first attempt, so that a repeat cannot move anything twice. */
    cause: text("cause").notNull(),
    actor: text("actor").notNull(),
    memo: text("memo"),
    metadata: text("metadata"),
    /** Through what it came: `discord` (a member's own act), `staff`, `midtrans`, `api:<name of the key>`, `shop`. */
    source: text("source").notNull().default("shop"),
    /** Balances after this transfer, written by the trigger that moves them. */
    debitBalance: amount("debit_balance"),
    creditBalance: amount("credit_balance"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    /** Days since 1970-01-01 in the shop's time zone: what week and month it counts for. */
    localDay: integer("local_day").notNull(),
  },
  (table) => [
    uniqueIndex("transfer_cause").on(table.cause),
    index("transfer_debit").on(table.debit, table.seq),
    index("transfer_credit").on(table.credit, table.seq),
    index("transfer_unbooked").on(table.seq).where(sql`${table.creditBalance} is null`),
    check("transfer_amount_positive", sql`${table.amount} > 0 and ${table.amount} <= 9007199254740991`),
    check("transfer_two_accounts", sql`${table.debit} <> ${table.credit}`),
  ],
);

/**
 * A member's account under another owner's name, for as long as the batch that renames it; see domain/privacy.
 * The rules in `drizzle/` let an account and its transfers change their names for nothing else.
 */
export const renames = sqliteTable("renames", {
  oldOwner: text("old_owner").primaryKey(),
  newOwner: text("new_owner").notNull(),
});
