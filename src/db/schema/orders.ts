import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";
import { mailStates } from "./mail.ts";

/** The first three are open and may follow each other in any order; the last two are ends. */
export const orderStates = ["pending", "in_progress", "waiting", "completed", "cancelled"] as const;

/** What staff do for a customer, with at most one promo token. */
export const orders = sqliteTable(
  "orders",
  {
    /** The id of the request that made it. */
    id: text("id").primaryKey(),
    /** 1, 2, 3 … without gaps: each is the highest plus one, taken in the batch that inserts it. Shown as `ED001`. */
    number: integer("number").notNull(),
    description: text("description").notNull(),
    customerId: snowflake("customer_id").notNull(),
    tokenCode: text("token_code"),
    /** What it costs before the token's discount, in the smallest unit; null: no amount. */
    amount: amount("amount"),
    /** What the token takes off it. */
    discount: amount("discount").notNull().default(0),
    state: text("state", { enum: orderStates }).notNull().default("pending"),
    /** 0 urgent, 1 high, 2 normal, 3 low. */
    priority: integer("priority").notNull().default(2),
    dueAtMs: timeMs("due_at_ms"),
    /** What staff last said about how it stands; the customer reads it. */
    note: text("note"),
    createdBy: snowflake("created_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    /** The last change of the state or the note; the trigger keeps each in `order_events`. */
    changedAtMs: timeMs("changed_at_ms").notNull(),
    changedBy: snowflake("changed_by").notNull(),
    /** The request that changed it: its repeat gets the same answer. */
    changedRequest: text("changed_request").notNull(),
    completedAtMs: timeMs("completed_at_ms"),
    cancelledAtMs: timeMs("cancelled_at_ms"),
    cancelReason: text("cancel_reason"),
    /** When the digest told staff that it is overdue, and that it has been pending for long. */
    overdueToldAtMs: timeMs("overdue_told_at_ms"),
    pendingToldAtMs: timeMs("pending_told_at_ms"),
    /** A file that staff attached: where Discord keeps it until the job has stored it in `order_files`. */
    fileName: text("file_name"),
    fileType: text("file_type"),
    fileBytes: integer("file_bytes"),
    fileUrl: text("file_url"),
    fileStoredAtMs: timeMs("file_stored_at_ms"),
  },
  (table) => [
    uniqueIndex("order_number").on(table.number),
    // Whatever else goes wrong, a token has one order that stands.
    uniqueIndex("order_token")
      .on(table.tokenCode)
      .where(sql`${table.tokenCode} is not null and ${table.state} <> 'cancelled'`),
    index("order_customer").on(table.customerId, table.number),
    index("order_customer_open")
      .on(table.customerId, table.number)
      .where(sql`${table.state} in ('pending', 'in_progress', 'waiting')`),
    index("order_queue")
      .on(table.priority, table.dueAtMs, table.number)
      .where(sql`${table.state} in ('pending', 'in_progress', 'waiting')`),
    index("order_due")
      .on(table.dueAtMs)
      .where(sql`${table.state} in ('pending', 'in_progress', 'waiting') and ${table.dueAtMs} is not null`),
    index("order_completed").on(table.completedAtMs).where(sql`${table.state} = 'completed'`),
    check("order_amount_positive", sql`${table.amount} > 0`),
    check(
      "order_discount_range",
      sql`${table.discount} >= 0 and ${table.discount} <= coalesce(${table.amount}, 0)`,
    ),
    check("order_priority_range", sql`${table.priority} between 0 and 3`),
    check(
      "order_completed_moment",
      sql`(${table.state} = 'completed') = (${table.completedAtMs} is not null)`,
    ),
    check(
      "order_cancelled_moment",
      sql`(${table.state} = 'cancelled') = (${table.cancelledAtMs} is not null)`,
    ),
  ],
);

/** Each change of an order, written by the trigger that sees it. */
export const orderEvents = sqliteTable(
  "order_events",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    orderId: text("order_id").notNull(),
    fromState: text("from_state", { enum: orderStates }).notNull(),
    toState: text("to_state", { enum: orderStates }).notNull(),
    actor: text("actor").notNull(),
    note: text("note"),
    atMs: timeMs("at_ms").notNull(),
  },
  (table) => [index("order_event_order").on(table.orderId, table.seq)],
);

/** An attached file, sealed, in parts that one request to the database takes. */
export const orderFiles = sqliteTable(
  "order_files",
  {
    orderId: text("order_id").notNull(),
    part: integer("part").notNull(),
    keyId: text("key_id").notNull(),
    sealed: text("sealed").notNull(),
  },
  (table) => [primaryKey({ columns: [table.orderId, table.part] })],
);

/** The receipt of a completed order; its number has no gaps, as the orders' have none. */
export const receipts = sqliteTable("receipts", {
  orderId: text("order_id").primaryKey(),
  number: integer("number").notNull().unique("receipt_number"),
  createdBy: snowflake("created_by").notNull(),
  createdAtMs: timeMs("created_at_ms").notNull(),
});

export const receiptWays = ["mail", "direct"] as const;

/** One sending of a receipt. Its address is sealed to its id, and goes when it is not needed any more. */
export const receiptSends = sqliteTable(
  "receipt_sends",
  {
    /** The id of the request that asked for it. */
    id: text("id").primaryKey(),
    orderId: text("order_id").notNull(),
    way: text("way", { enum: receiptWays }).notNull(),
    emailHash: text("email_hash"),
    emailSealed: text("email_sealed"),
    keyId: text("key_id"),
    state: text("state", { enum: mailStates }).notNull().default("queued"),
    /** Why it was not sent or did not arrive, without an address. */
    reason: text("reason"),
    sentBy: snowflake("sent_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    stateAtMs: timeMs("state_at_ms").notNull(),
  },
  (table) => [
    index("receipt_send_order").on(table.orderId, table.createdAtMs),
    index("receipt_send_email").on(table.emailHash).where(sql`${table.emailHash} is not null`),
    check("receipt_send_address", sql`${table.way} = 'mail' or ${table.emailSealed} is null`),
  ],
);
