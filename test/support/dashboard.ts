import type { Level } from "../../src/domain/actor.ts";
import { idHashOf, newSecret } from "../../src/domain/sessions/secret.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import type { TestShop } from "./shop.ts";

/** Logs an admin in without Discord, or somebody else; returns the cookie that their browser would have. */
export async function logInAs(
  shop: TestShop,
  memberId = "1180000000000000902",
  level: Level = "admin",
): Promise<string> {
  const secret = newSecret(shop.deps().random);
  const nowMs = BigInt(shop.clock.now());
  await shop.database.run({
    sql: `insert into sessions (id_hash, member_id, name, level, checked_at_ms, device, created_at_ms, expires_at_ms)
      values (?, ?, 'Ratna', ?, ?, 'a test', ?, ?)`,
    args: [idHashOf(secret), memberId, level, nowMs, nowMs, nowMs + BigInt(HOUR_MS)],
  });
  return `__Host-coffer=${secret}`;
}

/** A route without the forms of its parameters: `/members/:id`. */
export const plainRoute = (route: string) => route.replace(/\{(?:[^{}]|\{[^}]*\})*\}/g, "");
