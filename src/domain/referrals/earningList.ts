import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { cashbackBatches, earnings, payouts, referralBlacklist } from "../../db/schema/referrals.ts";
import type { Deps } from "../deps.ts";
import { UNITS } from "./earn.ts";
import { unpaidOf } from "./standing.ts";

export const EARNINGS_PER_PAGE = 50;
export const PAYOUTS_PER_PAGE = 20;
export const BLACKLIST_PER_PAGE = 50;

/** Money is in the smallest unit; what is earned also in parts of it. */
export type ListedEarning = Pick<
  typeof earnings.$inferSelect,
  "seq" | "cause" | "kind" | "memberId" | "amount" | "payableAtMs" | "batchId" | "createdAtMs"
> & { readonly earned: number };

export type Earned = {
  readonly earnings: readonly ListedEarning[];
  /** The last earning of the page, where there are more. */
  readonly next: number | null;
  /** The newest payouts, by cashback batch. */
  readonly payouts: readonly {
    readonly payout: typeof payouts.$inferSelect;
    readonly atMs: number;
  }[];
};

/** What is not paid, what was, or all that came of one whom they brought. */
export type WhichEarnings = "unpaid" | "paid" | { readonly memberId: string };

/** The index is named, because SQLite without statistics may rather read all that somebody earned. */
function earningsFrom(referrerId: string, which: WhichEarnings): SQL {
  if (which === "unpaid") return unpaidOf(referrerId);
  if (which === "paid")
    return sql`${earnings} indexed by earning_paid where referrer_id = ${referrerId} and batch_id is not null`;
  return sql`${earnings} indexed by earning_member where referrer_id = ${referrerId} and member_id = ${which.memberId}`;
}

/** What a member earned by referrals, the newest first, and what they were paid. One round trip. */
export async function earningsOf(
  { db }: Deps,
  referrerId: string,
  which: WhichEarnings,
  after: number | null,
  most = EARNINGS_PER_PAGE,
): Promise<Earned> {
  const { seq, cause, kind, amount, payableAtMs, batchId, createdAtMs } = earnings;
  const page = sql`select seq from ${earningsFrom(referrerId, which)} and seq < ${BigInt(after ?? Number.MAX_SAFE_INTEGER)}
    order by seq desc limit ${sql.raw(String(most + 1))}`;
  const [rows, paid] = await db.batch([
    db
      .select({
        seq,
        cause,
        kind,
        memberId: earnings.memberId,
        amount,
        payableAtMs,
        batchId,
        createdAtMs,
        earned: sql<number>`${earnings.units} / (${UNITS} + 0.0)`,
      })
      .from(earnings)
      .where(sql`${seq} in (${page})`)
      .orderBy(desc(seq)),
    db
      .select({ payout: payouts, atMs: cashbackBatches.createdAtMs })
      .from(payouts)
      .innerJoin(cashbackBatches, eq(cashbackBatches.id, payouts.batchId))
      .where(eq(payouts.memberId, referrerId))
      .orderBy(desc(payouts.batchId))
      .limit(PAYOUTS_PER_PAGE),
  ]);
  const shown = rows.slice(0, most);
  const next = rows.length > most ? (shown.at(-1)?.seq ?? null) : null;
  return { earnings: shown, next, payouts: paid };
}

export type Blacklisted = typeof referralBlacklist.$inferSelect;

/** Whose referrals are stopped, by their ids. */
export async function blacklisted(
  { db }: Deps,
  after: string,
  most = BLACKLIST_PER_PAGE,
): Promise<{ readonly rows: readonly Blacklisted[]; readonly next: string | null }> {
  const rows = await db
    .select()
    .from(referralBlacklist)
    .where(and(sql`${referralBlacklist.memberId} > ${after}`))
    .orderBy(referralBlacklist.memberId)
    .limit(most + 1);
  const shown = rows.slice(0, most);
  return { rows: shown, next: rows.length > most ? (shown.at(-1)?.memberId ?? null) : null };
}
