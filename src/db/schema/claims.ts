import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

export const claimStates = ["pending", "claimed", "expired", "revoked"] as const;

/** Points that wait for whoever has the code. The code itself is nowhere: it is derived from the id and the root key. */
export const claims = sqliteTable(
  "claims",
  {
    id: text("id").primaryKey(),
    importId: text("import_id").notNull(),
    line: integer("line").notNull(),
    codeHash: text("code_hash").notNull(),
    keyId: text("key_id").notNull(),
    /** `order:<id>`, or `campaign:<name>` for a file without order ids. */
    orderKey: text("order_key").notNull(),
    orderId: text("order_id"),
    emailHash: text("email_hash").notNull(),
    emailSealed: text("email_sealed").notNull(),
    points: amount("points").notNull(),
    product: text("product"),
    campaign: text("campaign").notNull().default(""),
    state: text("state", { enum: claimStates }).notNull().default("pending"),
    expiresAtMs: timeMs("expires_at_ms").notNull(),
    claimedBy: snowflake("claimed_by"),
    claimedAtMs: timeMs("claimed_at_ms"),
    /** The interaction that claimed it: its repeat gets the same answer again. */
    claimedInteraction: snowflake("claimed_interaction"),
    endedAtMs: timeMs("ended_at_ms"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    uniqueIndex("claim_code").on(table.codeHash),
    uniqueIndex("claim_order").on(table.orderKey, table.emailHash),
    index("claim_email").on(table.emailHash),
    index("claim_import").on(table.importId, table.state),
    index("claim_claimed").on(table.importId, table.claimedAtMs).where(sql`${table.state} = 'claimed'`),
    index("claim_member").on(table.claimedBy, table.claimedAtMs).where(sql`${table.claimedBy} is not null`),
    index("claim_time").on(table.createdAtMs),
    index("claim_expiry").on(table.expiresAtMs).where(sql`${table.state} = 'pending'`),
    check("claim_points_positive", sql`${table.points} > 0`),
    check("claim_claimed_by_someone", sql`(${table.state} = 'claimed') = (${table.claimedBy} is not null)`),
  ],
);

/** Wrong codes a member typed, for the limit on guessing. */
export const claimFailures = sqliteTable(
  "claim_failures",
  {
    interactionId: snowflake("interaction_id").primaryKey(),
    memberId: snowflake("member_id").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [index("claim_failure_member").on(table.memberId, table.createdAtMs)],
);
