import { and, eq, lt, sql } from "drizzle-orm";
import { duties } from "../../db/schema/outbox.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** A duty that is silent for so long has died and may be taken up again. */
const LEASE_MS = 15 * MINUTE_MS;

/** The time slot that a moment falls into, of those that follow each other every so often. */
export const slotOf = (everyMs: number, scheduledMs: number): number =>
  Math.floor(scheduledMs / everyMs) * everyMs;

/** The slot that was taken before; null where there was none. */
export type Taken = { readonly lastMs: number | null };

/**
 * Takes a duty for a slot: once, however often the cron fires, unless whoever took it died before the end. Null where
 * it is not to be taken.
 */
export async function takeSlot(deps: Deps, name: string, slotMs: number): Promise<Taken | null> {
  const nowMs = deps.clock();
  const lease = { slotMs, leasedUntilMs: nowMs + LEASE_MS, doneAtMs: null };
  const [[before], taken] = await deps.db.batch([
    deps.db.select({ slotMs: duties.slotMs }).from(duties).where(eq(duties.name, name)),
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
  return taken.length > 0 ? { lastMs: before?.slotMs ?? null } : null;
}

/** Ends a duty's slot. */
export async function endSlot(deps: Deps, name: string, slotMs: number): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(duties)
      .set({ doneAtMs: deps.clock() })
      .where(and(eq(duties.name, name), eq(duties.slotMs, slotMs))),
  ]);
}
