import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { apiKeys } from "../../db/schema/api.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import { liveKey, type WhichKey } from "./key.ts";

/** How exact "last used" is: what comes within this after it writes nothing. */
const USE_STEP_MS = 5 * MINUTE_MS;

/** The statement that notes when a key was used; one that is unknown or revoked changes nothing. */
export function markUsed(db: Database, key: WhichKey, nowMs: number | SQL) {
  return db.run(sql`
    update ${apiKeys} set last_used_at_ms = ${nowMs}
    where id in (select id from ${liveKey(key)} and coalesce(last_used_at_ms, 0) <= ${nowMs} - ${USE_STEP_MS})`);
}
