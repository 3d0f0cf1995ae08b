import { is, SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { audits } from "./schema/audit.ts";

/** JSON that an audit row keeps of a thing before and after. Ids and amounts; no address, no code. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>;

export type AuditEntry = {
  id: string;
  /** A Discord id, or `system`. */
  actor: string;
  action: string;
  /** An expression where only the batch itself knows it. */
  target?: string | SQL | undefined;
  /** Facts, or the expression that makes their JSON where only the batch itself knows them. */
  before?: AuditFacts | SQL | undefined;
  after?: AuditFacts | SQL | undefined;
  reason?: string | SQL | undefined;
  /** The same cause leaves one row however often it comes. */
  cause?: string | undefined;
  createdAtMs: number;
};

/** Writes an audit row; put it into the batch of what it tells. */
export function writeAudit(db: Database, entry: AuditEntry) {
  const { before, after, ...row } = entry;
  return db
    .insert(audits)
    .values({
      ...row,
      before: factsJson(before),
      after: factsJson(after),
    })
    .onConflictDoNothing();
}

/** An entry for each row of a source: its id and its cause are expressions over the row. */
export type AuditEntryOfRow = Omit<AuditEntry, "id" | "cause"> & {
  id: string | SQL;
  cause?: string | SQL | undefined;
};

/**
 * Writes an audit row for what a batch itself finds out: one for each row of `from`, none where it has none.
 * @param from has a WHERE, e.g. sql`topups where …`.
 */
export function writeAuditFrom(db: Database, entry: AuditEntryOfRow, from: SQL) {
  const { id, actor, action, target = null, reason = null, cause = null, createdAtMs } = entry;
  const [before, after] = [factsJson(entry.before), factsJson(entry.after)];
  return db.run(sql`
    insert into ${audits} (id, actor, action, target, before, after, reason, cause, created_at_ms)
    select ${id}, ${actor}, ${action}, ${target}, ${before}, ${after}, ${reason}, ${cause}, ${createdAtMs} from ${from}
    on conflict do nothing`);
}

function factsJson(facts: AuditFacts | SQL | undefined): string | SQL | null {
  if (!facts) return null;
  return is(facts, SQL) ? facts : JSON.stringify(facts);
}
