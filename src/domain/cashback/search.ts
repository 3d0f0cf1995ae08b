import { desc, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { behind } from "../../db/page.ts";
import { audits } from "../../db/schema/audit.ts";
import { cashbackBatches, payouts } from "../../db/schema/referrals.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { CashbackBatch, Payout, PayoutState } from "./batch.ts";
import { countsOf, type Totals, totals } from "./totals.ts";

export const CASHBACK_PER_SEARCH = 25;
export const PAYOUTS_PER_SEARCH = 50;
/** Payouts that one page of those in a state is looked for among: they are in order by member. */

const cameToSchema = z.object({
  members: z.number(),
  amount: z.number(),
  failed: z._default(z.number(), 0),
  review: z._default(z.number(), 0),
  blacklisted: z._default(z.number(), 0),
  changed: z._default(z.number(), 0),
});

/** What a batch came to, as it was written down when it ended; of one that runs, what it is to pay. */
export type CameTo = z.infer<typeof cameToSchema>;

/** `cameTo` is null for a batch that never began. */
export type FoundCashback = { readonly batch: CashbackBatch; readonly cameTo: CameTo | null };

/** From the audit log: a batch may have a million payouts, too many to count for a list. */
const told = sql<string | null>`(
  select after from ${audits} indexed by audit_target
  where target = 'cashback:' || cashback_batches.id and action in ('cashback.start', 'cashback.done')
  order by action = 'cashback.start', created_at_ms desc limit 1)`;

const cameToFrom = (text: string | null): CameTo | null =>
  text === null ? null : cameToSchema.parse(JSON.parse(text));

/** A page of batches, the newest first. One round trip. */
export async function searchCashback(
  { db }: Deps,
  after: PageKey | null,
  most = CASHBACK_PER_SEARCH,
): Promise<{ readonly rows: readonly FoundCashback[]; readonly next: PageKey | null }> {
  const rows = await db
    .select({ batch: cashbackBatches, told })
    .from(cashbackBatches)
    .where(behind(cashbackBatches.createdAtMs, cashbackBatches.id, after))
    .orderBy(desc(cashbackBatches.createdAtMs), desc(cashbackBatches.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1)?.batch;
  return {
    rows: shown.map(({ batch, told: text }) => ({ batch, cameTo: cameToFrom(text) })),
    next: rows.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null,
  };
}

export type CashbackDetail = FoundCashback & {
  /** What is paid by now of a batch that runs; null for others. */
  readonly totals: Totals | null;
  readonly payouts: readonly Payout[];
  /** The member behind whom the next page begins; it may be there although this one is not full. */
  readonly next: string | null;
};

/**
 * One batch with a page of its payouts, by member. One round trip.
 * @throws Problem when there is none.
 */
export async function cashbackDetail(
  deps: Deps,
  id: string,
  state: PayoutState | undefined,
  after: string,
): Promise<CashbackDetail> {
  const { db } = deps;
  const inState = state === undefined ? sql`true` : sql`state = ${state}`;
  const isRunning = sql`exists (select 1 from ${cashbackBatches} where id = ${id} and state = 'running')`;
  const [[found], [counted], rows] = await db.batch([
    db.select({ batch: cashbackBatches, told }).from(cashbackBatches).where(eq(cashbackBatches.id, id)),
    db.select(totals).from(sql`${countsOf(id)} and ${isRunning}`),
    db
      .select()
      .from(payouts)
      .where(sql`batch_id = ${id} and ${inState} and member_id > ${after}`)
      .orderBy(payouts.memberId)
      .limit(PAYOUTS_PER_SEARCH + 1),
  ]);
  if (!found) throw new Problem({ kind: "cashback_unknown" });
  const shown = rows.slice(0, PAYOUTS_PER_SEARCH);
  const next = rows.length > PAYOUTS_PER_SEARCH ? (shown.at(-1)?.memberId ?? null) : null;
  return {
    batch: found.batch,
    cameTo: cameToFrom(found.told),
    totals: found.batch.state === "running" ? (counted ?? null) : null,
    payouts: shown,
    next,
  };
}

/** The batch that a request began. */
export async function cashbackAskedBy(deps: Deps, requestId: string): Promise<CashbackBatch> {
  const [batch] = await deps.db.select().from(cashbackBatches).where(eq(cashbackBatches.cause, requestId));
  if (!batch) throw new Problem({ kind: "cashback_unknown" });
  return batch;
}
