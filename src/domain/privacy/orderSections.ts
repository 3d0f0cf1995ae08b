import { desc, eq } from "drizzle-orm";
import { orderEvents, orders, receiptSends, receipts } from "../../db/schema/orders.ts";
import { earnings, payouts, referralBlacklist, referralCodes, referrals } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";

/** What staff made for a member, and what came of it. Where a receipt went is the business of whoever named the address. */
export const whatWasMade = ({ db }: Deps, memberId: string, most: number) =>
  [
    db
      .select({
        number: orders.number,
        description: orders.description,
        token: orders.tokenCode,
        amount: orders.amount,
        discount: orders.discount,
        state: orders.state,
        note: orders.note,
        cancelReason: orders.cancelReason,
        fileName: orders.fileName,
        dueAt: orders.dueAtMs,
        madeAt: orders.createdAtMs,
        completedAt: orders.completedAtMs,
        cancelledAt: orders.cancelledAtMs,
      })
      .from(orders)
      .where(eq(orders.customerId, memberId))
      .orderBy(desc(orders.number))
      .limit(most),
    db
      .select({
        number: orders.number,
        from: orderEvents.fromState,
        to: orderEvents.toState,
        note: orderEvents.note,
        at: orderEvents.atMs,
      })
      .from(orderEvents)
      .innerJoin(orders, eq(orders.id, orderEvents.orderId))
      .where(eq(orders.customerId, memberId))
      .orderBy(desc(orderEvents.seq))
      .limit(most),
    db
      .select({
        number: receipts.number,
        order: orders.number,
        way: receiptSends.way,
        state: receiptSends.state,
        at: receiptSends.createdAtMs,
      })
      .from(receiptSends)
      .innerJoin(orders, eq(orders.id, receiptSends.orderId))
      .innerJoin(receipts, eq(receipts.orderId, orders.id))
      .where(eq(orders.customerId, memberId))
      .orderBy(desc(receiptSends.createdAtMs))
      .limit(most),
  ] as const;

/** Whom a member brought, without their names, and what it earned. */
export const whoWasBrought = ({ db }: Deps, memberId: string, most: number) =>
  [
    db
      .select({ code: referralCodes.code, madeAt: referralCodes.createdAtMs })
      .from(referralCodes)
      .where(eq(referralCodes.memberId, memberId)),
    db.select({ at: referrals.createdAtMs }).from(referrals).where(eq(referrals.memberId, memberId)),
    db
      .select({ at: referrals.createdAtMs })
      .from(referrals)
      .where(eq(referrals.referrerId, memberId))
      .orderBy(desc(referrals.createdAtMs))
      .limit(most),
    db
      .select({ reason: referralBlacklist.reason, at: referralBlacklist.createdAtMs })
      .from(referralBlacklist)
      .where(eq(referralBlacklist.memberId, memberId)),
    db
      .select({
        kind: earnings.kind,
        spent: earnings.amount,
        tenThousandths: earnings.units,
        payableAt: earnings.payableAtMs,
        paidBy: earnings.batchId,
        at: earnings.createdAtMs,
      })
      .from(earnings)
      .where(eq(earnings.referrerId, memberId))
      .orderBy(desc(earnings.seq))
      .limit(most),
    db
      .select({
        batch: payouts.batchId,
        amount: payouts.amount,
        referrals: payouts.referrals,
        state: payouts.state,
        at: payouts.stateAtMs,
      })
      .from(payouts)
      .where(eq(payouts.memberId, memberId))
      .orderBy(desc(payouts.batchId))
      .limit(most),
  ] as const;
