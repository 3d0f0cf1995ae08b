import { eq, type SQL, sql } from "drizzle-orm";
import { cashbackBatches, earnings, type payoutStates, type payouts } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";

/** Earnings are counted in parts of the smallest unit of money, so that small purchases are not lost. */
export const UNITS_PER_MINOR = 10_000;

/** What waits to be paid is confirmed within this. */
export const CONFIRM_WITHIN_MS = 120_000;

export type CashbackBatch = typeof cashbackBatches.$inferSelect;
export type Payout = typeof payouts.$inferSelect;
export type PayoutState = (typeof payoutStates)[number];

/** Who acts where nobody asked: the weekly batch. */
export const SYSTEM = "system";

export const freezeJobId = (cause: string) => `${cause}.cashback.freeze`;
export const payJobId = (batchId: string) => `${batchId}.cashback.pay`;
/** Of a failure that is tried again, by the request that asked for it. */
export const retryJobId = (request: { readonly id: string }) => `${request.id}.cashback.pay`;

/** The batch of this id, for a batch of statements. */
export function cashbackBatchById({ db }: Pick<Deps, "db">, batchId: string) {
  return db.select().from(cashbackBatches).where(eq(cashbackBatches.id, batchId));
}

/** Which earnings a batch may take: a set that only shrinks, by what other batches pay. */
export type Watermark = Pick<CashbackBatch, "seqMax" | "payableUntilMs">;

/** Whether an unpaid earning is one that the batch may take; a condition on the referrer may follow. */
export function inWatermark({ seqMax, payableUntilMs }: Watermark): SQL {
  return sql`batch_id is null and seq <= ${BigInt(seqMax)} and payable_at_ms <= ${BigInt(payableUntilMs)}`;
}

/** Unpaid earnings within a batch's watermark, to select from; a condition on the referrer may follow. */
export const openEarnings = (mark: Watermark): SQL => sql`${earnings} where ${inWatermark(mark)}`;

/** What a member's earnings come to, in 1/10,000 of the smallest unit, as columns over a group of them. */
export const summed = {
  units: sql<number>`sum(units)`,
  /** An active referral is a member with at least one earning above zero; a remainder is the referrer's own. */
  referrals: sql<number>`count(distinct iif(units > 0 and member_id <> referrer_id, member_id, null))`,
};

/** What a second batch that would run breaks. */
export const RUNNING_RULE = "cashback_batches.state";
