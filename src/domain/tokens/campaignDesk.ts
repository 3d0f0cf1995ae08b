import { desc, eq, type SQL, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { ListedCampaign } from "./campaigns.ts";
import { countsFrom } from "./list.ts";
import type { TokenState } from "./state.ts";

/** Few, because a campaign's tokens are counted, which may be a hundred thousand. */
export const CAMPAIGNS_PER_SEARCH = 10;
export const CAMPAIGNS_EXPORTED_MAX = 500;

export type FoundCampaigns = {
  readonly rows: readonly ListedCampaign[];
  readonly next: PageKey | null;
};

/** A page of campaigns with their tokens by state, the newest first. One round trip. */
export async function searchCampaigns(
  deps: Deps,
  after: PageKey | null,
  most = CAMPAIGNS_PER_SEARCH,
): Promise<FoundCampaigns> {
  const { db } = deps;
  const where = behind(campaigns.createdAtMs, campaigns.id, after);
  const page = sql`select id from ${campaigns} where ${where ?? sql`true`}
    order by created_at_ms desc, id desc limit ${sql.raw(String(most))}`;
  const [found, counts] = await db.batch([
    db
      .select()
      .from(campaigns)
      .where(where)
      .orderBy(desc(campaigns.createdAtMs), desc(campaigns.id))
      .limit(most + 1),
    countIn(deps, sql`in (${page})`),
  ]);
  const shown = found.slice(0, most);
  const last = shown.at(-1);
  return {
    rows: shown.map((campaign) => ({
      campaign,
      ...countsFrom(counts.filter(({ campaignId }) => campaignId === campaign.id)),
    })),
    next: found.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null,
  };
}

/** From the index alone that has campaigns and states together. */
const countIn = ({ db }: Deps, which: SQL) =>
  db
    .select({
      campaignId: sql<string>`${tokens.campaignId}`,
      state: sql<TokenState>`${tokens.state}`,
      count: sql<number>`count(*)`,
    })
    .from(sql`${tokens} indexed by token_campaign`)
    .where(sql`${tokens.campaignId} ${which}`)
    .groupBy(tokens.campaignId, tokens.state);

/**
 * One campaign with its tokens by state.
 * @throws Problem when there is none.
 */
export async function campaignDetail(deps: Deps, id: string): Promise<ListedCampaign> {
  const [[campaign], counts] = await deps.db.batch([
    deps.db.select().from(campaigns).where(eq(campaigns.id, id)),
    countIn(deps, sql`= ${id}`),
  ]);
  if (!campaign) throw new Problem({ kind: "campaign_unknown" });
  return { campaign, ...countsFrom(counts) };
}
