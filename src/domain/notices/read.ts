import { and, eq } from "drizzle-orm";
import { accountId, memberOwner, seenFrom } from "../../db/ledger.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { bonusOf, type Earned, earnedBy, readEarned } from "../achievements/earned.ts";
import type { Deps } from "../deps.ts";
import { choiceOf, type Notice } from "../outbox/notice.ts";

/** A notice with what its words need; `muted` when the member does not want its kind. */
export type NoticeFacts = { readonly locale: Locale; readonly muted: boolean } & (
  | {
      readonly notice: "points_changed";
      readonly change: number;
      readonly balance: number;
      readonly reason: string;
      readonly earned: readonly Earned[];
    }
  /** What it told of is not there any more. */
  | { readonly notice: "gone" }
);

/** Reads what a notice tells, at the moment it is sent. */
export async function noticeFacts(deps: Deps, notice: Notice): Promise<NoticeFacts> {
  const { db } = deps;
  const choice = choiceOf[notice.notice];
  const account = accountId(memberOwner(notice.memberId), "points");
  const [[reader], [muted], [moved]] = await db.batch([
    db.select({ locale: members.locale }).from(members).where(eq(members.id, notice.memberId)),
    db
      .select({ notice: mutedNotices.notice })
      .from(mutedNotices)
      .where(and(eq(mutedNotices.memberId, notice.memberId), eq(mutedNotices.notice, choice))),
    db
      .select({
        ...seenFrom(account),
        reason: transfers.memo,
        earned: earnedBy(notice.cause, notice.memberId),
      })
      .from(transfers)
      .where(eq(transfers.cause, notice.cause)),
  ]);
  const base = { locale: reader?.locale ?? deps.shop.locale, muted: muted !== undefined };
  if (!moved) return { ...base, notice: "gone" };
  const earned = readEarned(moved.earned);
  const balance = moved.balance + bonusOf(earned);
  return {
    ...base,
    notice: notice.notice,
    change: moved.change,
    balance,
    reason: moved.reason ?? "",
    earned,
  };
}
