import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import { brokenRule } from "./constraint.ts";
import { guards } from "./schema/outbox.ts";

/** Aborts the batch unless the statement before it changed exactly one row. */
export function mustHaveChanged(db: Database) {
  return db.run(sql`insert into ${guards} (held) select changes()`);
}

/** Whether a batch was aborted by `mustHaveChanged`. */
export function isGuardRefusal(error: unknown): boolean {
  return brokenRule(error) === "guard_held";
}
