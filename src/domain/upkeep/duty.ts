import { and, eq, lt, sql } from "drizzle-orm";
import { duties } from "../../db/schema/outbox.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** A duty that is silent for so long has died and may be taken up again. */
const LEASE_MS = 15 * MINUTE_MS;

/**
 * Takes a duty for the time slot that `scheduledMs` falls into: once, however often the cron fires, unless
 * whoever took it died before the end.
 */
export async function takeDuty(
  deps: Deps,
  name: string,
  everyMs: number,
  scheduledMs: number,
): Promise<boolean> {
  const slotMs = Math.floor(scheduledMs / everyMs) * everyMs;
  const nowMs = deps.clock();
  const lease = { slotMs, leasedUntilMs: nowMs + LEASE_MS, doneAtMs: null };
  const [taken] = await deps.db.batch([
    deps.db
      .insert(duties)
      .values({ name, ...lease })
      .onConflictDoUpdate({
        target: duties.name,
        set: lease,
        setWhere: sql`${lt(duties.slotMs, slotMs)} or (${duties.slotMs} = ${slotMs} and ${duties.doneAtMs} is null and ${duties.leasedUntilMs} <= ${nowMs})`,
      })
      .returning({ name: duties.name }),
  ]);
  return taken.length > 0;
}

/** Ends a duty's slot. */
export async function endDuty(deps: Deps, name: string, everyMs: number, scheduledMs: number): Promise<void> {
  const slotMs = Math.floor(scheduledMs / everyMs) * everyMs;
  await deps.db.batch([
    deps.db
      .update(duties)
      .set({ doneAtMs: deps.clock() })
      .where(and(eq(duties.name, name), eq(duties.slotMs, slotMs))),
  ]);
}
