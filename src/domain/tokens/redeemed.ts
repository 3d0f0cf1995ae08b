import { desc, type SQL, sql } from "drizzle-orm";
import { campaigns, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";

/** More tokens of a campaign are not counted for a picture. */
export const TOKENS_COUNTED_MAX = 20_000;

/** How many tokens of a campaign there are, and how many were used; each at most `TOKENS_COUNTED_MAX`. */
export type Redeemed = {
  readonly id: string;
  readonly name: string;
  readonly issued: number;
  readonly used: number;
};

/** The statement that reads it of the newest campaigns, from the index that has campaigns and states together. */
export function selectRedeemed({ db }: Deps, most: number) {
  const counted = (which: SQL) => sql<number>`(select count(*) from (
    select 1 from ${tokens} indexed by token_campaign where ${tokens.campaignId} = ${campaigns.id} ${which}
    limit ${sql.raw(String(TOKENS_COUNTED_MAX))}))`;
  return db
    .select({
      id: campaigns.id,
      name: campaigns.name,
      issued: counted(sql``),
      used: counted(sql`and ${tokens.state} = 'used'`),
    })
    .from(campaigns)
    .orderBy(desc(campaigns.createdAtMs))
    .limit(most);
}
