import { type SQL, sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { brokenRule } from "./constraint.ts";
import { guards } from "./schema/outbox.ts";

/** Aborts the batch unless the statement before it changed exactly one row. */
export function mustHaveChanged(db: Database) {
  return db.run(sql`insert into ${guards} (held) select changes()`);
}

/** Aborts the batch unless a condition holds at this point of it. */
export function mustHold(db: Database, condition: SQL) {
  return db.run(sql`insert into ${guards} (held) select ${condition}`);
}

/** Whether a batch was aborted by one of these guards. */
export function isGuardRefusal(error: unknown): boolean {
  return brokenRule(error) === "guard_held";
}
