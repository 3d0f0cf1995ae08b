import { and, eq, sql } from "drizzle-orm";
import { awardedSelect, bonusOf, type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { accountId, memberOwner, seenFrom } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { audits } from "../../db/schema/audit.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { payouts, referrals } from "../../db/schema/referrals.ts";
import { topups } from "../../db/schema/wallet.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { readBlacklistFacts } from "../audit/blacklistFacts.ts";
import type { Deps } from "../deps.ts";
import { choiceOf, type Notice } from "../outbox/notice.ts";
import { type OrderNoticeFacts, orderFacts, orderOfNotice } from "./orderFacts.ts";

/** What is in the wallet, and owed. */
type Held = { readonly balance: number; readonly debt: number };

/** A notice with what its words need; `muted` when the member does not want its kind. */
export type NoticeFacts = { readonly locale: Locale; readonly muted: boolean } & (
  | {
      readonly notice: "points_changed";
      readonly change: number;
      readonly balance: number;
      readonly reason: string;
      readonly earned: readonly Earned[];
    }
  /** `amount` is what arrived, or was given back in all. */
  | ({ readonly notice: "topup_paid" | "topup_returned"; readonly amount: number } & Held)
  | ({ readonly notice: "money_changed"; readonly change: number; readonly reason: string } & Held)
  | ({
      readonly notice: "purchase_refunded";
      readonly name: string;
      readonly size: number;
      readonly amount: number;
      readonly reason: string;
    } & Held)
  /** `pending` is what was earned and not paid then. */
  | {
      readonly notice: "referrals_stopped" | "referrals_resumed";
      readonly reason: string;
      readonly pending: number;
    }
  | { readonly notice: "member_referred"; readonly referredId: string; readonly basisPoints: number }
  | ({
      readonly notice: "cashback_paid";
      readonly amount: number;
      readonly referrals: number;
      readonly batchId: string;
    } & Held)
  | { readonly notice: "achievement_earned"; readonly earned: readonly Earned[] }
  | OrderNoticeFacts
  /** What it told of is not there any more. */
  | { readonly notice: "gone" }
);

/** Reads what a notice tells, at the moment it is sent. */
export async function noticeFacts(deps: Deps, notice: Notice): Promise<NoticeFacts> {
  switch (notice.notice) {
    case "points_changed": {
      const [reader, [moved]] = await deps.db.batch([readerOf(deps, notice), changeOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      if (!moved) return { ...told, notice: "gone" };
      const earned = readEarned(moved.earned);
      const balance = moved.balance + bonusOf(earned);
      return { ...told, change: moved.change, balance, reason: moved.reason ?? "", earned };
    }
    case "achievement_earned": {
      const [reader, [row]] = await deps.db.batch([
        readerOf(deps, notice),
        awardedSelect(deps.db, notice.achievement, notice.memberId, notice.cause),
      ]);
      const earned = readEarned(row?.earned);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      return earned.length > 0 ? { ...told, earned } : { ...told, notice: "gone" };
    }
    case "member_referred": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), referralOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      const basisPoints = deps.shop.cashbackBasisPoints;
      return row ? { ...told, ...row, basisPoints } : { ...told, notice: "gone" };
    }
    case "referrals_stopped":
    case "referrals_resumed": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), auditOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      if (!row) return { ...told, notice: "gone" };
      return { ...told, reason: row.reason ?? "", pending: readBlacklistFacts(row.after).pending };
    }
    case "topup_paid":
    case "topup_returned": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), topupOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      if (!row) return { ...told, notice: "gone" };
      const { amount, refunded, ...held } = row;
      return { ...told, ...held, amount: notice.notice === "topup_paid" ? amount : refunded };
    }
    case "purchase_refunded": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), refundOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      return row ? { ...told, ...row, reason: row.reason ?? "" } : { ...told, notice: "gone" };
    }
    case "cashback_paid": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), payoutOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      return row ? { ...told, ...row } : { ...told, notice: "gone" };
    }
    case "money_changed": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), moneyOf(deps, notice)]);
      const told = { ...readerFrom(deps, reader), notice: notice.notice } as const;
      return row ? { ...told, ...row, reason: row.reason ?? "" } : { ...told, notice: "gone" };
    }
    case "order_created":
    case "order_completed":
    case "order_cancelled":
    case "order_updated": {
      const [reader, [row]] = await deps.db.batch([readerOf(deps, notice), orderOfNotice(deps, notice)]);
      const facts = row ? orderFacts(notice, row) : null;
      return { ...readerFrom(deps, reader), ...(facts ?? { notice: "gone" }) };
    }
  }
}

const readerOf = ({ db }: Deps, notice: Notice) =>
  db
    .select({ locale: members.locale, muted: mutedNotices.notice })
    .from(sql`(select ${notice.memberId} as reader)`)
    .leftJoin(members, sql`${members.id} = reader`)
    .leftJoin(
      mutedNotices,
      sql`${mutedNotices.memberId} = reader and ${mutedNotices.notice} = ${choiceOf[notice.notice]}`,
    );

function readerFrom(deps: Deps, [reader]: Awaited<ReturnType<typeof readerOf>>) {
  return { locale: reader?.locale ?? deps.shop.locale, muted: reader?.muted != null };
}

/** Whoever was forgotten since has another name in it. */
const referralOf = ({ db }: Deps, { memberId, referredId }: { memberId: string; referredId: string }) =>
  db
    .select({ referredId: referrals.memberId })
    .from(referrals)
    .where(and(eq(referrals.memberId, referredId), eq(referrals.referrerId, memberId)));

const auditOf = ({ db }: Deps, { auditId }: { auditId: string }) =>
  db.select({ reason: audits.reason, after: audits.after }).from(audits).where(eq(audits.id, auditId));

const topupOf = ({ db }: Deps, { memberId, topupId }: { memberId: string; topupId: string }) =>
  db
    .select({ amount: topups.amount, refunded: topups.refunded, ...heldBy(memberId) })
    .from(topups)
    .where(eq(topups.id, topupId));

const refundOf = ({ db }: Deps, { memberId, purchaseId }: { memberId: string; purchaseId: string }) =>
  db
    .select({
      name: products.name,
      size: purchases.size,
      amount: purchases.price,
      reason: purchases.refundReason,
      ...heldBy(memberId),
    })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .where(sql`${purchases.id} = ${purchaseId} and ${purchases.state} = 'refunded'`);

const payoutOf = ({ db }: Deps, { memberId, batchId }: { memberId: string; batchId: string }) =>
  db
    .select({
      amount: payouts.amount,
      referrals: payouts.referrals,
      batchId: payouts.batchId,
      ...heldBy(memberId),
    })
    .from(payouts)
    .where(
      sql`${payouts.batchId} = ${batchId} and ${payouts.memberId} = ${memberId} and ${payouts.state} = 'paid'`,
    );

const moneyOf = ({ db }: Deps, { memberId, cause }: { memberId: string; cause: string }) =>
  db
    .select({
      change: seenFrom(accountId(memberOwner(memberId), "money")).change,
      reason: transfers.memo,
      ...heldBy(memberId),
    })
    .from(transfers)
    .where(eq(transfers.cause, cause));

const changeOf = ({ db }: Deps, { memberId, cause }: Extract<Notice, { notice: "points_changed" }>) =>
  db
    .select({
      ...seenFrom(accountId(memberOwner(memberId), "points")),
      reason: transfers.memo,
      earned: earnedBy(cause, memberId),
    })
    .from(transfers)
    .where(eq(transfers.cause, cause));
