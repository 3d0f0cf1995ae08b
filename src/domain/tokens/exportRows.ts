import { eq, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { campaigns, tokenBatches, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";

/** Tokens of one reply of the database. */
export const TOKENS_PER_READ = 5_000;

export type ExportRow = Awaited<ReturnType<typeof readRows>>[number];

/** The next tokens behind one, of all or of a campaign, with what a file tells of them. */
export function readRows({ db }: Deps, campaignId: string | null, after: number) {
  const which: SQL = campaignId === null ? sql`true` : sql`campaign_id = ${campaignId}`;
  const part = sql`
    select seq from ${tokens} where ${which} and seq > ${BigInt(after)} order by seq limit ${BigInt(TOKENS_PER_READ)}`;
  return db
    .select({ token: tokens, batch: tokenBatches, campaign: campaigns.name, orderNumber: orders.number })
    .from(tokens)
    .innerJoin(tokenBatches, eq(tokenBatches.id, tokens.batchId))
    .leftJoin(campaigns, eq(campaigns.id, tokens.campaignId))
    .leftJoin(orders, eq(orders.id, tokens.orderId))
    .where(sql`${tokens.seq} in (${part})`)
    .orderBy(tokens.seq);
}
