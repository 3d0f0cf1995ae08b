import { eq, sql } from "drizzle-orm";
import { heldBy } from "../../db/money.ts";
import { members } from "../../db/schema/members.ts";
import { topups } from "../../db/schema/wallet.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import type { Topup } from "./topups.ts";

/** A top-up with what its member has and owes, in the member's language. */
export type TopupView = {
  readonly topup: Topup;
  readonly balance: number;
  readonly debt: number;
  readonly locale: Locale;
};

/** The statement that reads a top-up's view; `viewFrom` reads its row. */
export const selectTopup = ({ db }: Deps, topupId: string) =>
  db
    .select({ topup: topups, ...heldBy(sql`${topups.memberId}`), locale: members.locale })
    .from(topups)
    .leftJoin(members, eq(members.id, topups.memberId))
    .where(eq(topups.id, topupId));

export const viewFrom = (deps: Deps, [row]: Awaited<ReturnType<typeof selectTopup>>): TopupView | null =>
  row ? { ...row, locale: row.locale ?? deps.shop.locale } : null;

export async function topupView(deps: Deps, topupId: string): Promise<TopupView | null> {
  return viewFrom(deps, await selectTopup(deps, topupId));
}
