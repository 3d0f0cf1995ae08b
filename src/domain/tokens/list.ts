import { desc, eq, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { selectCampaign, type TokenCounts } from "./campaigns.ts";
import { type Campaign, campaignNamed } from "./named.ts";
import { lateTokens, type ShownState, shownState, type TokenState } from "./state.ts";
import type { Token } from "./view.ts";

export const TOKENS_PER_PAGE = 10;
/** Pages that can be asked for. */
export const TOKENS_PAGE_MAX = 10_000;

/** Which tokens staff look for; a campaign by its id or its name. */
export type TokenFilter = {
  readonly state: TokenState | undefined;
  readonly campaign: string | undefined;
};

export type ListedToken = {
  readonly token: Token;
  readonly state: ShownState;
  readonly description: string;
  readonly orderNumber: number | null;
};

export type TokenPage = {
  readonly rows: readonly ListedToken[];
  readonly counts: TokenCounts;
  readonly state: TokenState | undefined;
  readonly campaign: Campaign | null;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/**
 * A page of tokens, the newest first, with how many there are in each state; past the end it is the last. One round trip.
 * @throws Problem when there is no such campaign.
 */
export async function listTokens(
  deps: Deps,
  readerId: string,
  filter: TokenFilter,
  page: number,
): Promise<TokenPage> {
  const { db } = deps;
  const { state, campaign } = filter;
  const which = sql`${inCampaign(campaign)} and ${state === undefined ? sql`true` : sql`state = ${state}`}`;
  const offset = BigInt((page - 1) * TOKENS_PER_PAGE);
  // Only the index is read for the page's place, so that far pages cost little more than the first.
  const place = sql`select seq from ${tokens} where ${which} order by seq desc limit ${BigInt(TOKENS_PER_PAGE)} offset ${offset}`;
  const [rows, counts, late, [found], readers] = await db.batch([
    db
      .select({ token: tokens, description: tokenBatches.description, orderNumber: orders.number })
      .from(tokens)
      .innerJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId))
      .leftJoin(orders, eq(orders.id, tokens.orderId))
      .where(sql`${tokens.seq} in (${place})`)
      .orderBy(desc(tokens.seq)),
    countByState(deps, campaign),
    countLate(deps, campaign),
    selectCampaign(deps, campaign ?? ""),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (campaign !== undefined && !found) throw new Problem({ kind: "campaign_unknown" }, locale);
  const byState = countsFrom(counts);
  const count = state === undefined ? byState.issued : byState[state];
  const pages = Math.max(1, Math.min(TOKENS_PAGE_MAX, Math.ceil(count / TOKENS_PER_PAGE)));
  if (page > pages) return await listTokens(deps, readerId, filter, pages);
  const nowMs = deps.clock();
  return {
    rows: rows.map((row) => ({ ...row, state: shownState(row.token, nowMs) })),
    counts: withLate(byState, late[0]?.count ?? 0),
    state,
    campaign: found ?? null,
    page,
    pages,
    locale,
  };
}

/** Of the campaign that staff named, where they named one. */
export const inCampaign = (campaign: string | undefined): SQL =>
  campaign === undefined ? sql`true` : sql`campaign_id = ${campaignNamed(campaign)}`;

/** Counts from an index alone, of all tokens or those of a campaign. */
export const countByState = ({ db }: Deps, campaign: string | undefined) =>
  db
    .select({ state: tokens.state, count: sql<number>`count(*)` })
    .from(tokens)
    .where(inCampaign(campaign))
    .groupBy(tokens.state);

/** Tokens whose time is over and which the cron trigger has not ended yet. */
export const countLate = ({ db, clock }: Deps, campaign: string | undefined) =>
  db.select({ count: sql<number>`count(*)` }).from(sql`${lateTokens(clock())} and ${inCampaign(campaign)}`);

export function countsFrom(rows: readonly { state: TokenState; count: number }[]): TokenCounts {
  const of = (state: TokenState) => rows.find((row) => row.state === state)?.count ?? 0;
  return {
    issued: rows.reduce((sum, { count }) => sum + count, 0),
    available: of("available"),
    reserved: of("reserved"),
    used: of("used"),
    expired: of("expired"),
    removed: of("removed"),
  };
}

/** As people are told: what is over is expired, whether the cron trigger has been there or not. */
export const withLate = (counts: TokenCounts, late: number): TokenCounts => ({
  ...counts,
  available: counts.available - late,
  expired: counts.expired + late,
});
