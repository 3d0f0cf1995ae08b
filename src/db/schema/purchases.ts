import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/** What a member was asked to confirm: at this price, for a minute, once. Its id becomes that of the purchase. */
export const quotes = sqliteTable(
  "quotes",
  {
    id: text("id").primaryKey(),
    memberId: snowflake("member_id").notNull(),
    productId: text("product_id").notNull(),
    size: integer("size").notNull(),
    price: amount("price").notNull(),
    expiresAtMs: timeMs("expires_at_ms").notNull(),
  },
  (table) => [index("quote_expiry").on(table.expiresAtMs)],
);

export const purchaseStates = ["paid", "refunded"] as const;

/** Codes that a member bought. The moments tell how far they have come to the buyer. */
export const purchases = sqliteTable(
  "purchases",
  {
    id: text("id").primaryKey(),
    memberId: snowflake("member_id").notNull(),
    productId: text("product_id").notNull(),
    size: integer("size").notNull(),
    price: amount("price").notNull(),
    state: text("state", { enum: purchaseStates }).notNull().default("paid"),
    /** The press that confirmed it, whose repeats get the same answer. */
    confirmedRequest: text("confirmed_request").notNull(),
    /** Since when a direct message with the codes is under way: whether it was seen is not known until it is. */
    deliveringAtMs: timeMs("delivering_at_ms"),
    /** The direct message with the codes was taken by Discord, or could not be sent, and why. */
    deliveredAtMs: timeMs("delivered_at_ms"),
    deliveryFailedAtMs: timeMs("delivery_failed_at_ms"),
    deliveryFailure: text("delivery_failure"),
    /** First shown to the buyer by /orders. */
    revealedAtMs: timeMs("revealed_at_ms"),
    /** The buyer said that all is well. */
    closedAtMs: timeMs("closed_at_ms"),
    refundedAtMs: timeMs("refunded_at_ms"),
    refundedBy: snowflake("refunded_by"),
    refundReason: text("refund_reason"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    index("purchase_member").on(table.memberId, table.createdAtMs),
    index("purchase_time").on(table.createdAtMs),
    index("purchase_product").on(table.productId, table.createdAtMs),
    index("purchase_undelivered")
      .on(table.createdAtMs)
      .where(
        sql`${table.deliveredAtMs} is null and ${table.revealedAtMs} is null and ${table.state} = 'paid'`,
      ),
    check("purchase_size_positive", sql`${table.size} > 0`),
    check("purchase_price_positive", sql`${table.price} > 0`),
  ],
);

/** What can be reviewed; an order has no product. */
export const reviewSubjects = ["purchase", "order"] as const;

/** What a member thinks of a purchase, or of an order that staff completed for them; one each. */
export const reviews = sqliteTable(
  "reviews",
  {
    /** That of the purchase or order. */
    id: text("id").primaryKey(),
    subject: text("subject", { enum: reviewSubjects }).notNull(),
    memberId: snowflake("member_id").notNull(),
    productId: text("product_id"),
    rating: integer("rating").notNull(),
    comment: text("comment"),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    index("review_time").on(table.createdAtMs),
    index("review_product").on(table.productId, table.createdAtMs),
    index("review_member").on(table.memberId),
    check("review_rating_range", sql`${table.rating} between 1 and 5`),
    check(
      "review_product_of_purchase",
      sql`(${table.subject} = 'purchase') = (${table.productId} is not null)`,
    ),
  ],
);
