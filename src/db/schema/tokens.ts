import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/** What staff hand tokens out for. Its summary, made when it is closed, is kept for ever. */
export const campaigns = sqliteTable(
  "campaigns",
  {
    /** The id of the request that made it. */
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** The name as two campaigns may not share it: in lower case. */
    nameKey: text("name_key").notNull().unique("campaign_name"),
    notes: text("notes"),
    /** What its tokens start and end with, where nothing else is said of them. */
    startsAtMs: timeMs("starts_at_ms"),
    endsAtMs: timeMs("ends_at_ms"),
    createdBy: snowflake("created_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    closedAtMs: timeMs("closed_at_ms"),
    closedBy: snowflake("closed_by"),
    /** The press that closed it: its repeat gets the same answer. */
    closedRequest: text("closed_request"),
    /** JSON with what it came to. */
    summary: text("summary"),
  },
  (table) => [
    index("campaign_time").on(table.createdAtMs),
    check(
      "campaign_dates",
      sql`${table.startsAtMs} is null or ${table.endsAtMs} is null or ${table.startsAtMs} < ${table.endsAtMs}`,
    ),
  ],
);

/** `points` for the customer when the token is used, or off the order's amount: `percent` of it, or `money`. */
export const rewardKinds = ["points", "percent", "money"] as const;

/** Tokens that were made together, and what they have in common. */
export const tokenBatches = sqliteTable(
  "token_batches",
  {
    /** The id of the request that made them, so that its repeat finds the same ones. */
    id: text("id").primaryKey(),
    description: text("description").notNull(),
    notes: text("notes"),
    campaignId: text("campaign_id"),
    quantity: integer("quantity").notNull(),
    codeLength: integer("code_length").notNull(),
    startsAtMs: timeMs("starts_at_ms"),
    expiresAtMs: timeMs("expires_at_ms"),
    /** How many a customer may use of the campaign, or of this batch where it has none. */
    perCustomerMax: integer("per_customer_max"),
    rewardKind: text("reward_kind", { enum: rewardKinds }),
    /** Points, whole percent, or money in the smallest unit. */
    rewardValue: amount("reward_value"),
    createdBy: snowflake("created_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    /** All are made. */
    finishedAtMs: timeMs("finished_at_ms"),
    /** Lets us edit the answer for 15 minutes. */
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    progressAtMs: timeMs("progress_at_ms").notNull().default(0),
  },
  (table) => [
    index("token_batch_time").on(table.createdAtMs),
    check("token_batch_quantity", sql`${table.quantity} > 0`),
    check("token_batch_limit", sql`${table.perCustomerMax} is null or ${table.perCustomerMax} > 0`),
    check(
      "token_batch_dates",
      sql`${table.startsAtMs} is null or ${table.expiresAtMs} is null or ${table.startsAtMs} < ${table.expiresAtMs}`,
    ),
    check("token_batch_reward", sql`(${table.rewardKind} is null) = (${table.rewardValue} is null)`),
    check(
      "token_batch_reward_value",
      sql`${table.rewardValue} > 0 and (${table.rewardKind} <> 'percent' or ${table.rewardValue} <= 100)`,
    ),
  ],
);

/**
 * `available` → `reserved` for an order → `used` when that is completed, or what it was before when it is cancelled.
 * `expired` and `removed` are ends of tokens that no order has. Whether one starts later, or its end has passed and the
 * cron trigger has not been there yet, is not a state; see domain/tokens.
 */
export const tokenStates = ["available", "reserved", "used", "expired", "removed"] as const;

/** A promo token: the code that staff attach to one order. */
export const tokens = sqliteTable(
  "tokens",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    code: text("code").notNull(),
    batchId: text("batch_id").notNull(),
    /** 1 to the batch's quantity. */
    number: integer("number").notNull(),
    /** Those of the batch, where lists and rules look for them. */
    campaignId: text("campaign_id"),
    startsAtMs: timeMs("starts_at_ms"),
    expiresAtMs: timeMs("expires_at_ms"),
    state: text("state", { enum: tokenStates }).notNull().default("available"),
    orderId: text("order_id"),
    customerId: snowflake("customer_id"),
    /** The last change of the state; the trigger keeps each in `token_events`. */
    changedAtMs: timeMs("changed_at_ms").notNull(),
    /** A Discord id, or `system`. */
    changedBy: text("changed_by").notNull(),
    /** The request that changed it: its repeat gets the same answer. */
    changedRequest: text("changed_request"),
    changeReason: text("change_reason"),
  },
  (table) => [
    uniqueIndex("token_code").on(table.code),
    uniqueIndex("token_number").on(table.batchId, table.number),
    index("token_state").on(table.state, table.seq),
    index("token_campaign").on(table.campaignId, table.state, table.seq),
    index("token_campaign_list").on(table.campaignId, table.seq),
    index("token_batch_state").on(table.batchId, table.state),
    index("token_used").on(table.campaignId, table.changedAtMs).where(sql`${table.state} = 'used'`),
    index("token_customer")
      .on(table.customerId, table.campaignId)
      .where(sql`${table.customerId} is not null`),
    index("token_order").on(table.orderId).where(sql`${table.orderId} is not null`),
    index("token_expiry")
      .on(table.expiresAtMs)
      .where(sql`${table.state} = 'available' and ${table.expiresAtMs} is not null`),
    check(
      "token_has_order",
      sql`(${table.state} in ('reserved', 'used')) = (${table.orderId} is not null) and (${table.orderId} is null) = (${table.customerId} is null)`,
    ),
  ],
);

/** Each change of a token, written by the trigger that sees it. */
export const tokenEvents = sqliteTable(
  "token_events",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    code: text("code").notNull(),
    fromState: text("from_state", { enum: tokenStates }).notNull(),
    toState: text("to_state", { enum: tokenStates }).notNull(),
    /** The order that it was reserved for, used for, or freed from. */
    orderId: text("order_id"),
    actor: text("actor").notNull(),
    reason: text("reason"),
    atMs: timeMs("at_ms").notNull(),
  },
  (table) => [index("token_event_code").on(table.code, table.seq)],
);
