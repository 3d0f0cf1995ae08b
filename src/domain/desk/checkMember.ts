import { desc, eq, sql } from "drizzle-orm";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { topups } from "../../db/schema/wallet.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { selectCompletedFor } from "../orders/stats.ts";
import { type HistoryEntry, newestEntries, readEntries } from "../points/history.ts";
import { type Standing, selectStanding } from "../referrals/standing.ts";
import { type ListedTopup, listedTopup } from "../wallet/list.ts";
import { openTopups } from "../wallet/topups.ts";

export const TOPUPS_SHOWN = 5;
export const ENTRIES_SHOWN = 5;

/** What staff see of a member; `known` is null for somebody whom the shop has never met. */
export type MemberCheck = {
  readonly known: typeof members.$inferSelect | null;
  readonly points: number;
  readonly balance: number;
  readonly debt: number;
  readonly open: { readonly count: number; readonly sum: number };
  /** Orders that were completed for them, and what they paid for those. */
  readonly orders: { readonly completed: number; readonly spent: number };
  /** The newest of each. */
  readonly topups: readonly ListedTopup[];
  readonly entries: readonly HistoryEntry[];
  readonly referrals: Standing;
  readonly locale: Locale;
};

/** Everything about a member that staff ask for when something went wrong with money. One round trip. */
export async function checkMember(deps: Deps, readerId: string, memberId: string): Promise<MemberCheck> {
  const { db } = deps;
  const account = (asset: "points" | "money") => accountId(memberOwner(memberId), asset);
  const open = openTopups(memberId, deps.clock());
  const [[known], [held], newest, entries, [ordered], [referrals], readers] = await db.batch([
    db.select().from(members).where(eq(members.id, memberId)),
    db
      .select({
        points: sql<number>`coalesce((select balance from ${accounts} where id = ${account("points")}), 0)`,
        ...heldBy(memberId),
        count: sql<number>`(select count(*) from ${open})`,
        sum: sql<number>`(select coalesce(sum(amount), 0) from ${open})`,
      })
      .from(sql`(select 1)`),
    db
      .select(listedTopup)
      .from(topups)
      .where(eq(topups.memberId, memberId))
      .orderBy(desc(topups.createdAtMs))
      .limit(TOPUPS_SHOWN),
    db.all(newestEntries(account("money"), ENTRIES_SHOWN)),
    selectCompletedFor(deps, memberId),
    selectStanding(deps, memberId),
    chosenLocale(db, readerId),
  ]);
  if (!held || !referrals) throw new Error("a question without a table has no answer");
  const { count, sum, ...rest } = held;
  return {
    known: known ?? null,
    ...rest,
    open: { count, sum },
    orders: ordered ?? { completed: 0, spent: 0 },
    topups: newest,
    entries: readEntries(entries),
    referrals,
    locale: localeFrom(deps, readers),
  };
}
