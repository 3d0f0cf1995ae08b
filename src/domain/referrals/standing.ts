import { eq, type SQL, sql } from "drizzle-orm";
import { earnings, payouts, referralBlacklist, referrals } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";
import { UNITS } from "./earn.ts";

/** What a member's referrals have come to. Money is in the smallest unit, also in parts of it. */
export type Standing = {
  /** Members they brought. */
  readonly brought: number;
  /** Earned, not paid, and not held back; below zero where refunds took more than there was. */
  readonly payable: number;
  /** Earned and held back for the shop's days, the first of it until then. */
  readonly held: number;
  readonly heldUntilMs: number | null;
  readonly paid: number;
  /** Since when their referrals earn nothing, and why; null: they earn. */
  readonly stopped: {
    readonly reason: string;
    readonly createdAtMs: number;
    readonly blockedBy: string;
  } | null;
  /** Who brought the member. */
  readonly referrerId: string | null;
};

/**
 * What a member has earned and was not paid, to select from; a condition may follow. Left to itself the server takes an
 * index without the amounts, and then reads each row.
 */
export const unpaidOf = (memberId: string): SQL =>
  sql`${earnings} indexed by earning_unpaid where referrer_id = ${memberId} and batch_id is null`;

/** The statement that reads how a member stands. Sums are divided before they leave the database, where they are exact. */
export function selectStanding({ db, clock }: Deps, memberId: string) {
  const nowMs = clock();
  const { reason, createdAtMs, blockedBy } = referralBlacklist;
  return db
    .select({
      brought: sql<number>`(select count(*) from ${referrals} where referrer_id = ${memberId})`,
      payable: sql<number>`unpaid.payable / (${UNITS} + 0.0)`,
      held: sql<number>`unpaid.held / (${UNITS} + 0.0)`,
      heldUntilMs: sql<number | null>`unpaid.held_until_ms`,
      paid: sql<number>`(select coalesce(sum(amount), 0) from ${payouts} where member_id = ${memberId} and state = 'paid')`,
      stopped: { reason, createdAtMs, blockedBy },
      referrerId: referrals.referrerId,
    })
    .from(
      sql`(select coalesce(sum(iif(payable_at_ms <= ${nowMs}, units, 0)), 0) as payable,
          coalesce(sum(iif(payable_at_ms > ${nowMs}, units, 0)), 0) as held,
          min(iif(payable_at_ms > ${nowMs}, payable_at_ms, null)) as held_until_ms
        from ${unpaidOf(memberId)}) as unpaid`,
    )
    .leftJoin(referralBlacklist, eq(referralBlacklist.memberId, memberId))
    .leftJoin(referrals, eq(referrals.memberId, memberId));
}
