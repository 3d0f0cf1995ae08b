import { type SQL, sql } from "drizzle-orm";
import { type earningKinds, earnings, referralBlacklist, referrals } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";

/** So many units of an earning are one of the currency's smallest unit. */
export const UNITS = 10_000;
/** As much of one spending as earns: at any rate up to the whole of it, the earning is a number that JavaScript holds exactly. */
export const EARNING_AMOUNT_MAX = Math.floor(Number.MAX_SAFE_INTEGER / UNITS);

/** What members spent, a row each of a source: the cause of it, who spent, and how much in the smallest unit. */
export type Spending = {
  readonly kind: Exclude<(typeof earningKinds)[number], "refund" | "remainder">;
  readonly cause: string | SQL;
  readonly memberId: string | SQL;
  readonly amount: SQL;
};

/**
 * The statement that books what referrers earn by a spending, in the batch that books the spending itself. Nothing for
 * who was brought by nobody, or by a member whose referrals earn nothing.
 * @param from has a WHERE, and no row in a batch that is repeated: a referral or its blacklisting may have changed since.
 */
export function earnFrom(deps: Deps, { kind, cause, memberId, amount }: Spending, from: SQL) {
  const { db, shop } = deps;
  const nowMs = deps.clock();
  const basisPoints = BigInt(shop.cashbackBasisPoints);
  return db.run(sql`
    insert into ${earnings} (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
    select spent.cause, ${kind}, ${referrals.referrerId}, spent.member_id, spent.amount, min(spent.amount, ${BigInt(EARNING_AMOUNT_MAX)}) * ${basisPoints},
      ${nowMs + shop.cashbackHoldMs}, ${nowMs}
    from (select ${cause} as cause, ${memberId} as member_id, ${amount} as amount from ${from}) as spent
    join ${referrals} on ${referrals.memberId} = spent.member_id
    where spent.amount > 0 and ${basisPoints} > 0
      and not exists (select 1 from ${referralBlacklist} where member_id = ${referrals.referrerId})
    on conflict do nothing`);
}

/**
 * The statement that takes back what a spending earned, in the batch that gives its money back; also when it is paid
 * already: it then comes off what is earned next. It counts from when the earning itself is payable, so that it never
 * comes off another.
 * @param from has a WHERE and a row where the refund is made.
 */
export function reverseEarning(deps: Deps, spendingCause: string, refundCause: string, from: SQL) {
  const nowMs = deps.clock();
  return deps.db.run(sql`
    insert into ${earnings} (cause, kind, referrer_id, member_id, amount, units, payable_at_ms, created_at_ms)
    select ${refundCause}, 'refund', referrer_id, member_id, -amount, -units, max(payable_at_ms, ${nowMs}), ${nowMs}
    from ${earnings} where cause = ${spendingCause} and exists (select 1 from ${from})
    on conflict do nothing`);
}
