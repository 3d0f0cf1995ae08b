import { eq, sql } from "drizzle-orm";
import { topups } from "../../db/schema/wallet.ts";
import { MINUTE_MS, SECOND_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { applyStatus } from "./apply.ts";
import { closeUnmade } from "./charge.ts";
import { pauseMs } from "./states.ts";
import type { Topup } from "./topups.ts";

const STATUS_WITHIN_MS = 10 * SECOND_MS;
/** Who asked and said nothing for so long has died, and another may ask. */
const LEASE_MS = 2 * MINUTE_MS;
/** A Worker has six connections at once, and one of them is the database's. */
const AT_ONCE_MAX = 4;
const ROWS_PER_ROUND = 40;
/** Top-ups that one run of the cron trigger asks for; more wait for the next. */
export const CHECKED_PER_RUN_MAX = 400;
/** A charge is answered or lost by then. */
const CHARGE_SETTLED_MS = 2 * MINUTE_MS;

/** `refused`: Midtrans takes our key or our question not at all, with its code. */
export type Looked =
  | { readonly kind: "moved"; readonly topup: Topup }
  | { readonly kind: "same" }
  | { readonly kind: "away" }
  | { readonly kind: "refused"; readonly code: string };

export type Reconciled = {
  readonly asked: number;
  readonly moved: readonly Topup[];
  readonly unanswered: number;
};

/**
 * Asks Midtrans for the top-ups that are due, and books what it says, so that nothing depends on a notification. Ends
 * early when Midtrans does not answer, so that its being away costs little.
 */
export async function reconcileDue(deps: Deps): Promise<Reconciled> {
  const moved: Topup[] = [];
  let [asked, unanswered] = [0, 0];
  while (asked < CHECKED_PER_RUN_MAX && unanswered === 0) {
    const due = await takeDue(deps);
    const looked = await inGroups(due, (topup) => look(deps, topup));
    asked += due.length;
    for (const result of looked) {
      if (result.kind === "moved") moved.push(result.topup);
      if (result.kind === "away" || result.kind === "refused") unanswered++;
    }
    if (due.length < ROWS_PER_ROUND) break;
  }
  return { asked, moved, unanswered };
}

async function takeDue({ db, clock }: Deps): Promise<Topup[]> {
  const nowMs = clock();
  const [due] = await db.batch([
    db
      .update(topups)
      .set({ nextCheckAtMs: nowMs + LEASE_MS })
      .where(
        sql`${topups.id} in (
          select id from ${topups} where next_check_at_ms is not null and next_check_at_ms <= ${nowMs}
          order by next_check_at_ms limit ${sql.raw(String(ROWS_PER_ROUND))})`,
      )
      .returning(),
  ]);
  return due;
}

/** Asks Midtrans for one top-up and books what it says; sets when it is asked for next. */
export async function look(deps: Deps, topup: Topup): Promise<Looked> {
  const pause = pauseMs(topup.state, topup.checks + 1);
  const nextCheckAtMs = pause === null ? null : deps.clock() + pause;
  const found = (await deps.midtrans?.status(topup.id, STATUS_WITHIN_MS)) ?? { kind: "away" as const };
  if (found.kind === "found") {
    const { view, moved } = await applyStatus(deps, found.status, { nextCheckAtMs });
    return moved && view ? { kind: "moved", topup: view.topup } : { kind: "same" };
  }
  const isUnmade = found.kind === "unknown" && topup.createdAtMs + CHARGE_SETTLED_MS <= deps.clock();
  if (isUnmade && (topup.state === "creating" || topup.state === "pending")) {
    await closeUnmade(deps, topup.id, "failed", "never_made");
    return { kind: "same" };
  }
  await askLater(deps, topup.id, nextCheckAtMs);
  if (found.kind === "refused") {
    await alarmRefused(deps, found.code);
    return found;
  }
  return found.kind === "away" ? found : { kind: "same" };
}

async function askLater({ db }: Deps, id: string, nextCheckAtMs: number | null): Promise<void> {
  await db.batch([
    db
      .update(topups)
      .set({ nextCheckAtMs, checks: sql`${topups.checks} + 1` })
      .where(eq(topups.id, id)),
  ]);
}

/** Once a day: a key that is refused stops all top-ups. */
async function alarmRefused(deps: Deps, code: string): Promise<void> {
  const id = `midtrans.refused.${new Date(deps.clock()).toISOString().slice(0, 10)}`;
  await deps.db.batch(
    recordAudit(deps, {
      id,
      actor: "system",
      action: "midtrans.refused",
      reason: `midtrans_${code}`,
      cause: id,
    }),
  );
  ringAudit(deps, id);
}

async function inGroups<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE_MAX) {
    done.push(...(await Promise.all(items.slice(from, from + AT_ONCE_MAX).map(work))));
  }
  return done;
}
