import { sql } from "drizzle-orm";
import { index, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { timeMs } from "../columns.ts";

/** In the order in which a row moves; see domain/mail/state. */
export const mailStates = [
  "held",
  "queued",
  "sending",
  "uncertain",
  "failed",
  "sent",
  "delivered",
  "bounced",
  "dropped",
  "complaint",
] as const;

/** One e-mail with a claim code. */
export const mails = sqliteTable(
  "mails",
  {
    id: text("id").primaryKey(),
    claimId: text("claim_id").notNull(),
    importId: text("import_id").notNull(),
    /** The outbox row whose job sends it together with up to 999 others. */
    outboxId: text("outbox_id"),
    state: text("state", { enum: mailStates }).notNull().default("queued"),
    /** Why it was not sent or did not arrive, without an address. */
    reason: text("reason"),
    createdAtMs: timeMs("created_at_ms").notNull(),
    stateAtMs: timeMs("state_at_ms").notNull(),
  },
  (table) => [
    index("mail_claim").on(table.claimId, table.createdAtMs),
    index("mail_import").on(table.importId, table.state),
    index("mail_trouble")
      .on(table.state, table.stateAtMs)
      .where(sql`${table.state} in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint')`),
    // Not by state: it changes twice while a call is made, and each change would rewrite the entry.
    index("mail_outbox").on(table.outboxId),
  ],
);

/** What SendGrid reported, once an event. */
export const mailEvents = sqliteTable(
  "mail_events",
  {
    id: text("id").primaryKey(),
    mailId: text("mail_id").notNull(),
    kind: text("kind").notNull(),
    reason: text("reason"),
    atMs: timeMs("at_ms").notNull(),
  },
  (table) => [index("mail_event_mail").on(table.mailId, table.atMs)],
);

/** Addresses that bounced or complained: not mailed again unasked. */
export const suppressions = sqliteTable(
  "suppressions",
  {
    emailHash: text("email_hash").primaryKey(),
    kind: text("kind").notNull(),
    createdAtMs: timeMs("created_at_ms").notNull(),
  },
  (table) => [index("suppression_time").on(table.createdAtMs)],
);

/** Something that staff must mend before work goes on, such as a refused SendGrid key. */
export const gates = sqliteTable("gates", {
  name: text("name").primaryKey(),
  closedUntilMs: timeMs("closed_until_ms").notNull(),
  reason: text("reason").notNull(),
  closedAtMs: timeMs("closed_at_ms").notNull(),
});
