import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** What a key of the wallet's HTTP API may do. */
export const apiScopes = ["wallets:read", "wallets:credit", "wallets:debit", "topups:read"] as const;

/** A key with which another program uses the wallet. The key itself is shown once; its hash is kept. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    id: text("id").primaryKey(),
    /** What its entries in the books are called; unique among all keys there ever were. */
    name: text("name").notNull().unique("api_key_name"),
    hash: text("hash").notNull().unique("api_key_hash"),
    /** Scopes, each between blanks. */
    scopes: text("scopes").notNull(),
    createdBy: snowflake("created_by").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
    lastUsedAtMs: timeMs("last_used_at_ms"),
    revokedBy: snowflake("revoked_by"),
    revokedAtMs: timeMs("revoked_at_ms"),
  },
  (table) => [index("api_key_time").on(table.createdAtMs)],
);

/** What a request of the API was answered, for its repeats. */
export const apiRequests = sqliteTable(
  "api_requests",
  {
    keyId: text("key_id").notNull(),
    idempotencyKey: text("idempotency_key").notNull(),
    /** A hash of what was asked. */
    digest: text("digest").notNull(),
    status: integer("status").notNull(),
    answer: text("answer").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.keyId, table.idempotencyKey] }),
    index("api_request_time").on(table.createdAtMs),
  ],
);
