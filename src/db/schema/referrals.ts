import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/** What a member gives to others so that they name who brought them. */
export const referralCodes = sqliteTable("referral_codes", {
  memberId: snowflake("member_id").primaryKey(),
  code: text("code").notNull().unique("referral_code"),
  createdAtMs: timeMs("created_at_ms").notNull(),
});

/** Who brought whom; once a member, for ever. */
export const referrals = sqliteTable(
  "referrals",
  {
    memberId: snowflake("member_id").primaryKey(),
    referrerId: snowflake("referrer_id").notNull(),
    /** The request that named the referrer: its repeat gets the same answer. */
    requestId: text("request_id").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    index("referral_referrer").on(table.referrerId, table.createdAtMs),
    check("referral_not_self", sql`${table.memberId} <> ${table.referrerId}`),
  ],
);

/** Members whose referrals earn them nothing, and who are paid nothing, for as long as they stand here. */
export const referralBlacklist = sqliteTable("referral_blacklist", {
  memberId: snowflake("member_id").primaryKey(),
  reason: text("reason").notNull(),
  blockedBy: snowflake("blocked_by").notNull(),
  createdAtMs: timeMs("created_at_ms").notNull(),
});

/** What an earning comes from. A `remainder` is what a payout left of less than a whole unit. */
export const earningKinds = ["purchase", "order", "api", "refund", "remainder"] as const;

/**
 * What a referrer earned by one spending of a member they brought, or lost by its refund. Never changed but for the
 * cashback batch that paid it, once; never deleted.
 */
export const earnings = sqliteTable(
  "earnings",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    /** That of the spending, `purchase:<id>`, or of its refund, or `remainder:<batch>:<member>`. */
    cause: text("cause").notNull(),
    kind: text("kind", { enum: earningKinds }).notNull(),
    referrerId: snowflake("referrer_id").notNull(),
    /** Who spent; of a remainder the referrer. */
    memberId: snowflake("member_id").notNull(),
    /** What was spent, in the smallest unit; below zero for a refund, zero for a remainder. */
    amount: amount("amount").notNull(),
    /** What it earns, in 1/10,000 of the smallest unit. */
    units: amount("units").notNull(),
    payableAtMs: timeMs("payable_at_ms").notNull(),
    /** The cashback batch that paid it. */
    batchId: text("batch_id"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("earning_cause").on(table.cause),
    // All that freezing and paying ask of what is still to be paid.
    index("earning_unpaid")
      .on(table.referrerId, table.seq, table.payableAtMs, table.units, table.memberId)
      .where(sql`${table.batchId} is null`),
    // What was paid, for whoever looks back.
    index("earning_paid").on(table.referrerId, table.seq).where(sql`${table.batchId} is not null`),
    index("earning_member").on(table.referrerId, table.memberId, table.amount, table.units),
  ],
);

export const cashbackModes = ["all", "member", "weekly"] as const;

/** `freezing` → `previewed` → `running` → `done`; or `cancelled`, `lapsed`. A weekly one asks nobody. */
export const cashbackStates = ["freezing", "previewed", "running", "done", "cancelled", "lapsed"] as const;

/** Earnings that are paid together: all that are not paid yet, up to `seqMax` and payable at `payableUntilMs`. */
export const cashbackBatches = sqliteTable(
  "cashback_batches",
  {
    /** `BATCH-YYYYMMDD-HHMMSS` in UTC. */
    id: text("id").primaryKey(),
    /** The request that asked for it, or `weekly:<moment that it was due>`. */
    cause: text("cause").notNull().unique("cashback_batch_cause"),
    mode: text("mode", { enum: cashbackModes }).notNull(),
    /** The one member whom it pays, in that mode. */
    memberId: snowflake("member_id"),
    state: text("state", { enum: cashbackStates }).notNull(),
    askedBy: text("asked_by").notNull(),
    seqMax: integer("seq_max").notNull(),
    payableUntilMs: timeMs("payable_until_ms").notNull(),
    confirmUntilMs: timeMs("confirm_until_ms"),
    /** JSON with what its preview tells beside the sums, found once when it was frozen; see domain/cashback/preview. */
    findings: text("findings"),
    /** The press that decided it: its repeat gets the same answer. */
    decidedRequest: text("decided_request"),
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    progressAtMs: timeMs("progress_at_ms").notNull().default(0),
    createdAtMs: timeMs("created_at_ms").notNull(),
    startedAtMs: timeMs("started_at_ms"),
    finishedAtMs: timeMs("finished_at_ms"),
  },
  (table) => [
    index("cashback_batch_time").on(table.createdAtMs),
    index("cashback_batch_open")
      .on(table.state)
      .where(sql`${table.state} in ('freezing', 'previewed', 'running')`),
    // Two batches that pay at the same time would pay the same earnings; the database lets one run.
    uniqueIndex("cashback_batch_running").on(table.state).where(sql`${table.state} = 'running'`),
    check("cashback_batch_member", sql`(${table.mode} = 'member') = (${table.memberId} is not null)`),
  ],
);

/**
 * `frozen` → `paid`, `failed` (and `frozen` again when it is retried), `blacklisted` or `changed`: the earnings are not
 * those that were frozen any more. `review`: over a limit, to be paid by staff or a later batch.
 */
export const payoutStates = ["frozen", "paid", "failed", "blacklisted", "changed", "review"] as const;

/** What a cashback batch pays a member. */
export const payouts = sqliteTable(
  "cashback_payouts",
  {
    batchId: text("batch_id").notNull(),
    memberId: snowflake("member_id").notNull(),
    /** The sum of the frozen earnings, in 1/10,000 of the smallest unit; what is below a whole unit stays with the member. */
    units: amount("units").notNull(),
    /** What is paid, in the smallest unit. */
    amount: amount("amount").notNull(),
    /** Members they brought who are in it. */
    referrals: integer("referrals").notNull(),
    state: text("state", { enum: payoutStates }).notNull().default("frozen"),
    /** Why not paid: a fixed word. */
    reason: text("reason"),
    stateAtMs: timeMs("state_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.batchId, table.memberId] }),
    index("payout_member").on(table.memberId, table.batchId),
    index("payout_state").on(table.batchId, table.state, table.memberId),
    check("payout_amount_positive", sql`${table.amount} > 0`),
    check("payout_amount_whole", sql`${table.amount} = ${table.units} / 10000`),
  ],
);
