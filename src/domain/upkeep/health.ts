import { sql } from "drizzle-orm";
import { isDatabaseAway } from "../../lib/away.ts";
import type { Deps } from "../deps.ts";

/** Whether the database answers and has been migrated. */
export async function databaseAnswers(deps: Deps): Promise<boolean> {
  try {
    await deps.db.run(sql`select 1 from accounts limit 1`);
    return true;
  } catch (error) {
    if (isDatabaseAway(error) || isMissingTable(error)) return false;
    throw error;
  }
}

function isMissingTable(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (/no such table/.test(at.message)) return true;
  return false;
}
