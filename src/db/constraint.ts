import { LibsqlError } from "@libsql/client/http";

/** Statuses of a libSQL server that say "not now": its cap of requests at once, and proxies before it. */
const PASSING_STATUS = /status (408|425|429|5\d\d)\b/;
const PASSING_CODES = new Set([
  "SQLITE_BUSY",
  "SQLITE_LOCKED",
  "TRANSACTION_TIMEOUT",
  "STREAM_EXPIRED",
  "HRANA_CLOSED_ERROR",
]);

/**
 * Whether trying the same again may succeed. A failure of the network carries no code; Drizzle wraps the
 * driver's error for single queries.
 */
export function isPassing(error: unknown): boolean {
  const cause = driverError(error);
  if (!cause) return error instanceof Error && !(error instanceof RangeError);
  if (cause.code === "SERVER_ERROR") return PASSING_STATUS.test(cause.message);
  return PASSING_CODES.has(cause.code);
}

/**
 * The name of the rule that refused a statement: a CHECK's name, a trigger's word, or `table.column` of a
 * UNIQUE. Over HTTP the extended code is never set, so the message is all there is.
 */
export function brokenRule(error: unknown): string | null {
  const cause = driverError(error);
  if (!cause?.code.startsWith("SQLITE_CONSTRAINT")) return null;
  const tail = cause.message.split("SQLite error: ").at(-1) ?? "";
  return /^(?:UNIQUE|CHECK|NOT NULL|FOREIGN KEY) constraint failed(?:: (.+))?$/.exec(tail)?.[1] ?? tail;
}

function driverError(error: unknown): LibsqlError | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if (at instanceof LibsqlError) return at;
  }
  return null;
}
