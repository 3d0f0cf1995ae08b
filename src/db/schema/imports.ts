import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { amount, snowflake, timeMs } from "../columns.ts";

/**
 * `reading` → `previewed` → `running` → `mailing` → `done`;
 * or `refused` (the file cannot be read), `empty` (nothing of it is to be imported), `cancelled`,
 * `lapsed` (nobody confirmed in time).
 */
export const importStates = [
  "reading",
  "previewed",
  "running",
  "mailing",
  "done",
  "refused",
  "empty",
  "cancelled",
  "lapsed",
] as const;

/** One uploaded order file. */
export const imports = sqliteTable(
  "imports",
  {
    /** The id of the request that asked for it, so that its repeat finds the same import. */
    id: text("id").primaryKey(),
    state: text("state", { enum: importStates }).notNull().default("reading"),
    askedBy: snowflake("asked_by").notNull(),
    /** Lets us edit the answer for 15 minutes; erased with `fileUrl` when it is no longer needed. */
    interactionToken: text("interaction_token"),
    answerUntilMs: timeMs("answer_until_ms").notNull(),
    /** The request that pressed Import or Cancel: its repeat gets the same answer. */
    decidedRequest: text("decided_request"),
    fileName: text("file_name").notNull(),
    fileUrl: text("file_url"),
    fileBytes: integer("file_bytes").notNull(),
    /** JSON of the command's options. */
    options: text("options").notNull(),
    campaign: text("campaign").notNull().default(""),
    message: text("message"),
    expiryDays: integer("expiry_days").notNull(),
    /** JSON: what the reading found; see domain/imports/findings. */
    findings: text("findings"),
    confirmUntilMs: timeMs("confirm_until_ms"),
    progressAtMs: timeMs("progress_at_ms").notNull().default(0),
    createdAtMs: timeMs("created_at_ms").notNull(),
    finishedAtMs: timeMs("finished_at_ms"),
  },
  (table) => [
    index("import_time").on(table.createdAtMs),
    index("import_open")
      .on(table.state, table.createdAtMs)
      .where(sql`${table.state} in ('reading', 'previewed')`),
  ],
);

/** A row of an uploaded file that may become a claim once somebody confirms; gone when the import ends. */
export const importRows = sqliteTable(
  "import_rows",
  {
    importId: text("import_id").notNull(),
    line: integer("line").notNull(),
    claimId: text("claim_id").notNull(),
    codeHash: text("code_hash").notNull(),
    keyId: text("key_id").notNull(),
    orderKey: text("order_key").notNull(),
    orderId: text("order_id"),
    emailHash: text("email_hash").notNull(),
    /** The hash under the previous root key while there is one, so that a rotation cannot open an order twice. */
    emailHashPrevious: text("email_hash_previous"),
    emailSealed: text("email_sealed").notNull(),
    points: amount("points").notNull(),
    product: text("product"),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.line] }),
    uniqueIndex("import_row_order").on(table.importId, table.orderKey, table.emailHash),
  ],
);

/** Rows of a file that were refused, as they stood in it, for whoever wants to mend them; part 0 is the file's header. */
export const importRefused = sqliteTable(
  "import_refused",
  {
    importId: text("import_id").notNull(),
    part: integer("part").notNull(),
    keyId: text("key_id").notNull(),
    rowsSealed: text("rows_sealed").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.importId, table.part] }),
    index("import_refused_time").on(table.createdAtMs),
  ],
);
