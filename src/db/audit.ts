import { is, SQL } from "drizzle-orm";
import type { Database } from "./client.ts";
import { audits } from "./schema/audit.ts";

/** JSON that an audit row keeps of a thing before and after. Ids and amounts; no address, no code. */
export type AuditFacts = Readonly<Record<string, string | number | boolean | null>>;

export type AuditEntry = {
  id: string;
  /** A Discord id, or `system`. */
  actor: string;
  action: string;
  target?: string | undefined;
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

function factsJson(facts: AuditFacts | SQL | undefined): string | SQL | null {
  if (!facts) return null;
  return is(facts, SQL) ? facts : JSON.stringify(facts);
}
