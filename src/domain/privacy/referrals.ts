import { eq, sql } from "drizzle-orm";
import {
  cashbackBatches,
  earnings,
  payouts,
  referralBlacklist,
  referralCodes,
  referrals,
} from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";
import { UNITS } from "../referrals/earn.ts";

/** What a member has earned and was not paid, in the smallest unit, as a column. */
export const pendingCashbackOf = (memberId: string) =>
  sql<number>`max(0, coalesce((select sum(units) from ${earnings} where referrer_id = ${memberId} and batch_id is null), 0)) / ${BigInt(UNITS)}`;

/**
 * The statements that take a member out of who brought whom and what it earned. What was not paid stays with the
 * pseudonym for ever: cashback is paid only to who has a Discord id.
 */
export function forgetReferrals({ db }: Deps, memberId: string, pseudonym: string) {
  const renamed = sql`replace(${earnings.cause}, ${memberId}, ${pseudonym})`;
  return [
    db
      .update(earnings)
      .set({
        referrerId: pseudonym,
        memberId: sql`iif(${earnings.memberId} = ${memberId}, ${pseudonym}, ${earnings.memberId})`,
        cause: renamed,
      })
      .where(eq(earnings.referrerId, memberId)),
    // By who brought them, because earnings are not found by who spent alone.
    db
      .update(earnings)
      .set({ memberId: pseudonym, cause: renamed })
      .where(
        sql`${earnings.referrerId} = (select referrer_id from ${referrals} where member_id = ${memberId})
          and ${earnings.memberId} = ${memberId}`,
      ),
    db.update(referrals).set({ memberId: pseudonym }).where(eq(referrals.memberId, memberId)),
    db.update(referrals).set({ referrerId: pseudonym }).where(eq(referrals.referrerId, memberId)),
    db.delete(referralCodes).where(eq(referralCodes.memberId, memberId)),
    db
      .update(referralBlacklist)
      .set({ memberId: pseudonym, reason: "" })
      .where(eq(referralBlacklist.memberId, memberId)),
    // A batch that is still being frozen goes on behind the last member of it, by their ids.
    db
      .delete(payouts)
      .where(
        sql`${payouts.memberId} = ${memberId} and ${payouts.batchId} in (select id from ${cashbackBatches} where state = 'freezing')`,
      ),
    db.update(payouts).set({ memberId: pseudonym }).where(eq(payouts.memberId, memberId)),
    db.update(cashbackBatches).set({ memberId: pseudonym }).where(eq(cashbackBatches.memberId, memberId)),
  ] as const;
}
