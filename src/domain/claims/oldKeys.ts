import { sql } from "drizzle-orm";
import { claims } from "../../db/schema/claims.ts";
import type { Deps } from "../deps.ts";

/**
 * Open claims whose codes come from a root key of before, and when the last of them expires. They cannot move to another
 * key: their codes are derived from it and have been mailed.
 */
export async function claimsOfOldKeys({ db, keyring, clock }: Pick<Deps, "db" | "keyring" | "clock">) {
  const { current } = await keyring();
  const [found] = await db
    .select({ count: sql<number>`count(*)`, lastExpiryMs: sql<number | null>`max(expires_at_ms)` })
    .from(claims)
    .where(sql`key_id <> ${current.id} and state = 'pending' and expires_at_ms > ${clock()}`);
  return found ?? { count: 0, lastExpiryMs: null };
}
