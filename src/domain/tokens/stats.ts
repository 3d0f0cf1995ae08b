import { type SQL, sql } from "drizzle-orm";
import { transfers } from "../../db/schema/ledger.ts";
import { orders } from "../../db/schema/orders.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { selectCampaign, type TokenCounts } from "./campaigns.ts";
import { countByState, countLate, countsFrom, inCampaign, withLate } from "./list.ts";
import type { Campaign } from "./named.ts";

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
  const [states, late, used, [customers], [withToken], [withoutToken], [found], readers] = await db.batch([
    countByState(deps, named),
    countLate(deps, named),
    usedByWeek(deps, named),
    countCustomers(deps, named),
    valueWith(deps, named),
    valueWithout(deps, named),
    selectCampaign(deps, named ?? ""),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (named !== undefined && !found) throw new Problem({ kind: "campaign_unknown" }, locale);
  const { all = 0, fresh = 0 } = customers ?? {};
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
    newCustomers: fresh,
    returningCustomers: all - fresh,
    withToken: withToken ?? { orders: 0, average: null, saved: 0 },
    withoutToken: withoutToken ?? { orders: 0, average: null },
    locale,
  };
}

const isUsed = (named: string | undefined): SQL => sql`state = 'used' and ${inCampaign(named)}`;

/** By the number of whole weeks since. */
function usedByWeek({ db, clock }: Deps, named: string | undefined) {
  const nowMs = BigInt(clock());
  const ago = sql<number>`(${nowMs} - ${tokens.changedAtMs}) / ${BigInt(WEEK_MS)}`;
  return db
    .select({ ago, count: sql<number>`count(*)` })
    .from(tokens)
    .where(sql`${isUsed(named)} and ${tokens.changedAtMs} > ${clock() - WEEKS_SHOWN * WEEK_MS}`)
    .groupBy(ago);
}

/** The orders whose tokens were used. */
const usingOrders = (named: string | undefined): SQL =>
  sql`${orders} where orders.id in (select order_id from ${tokens} where ${isUsed(named)})`;

/** Who used a token, and who of them had no completed order, purchase or claim before their first order with one. */
function countCustomers({ db }: Deps, named: string | undefined) {
  const before = sql`
    exists (select 1 from ${orders} as o where o.customer_id = first.customer_id and o.completed_at_ms < first.at_ms)
    or exists (select 1 from ${purchases} as p where p.member_id = first.customer_id and p.created_at_ms < first.at_ms)
    or exists (select 1 from ${transfers} as t where t.credit = 'member:' || first.customer_id || '/points'
      and t.kind = 'claim' and t.created_at_ms < first.at_ms)`;
  return db
    .select({ all: sql<number>`count(*)`, fresh: sql<number>`count(*) filter (where not (${before}))` })
    .from(
      sql`(select customer_id, min(created_at_ms) as at_ms from ${usingOrders(named)} group by customer_id) as first`,
    );
}

const value = {
  orders: sql<number>`count(*)`,
  average: sql<number | null>`cast(round(avg(amount)) as integer)`,
};

function valueWith({ db }: Deps, named: string | undefined) {
  return db
    .select({ ...value, saved: sql<number>`coalesce(sum(discount), 0)` })
    .from(sql`(select amount, discount from ${usingOrders(named)})`);
}

function valueWithout({ db }: Deps, named: string | undefined) {
  const since = sql`(select coalesce(min(created_at_ms), 0) from ${tokenBatches} where ${inCampaign(named)})`;
  return db
    .select(value)
    .from(
      sql`(select amount from ${orders} where state = 'completed' and token_code is null and completed_at_ms >= ${since})`,
    );
}
