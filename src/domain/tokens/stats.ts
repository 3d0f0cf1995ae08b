import { eq, sql } from "drizzle-orm";
import { orderQuarters, tokenSums } from "../../db/schema/counts.ts";
import { orders } from "../../db/schema/orders.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { DAY_MS, MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { selectCampaign, type TokenCounts } from "./campaigns.ts";
import { countByState, countLate, countsFrom, inCampaign, withLate } from "./list.ts";
import { type Campaign, campaignNamed } from "./named.ts";

/** Weeks that the chart shows, counted back from now. */
export const WEEKS_SHOWN = 8;
const WEEK_MS = 7 * DAY_MS;

export type OrderValue = {
  readonly orders: number;
  /** What one came to before its discount, in the smallest unit; null where none had an amount. */
  readonly average: number | null;
};

export type TokenStats = {
  readonly campaign: Campaign | null;
  readonly counts: TokenCounts;
  /** Used in each week, the oldest first. */
  readonly weeks: readonly { readonly startsAtMs: number; readonly used: number }[];
  /** Customers who used one: those who had nothing of the shop before, and the others. */
  readonly newCustomers: number;
  readonly returningCustomers: number;
  readonly withToken: OrderValue & { readonly saved: number };
  /** Completed since the first of these tokens was made, without a token. */
  readonly withoutToken: OrderValue;
  readonly locale: Locale;
};

/**
 * How tokens do, all of them or those of a campaign. One round trip.
 * @throws Problem when there is no such campaign.
 */
export async function tokenStats(
  deps: Deps,
  readerId: string,
  named: string | undefined,
): Promise<TokenStats> {
  const { db } = deps;
  const nowMs = deps.clock();
  const [states, late, used, [sums], [withoutToken], [found], readers] = await db.batch([
    countByState(deps, named),
    countLate(deps, named),
    usedByWeek(deps, named),
    db
      .select()
      .from(tokenSums)
      .where(eq(tokenSums.campaignId, named === undefined ? "" : campaignNamed(named))),
    valueWithout(deps, named),
    selectCampaign(deps, named ?? ""),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (named !== undefined && !found) throw new Problem({ kind: "campaign_unknown" }, locale);
  const {
    used: orders = 0,
    priced = 0,
    amount = 0,
    discount = 0,
    customers = 0,
    newCustomers = 0,
  } = sums ?? {};
  return {
    campaign: found ?? null,
    counts: withLate(countsFrom(states), late[0]?.count ?? 0),
    weeks: Array.from({ length: WEEKS_SHOWN }, (_, at) => {
      const ago = WEEKS_SHOWN - 1 - at;
      return {
        startsAtMs: nowMs - (ago + 1) * WEEK_MS,
        used: used.find((week) => week.ago === ago)?.count ?? 0,
      };
    }),
    newCustomers,
    returningCustomers: customers - newCustomers,
    withToken: { orders, average: meanOf(amount, priced), saved: discount },
    withoutToken: {
      orders: withoutToken?.orders ?? 0,
      average: meanOf(withoutToken?.amount ?? 0, withoutToken?.priced ?? 0),
    },
    locale,
  };
}

const meanOf = (sum: number, count: number): number | null => (count === 0 ? null : Math.round(sum / count));

function usedByWeek({ db, clock }: Deps, named: string | undefined) {
  const nowMs = BigInt(clock());
  const ago = sql<number>`(${nowMs} - changed_at_ms) / ${BigInt(WEEK_MS)}`;
  return db
    .select({ ago, count: sql<number>`count(*)` })
    .from(sql`${tokens} indexed by token_used`)
    .where(
      sql`state = 'used' and ${inCampaign(named)} and changed_at_ms > ${BigInt(clock() - WEEKS_SHOWN * WEEK_MS)}`,
    )
    .groupBy(ago);
}

/** Whole quarters of an hour stand added up; of the one in which the first token was made, its orders are read. */
function valueWithout({ db }: Deps, named: string | undefined) {
  const since = sql`(select coalesce(min(created_at_ms), 0) from ${tokenBatches} where ${inCampaign(named)})`;
  const quarter = sql.raw(String(15 * MINUTE_MS));
  return db
    .select({
      orders: sql<number>`coalesce(sum(orders), 0)`,
      priced: sql<number>`coalesce(sum(priced), 0)`,
      amount: sql<number>`coalesce(sum(amount), 0)`,
    })
    .from(
      sql`(
        select orders, priced, amount from ${orderQuarters} where quarter > ${since} / ${quarter} and has_token = 0
        union all
        select 1, amount is not null, amount from ${orders} where state = 'completed' and token_code is null
          and completed_at_ms >= ${since} and completed_at_ms < (${since} / ${quarter} + 1) * ${quarter})`,
    );
}
