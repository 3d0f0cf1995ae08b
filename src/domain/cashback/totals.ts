import { type SQL, sql } from "drizzle-orm";
import { payoutCounts } from "../../db/schema/counts.ts";
import { cashbackBatches, payouts } from "../../db/schema/referrals.ts";
import type { PayoutState } from "./batch.ts";

/** What a batch pays whom, to select from; a condition may follow. */
export const payoutsOf = (batchId: string): SQL => sql`${payouts} where batch_id = ${batchId}`;

/** How many payouts of a batch are in each state, and what they come to. */
export const countsOf = (batchId: string): SQL => sql`${payoutCounts} where batch_id = ${batchId}`;

const inState = (state: PayoutState): SQL<number> =>
  sql<number>`coalesce(sum(count) filter (where state = ${state}), 0)`;
const sumIn = (state: PayoutState): SQL<number> =>
  sql<number>`coalesce(sum(amount) filter (where state = ${state}), 0)`;

/** What became of a batch's payouts, as columns; selected from `countsOf`. */
export const totals = {
  frozen: inState("frozen"),
  frozenAmount: sumIn("frozen"),
  paid: inState("paid"),
  paidAmount: sumIn("paid"),
  failed: inState("failed"),
  blacklisted: inState("blacklisted"),
  changed: inState("changed"),
  review: inState("review"),
  reviewAmount: sumIn("review"),
};

export type Totals = { readonly [K in keyof typeof totals]: number };

/** Of the audit row that a batch starts with. */
export const started = (batchId: string) => ({
  action: "cashback.start",
  ...told(
    batchId,
    sql`'members', ${totals.frozen}, 'amount', ${totals.frozenAmount}, 'review', ${totals.review}`,
  ),
});

/** Of the audit row that tells what it came to. */
export const ended = (batchId: string) => ({
  action: "cashback.done",
  ...told(
    batchId,
    sql`'members', ${totals.paid}, 'amount', ${totals.paidAmount}, 'failed', ${totals.failed}, 'review', ${totals.review},
      'blacklisted', ${totals.blacklisted}, 'changed', ${totals.changed}`,
  ),
});

const told = (batchId: string, counts: SQL) => ({
  target: `cashback:${batchId}`,
  after: sql`(
    select json_object('mode', (select mode from ${cashbackBatches} where id = ${batchId}), ${counts}) from ${countsOf(batchId)})`,
});
