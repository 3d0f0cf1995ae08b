import { eq, sql } from "drizzle-orm";
import { topups } from "../../db/schema/wallet.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { midtransOf } from "./check.ts";
import { type Looked, look, type Reach, type Reconciled, reconcileDue } from "./reconcile.ts";
import type { Topup } from "./topups.ts";

/** Somebody waits for the answer in Discord, which takes it late as well. */
const STATUS_WITHIN_MS = 8 * SECOND_MS;
/** What a Worker does after its answer ends after 30 seconds; the last round takes two more pauses at the most. */
const STAFF_REACH: Reach = {
  askedMax: 200,
  perRound: 8,
  statusWithinMs: 3 * SECOND_MS,
  forMs: 8 * SECOND_MS,
};
/** Open top-ups that are asked for before their time. */
const MADE_DUE_MAX = 400;

/** How a top-up stood before Midtrans was asked, what came of that, and how it stands now. */
export type ReconciledOne = {
  readonly before: Topup;
  readonly looked: Looked;
  readonly after: Topup;
  readonly locale: Locale;
};

/**
 * Asks Midtrans for one top-up now, whatever its state, and books what it says.
 * @throws Problem when there is no such top-up.
 */
export async function reconcileOne(deps: Deps, request: Request, topupId: string): Promise<ReconciledOne> {
  midtransOf(deps);
  const { db } = deps;
  const read = () => db.select().from(topups).where(eq(topups.id, topupId));
  const [[before], readers] = await db.batch([read(), chosenLocale(db, request.actor.id)]);
  const locale = localeFrom(deps, readers);
  if (!before) throw new Problem({ kind: "topup_id_unknown" }, locale);
  const looked = await look(deps, before, { statusWithinMs: STATUS_WITHIN_MS, besides: true });
  const [after = before] = await read();
  return { before, looked, after, locale };
}

/** `left`: due ones that this run did not come to; the cron trigger does. */
export type ReconciledOpen = Reconciled & { readonly left: number; readonly locale: Locale };

/** Asks Midtrans for the top-ups that wait to be paid, the newest first, and for what else is due, within bounds. */
export async function reconcileOpen(deps: Deps, request: Request): Promise<ReconciledOpen> {
  midtransOf(deps);
  const { db } = deps;
  const nowMs = deps.clock();
  await db.batch([
    db
      .update(topups)
      // What staff ask for besides does not make the pauses grow.
      .set({ nextCheckAtMs: nowMs, checks: sql`max(${topups.checks} - 1, 0)` })
      .where(sql`${topups.id} in (
        select id from ${topups} where state in ('creating', 'pending') order by created_at_ms desc limit ${BigInt(MADE_DUE_MAX)})`),
  ]);
  const done = await reconcileDue(deps, STAFF_REACH);
  const [[due], readers] = await db.batch([
    db
      .select({ left: sql<number>`count(*)` })
      .from(topups)
      .where(sql`${topups.nextCheckAtMs} <= ${deps.clock()}`),
    chosenLocale(db, request.actor.id),
  ]);
  return { ...done, left: due?.left ?? 0, locale: localeFrom(deps, readers) };
}
