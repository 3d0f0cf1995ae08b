/** The database did not answer within the caller's time. What was asked may or may not have happened. */
export class DatabaseAway extends Error {
  override name = "DatabaseAway";
}

/** Whether an error says that; Drizzle wraps it for single queries. */
export function isDatabaseAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) if (at instanceof DatabaseAway) return true;
  return false;
}
