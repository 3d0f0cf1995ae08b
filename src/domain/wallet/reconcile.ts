import { sql } from "drizzle-orm";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import { topups } from "../../db/schema/wallet.ts";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { applyStatus, askAgain } from "./apply.ts";
import { closeUnmade } from "./charge.ts";
import { pauseMs } from "./states.ts";
import type { Topup } from "./topups.ts";

/** How far one run goes; more wait for the next. */
export type Reach = {
  readonly askedMax: number;
  readonly perRound: number;
  readonly statusWithinMs: number;
  /** No round begins after so long. */
  readonly forMs: number;
};

/** Who asked and said nothing for so long has died, and another may ask. */
const LEASE_MS = 2 * MINUTE_MS;
/** A Worker has six connections at once, and one of them is the database's. */
const AT_ONCE_MAX = 4;
/** Top-ups that one run of the cron trigger asks for. */
export const CHECKED_PER_RUN_MAX = 400;
const CRON_REACH: Reach = {
  askedMax: CHECKED_PER_RUN_MAX,
  perRound: 40,
  statusWithinMs: 10 * SECOND_MS,
  forMs: 5 * MINUTE_MS,
};
/** A question that was not answered is asked again no later. */
const UNANSWERED_PAUSE_MS_MAX = HOUR_MS;
/** A charge is answered or lost by then. */
const CHARGE_SETTLED_MS = 2 * MINUTE_MS;

/** `said` is null where Midtrans has no such payment. `refused`: it takes our key or our question not at all, with its code. */
export type Looked =
  | { readonly kind: "moved"; readonly topup: Topup; readonly said: PaymentStatus }
  | { readonly kind: "same"; readonly said: PaymentStatus | null }
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
export async function reconcileDue(deps: Deps, reach = CRON_REACH): Promise<Reconciled> {
  const { askedMax, perRound, statusWithinMs } = reach;
  const untilMs = deps.clock() + reach.forMs;
  const moved: Topup[] = [];
  let [asked, unanswered] = [0, 0];
  while (asked < askedMax && unanswered === 0 && deps.clock() <= untilMs) {
    const due = await takeDue(deps, perRound);
    const looked = await inGroups(due, (topup) => look(deps, topup, { statusWithinMs }));
    asked += due.length;
    for (const result of looked) {
      if (result.kind === "moved") moved.push(result.topup);
      if (result.kind === "away" || result.kind === "refused") unanswered++;
    }
    if (due.length < perRound) break;
  }
  return { asked, moved, unanswered };
}

async function takeDue({ db, clock }: Deps, most: number): Promise<Topup[]> {
  const nowMs = clock();
  const [due] = await db.batch([
    db
      .update(topups)
      .set({ nextCheckAtMs: nowMs + LEASE_MS })
      .where(
        sql`${topups.id} in (
          select id from ${topups} where next_check_at_ms is not null and next_check_at_ms <= ${nowMs}
          order by next_check_at_ms limit ${BigInt(most)})`,
      )
      .returning(),
  ]);
  return due;
}

export type HowToLook = {
  readonly statusWithinMs: number;
  /** Asked besides the growing pauses, which go on as they were. */
  readonly besides?: boolean;
};

/** Asks Midtrans for one top-up and books what it says; sets when it is asked for next. */
export async function look(deps: Deps, topup: Topup, how: HowToLook = CRON_REACH): Promise<Looked> {
  const pause = pauseMs(topup.state, topup.checks + 1);
  const before = topup.nextCheckAtMs;
  const nextCheck = { atMs: pause === null ? null : deps.clock() + pause, before };
  const found = (await deps.midtrans?.status(topup.id, how.statusWithinMs)) ?? { kind: "away" as const };
  if (found.kind === "found") {
    const said = found.status;
    const { view, moved } = await applyStatus(deps, said, how.besides ? {} : { nextCheck });
    return moved && view ? { kind: "moved", topup: view.topup, said } : { kind: "same", said };
  }
  const isUnmade = found.kind === "unknown" && topup.createdAtMs + CHARGE_SETTLED_MS <= deps.clock();
  if (isUnmade && (topup.state === "creating" || topup.state === "pending")) {
    await closeUnmade(deps, topup.id, "failed", "never_made");
    return { kind: "same", said: null };
  }
  if (found.kind === "unknown") {
    if (!how.besides) await deps.db.batch([askAgain(deps, topup.id, nextCheck, 1)]);
    return { kind: "same", said: null };
  }
  const samePause = pauseMs(topup.state, topup.checks) ?? UNANSWERED_PAUSE_MS_MAX;
  const soon = { atMs: deps.clock() + Math.min(samePause, UNANSWERED_PAUSE_MS_MAX), before };
  if (!how.besides) await deps.db.batch([askAgain(deps, topup.id, soon, 0)]);
  if (found.kind === "refused") await alarmRefused(deps, found.code);
  return found;
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
