import { eq, sql } from "drizzle-orm";
import { awardedSelect, bonusOf, type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { accountId, memberOwner, seenFrom } from "../../db/ledger.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import type { Locale } from "../../lib/words/locale.ts";
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
  | { readonly notice: "achievement_earned"; readonly earned: readonly Earned[] }
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

const changeOf = ({ db }: Deps, { memberId, cause }: Extract<Notice, { notice: "points_changed" }>) =>
  db
    .select({
      ...seenFrom(accountId(memberOwner(memberId), "points")),
      reason: transfers.memo,
      earned: earnedBy(cause, memberId),
    })
    .from(transfers)
    .where(eq(transfers.cause, cause));
