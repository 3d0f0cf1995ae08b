import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/** How far a payment has come, in the order in which it goes on; it never goes back. See domain/wallet/states. */
export const topupStates = [
  "creating",
  "pending",
  "denied",
  "cancelled",
  "expired",
  "failed",
  "paid",
  "partly_refunded",
  "refunded",
  "charged_back",
] as const;

/** A payment by QRIS through Midtrans; its id is Midtrans' order_id. */
export const topups = sqliteTable(
  "topups",
  {
    id: text("id").primaryKey(),
    memberId: snowflake("member_id").notNull(),
    amount: amount("amount").notNull(),
    state: text("state", { enum: topupStates }).notNull().default("creating"),
    /** What Midtrans gave back of it in all, and what that was before the last step. */
    refunded: amount("refunded").notNull().default(0),
    refundedBefore: amount("refunded_before").notNull().default(0),
    /** The step that moved it last: what follows from a move is written where it is that step's. */
    movedBy: text("moved_by"),
    transactionId: text("transaction_id"),
    /** What the QR code says; null where Midtrans gave only its own picture. */
    qrString: text("qr_string"),
    qrUrl: text("qr_url"),
    expiresAtMs: timeMs("expires_at_ms"),
    /** A fixed word, where it failed. */
    reason: text("reason"),
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    /** Since when a notification says that it is paid and Midtrans' status does not. */
    disputedAtMs: timeMs("disputed_at_ms"),
    /** How often Midtrans was asked since the state changed, and when it is asked next; null: no more. */
    checks: integer("checks").notNull().default(0),
    nextCheckAtMs: timeMs("next_check_at_ms"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    stateAtMs: timeMs("state_at_ms").notNull(),
  },
  (table) => [
    index("topup_member").on(table.memberId, table.createdAtMs),
    index("topup_open").on(table.memberId).where(sql`${table.state} in ('creating', 'pending')`),
    index("topup_state").on(table.state, table.createdAtMs),
    index("topup_time").on(table.createdAtMs),
    index("topup_due").on(table.nextCheckAtMs).where(sql`${table.nextCheckAtMs} is not null`),
    index("topup_disputed").on(table.disputedAtMs).where(sql`${table.disputedAtMs} is not null`),
    check("topup_amount_positive", sql`${table.amount} > 0`),
    check("topup_refunded_within", sql`${table.refunded} between 0 and ${table.amount}`),
  ],
);

/** What came of a notification; `unconfirmed`: Midtrans' status could not be read yet. */
export const paymentEventOutcomes = [
  "applied",
  "unchanged",
  "unconfirmed",
  "differs",
  "unknown_order",
] as const;

/** Every signed notification of Midtrans as it came; a repeat of the same one only counts. */
export const paymentEvents = sqliteTable(
  "payment_events",
  {
    /** A hash of the body. */
    id: text("id").primaryKey(),
    orderId: text("order_id").notNull(),
    status: text("status").notNull(),
    body: text("body").notNull(),
    outcome: text("outcome", { enum: paymentEventOutcomes }).notNull(),
    deliveries: integer("deliveries").notNull().default(1),
    firstAtMs: timeMs("first_at_ms").notNull(),
    lastAtMs: timeMs("last_at_ms").notNull(),
  },
  (table) => [index("payment_event_order").on(table.orderId), index("payment_event_time").on(table.lastAtMs)],
);

/** Why a payment cannot be booked by itself. */
export const unmatchedReasons = ["unknown_order", "amount_differs", "currency_differs"] as const;
export const unmatchedStates = ["open", "credited", "dismissed"] as const;

/** Payments that Midtrans knows and that fit no top-up: staff credit them to a member, or dismiss them. */
export const unmatchedPayments = sqliteTable(
  "unmatched_payments",
  {
    orderId: text("order_id").primaryKey(),
    why: text("why", { enum: unmatchedReasons }).notNull(),
    /** As Midtrans' status last said; null where it knows no such payment. */
    status: text("status"),
    amount: amount("amount"),
    currency: text("currency"),
    state: text("state", { enum: unmatchedStates }).notNull().default("open"),
    /** To whom it was credited. */
    memberId: snowflake("member_id"),
    decidedBy: snowflake("decided_by"),
    decidedRequest: text("decided_request"),
    deliveries: integer("deliveries").notNull().default(1),
    firstAtMs: timeMs("first_at_ms").notNull(),
    lastAtMs: timeMs("last_at_ms").notNull(),
    decidedAtMs: timeMs("decided_at_ms"),
  },
  (table) => [index("unmatched_state").on(table.state, table.lastAtMs)],
);
