import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { snowflake, timeMs } from "../columns.ts";

/** `free` → `sold` → `void`, `free` → `void`, and back to `free` where a refund gives back what nobody has seen. */
export const stockStates = ["free", "sold", "void"] as const;

/** A code that can be sold once; sealed, and bound to its row and product. */
export const stock = sqliteTable(
  "stock",
  {
    seq: integer("seq").primaryKey({ autoIncrement: true }),
    /** What the sealed code is bound to, with the product. */
    id: text("id").notNull().unique("stock_id"),
    productId: text("product_id").notNull(),
    uploadId: text("upload_id").notNull(),
    keyId: text("key_id").notNull(),
    sealed: text("sealed").notNull(),
    /** Finds a code again although it is sealed: a code is in stock once, for ever. */
    codeHash: text("code_hash").notNull().unique("stock_code"),
    state: text("state", { enum: stockStates }).notNull().default("free"),
    purchaseId: text("purchase_id"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    stateAtMs: timeMs("state_at_ms").notNull(),
  },
  (table) => [
    index("stock_free").on(table.productId, table.seq).where(sql`${table.state} = 'free'`),
    index("stock_state").on(table.productId, table.state),
    index("stock_purchase").on(table.purchaseId, table.seq).where(sql`${table.purchaseId} is not null`),
    index("stock_key").on(table.keyId, table.seq),
    index("stock_upload").on(table.uploadId),
    check("stock_sold_to_someone", sql`${table.state} <> 'sold' or ${table.purchaseId} is not null`),
  ],
);

export const stockUploadStates = [
  "reading",
  "previewed",
  "adding",
  "done",
  "refused",
  "cancelled",
  "lapsed",
] as const;

/** A file of codes that staff upload: read, previewed, then added. */
export const stockUploads = sqliteTable(
  "stock_uploads",
  {
    id: text("id").primaryKey(),
    state: text("state", { enum: stockUploadStates }).notNull().default("reading"),
    productId: text("product_id").notNull(),
    askedBy: snowflake("asked_by").notNull(),
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    decidedRequest: text("decided_request"),
    fileName: text("file_name").notNull(),
    fileUrl: text("file_url"),
    fileBytes: integer("file_bytes").notNull(),
    /** JSON: how many lines were read, and which were refused and why. */
    findings: text("findings"),
    /** Codes that the preview offers, and that were added. */
    total: integer("total").notNull().default(0),
    added: integer("added").notNull().default(0),
    confirmUntilMs: timeMs("confirm_until_ms"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    finishedAtMs: timeMs("finished_at_ms"),
  },
  (table) => [
    index("stock_upload_time").on(table.createdAtMs),
    index("stock_upload_product").on(table.productId, table.createdAtMs),
    index("stock_upload_open")
      .on(table.state, table.createdAtMs)
      .where(sql`${table.state} in ('reading', 'previewed')`),
  ],
);

/** The codes of a file that is not added yet. */
export const stockRows = sqliteTable(
  "stock_rows",
  {
    uploadId: text("upload_id").notNull(),
    line: integer("line").notNull(),
    id: text("id").notNull(),
    keyId: text("key_id").notNull(),
    sealed: text("sealed").notNull(),
    codeHash: text("code_hash").notNull(),
  },
  (table) => [primaryKey({ columns: [table.uploadId, table.line] })],
);
