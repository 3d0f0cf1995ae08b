import { eq, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { campaigns, tokenBatches, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";
import type { TokenBatch } from "./batch.ts";

/** Tokens of one reply of the database. */
export const TOKENS_PER_READ = 5_000;

type BatchRow = { readonly batch: TokenBatch; readonly campaign: string | null };
export type ExportRow = Awaited<ReturnType<typeof selectTokens>>[number] & BatchRow;

/**
 * Reads the tokens behind one that was read, of all or of a campaign, with what a file tells of them. What tokens have
 * in common is read once, and not with each of them.
 */
export function createExportReader(deps: Deps, campaignId: string | null) {
  const known = new Map<string, BatchRow>();
  return async (after: number): Promise<ExportRow[]> => {
    const rows = await selectTokens(deps, campaignId, after);
    const missing = [...new Set(rows.map(({ batchId }) => batchId))].filter((id) => !known.has(id));
    if (missing.length > 0)
      for (const row of await selectBatches(deps, missing)) known.set(row.batch.id, row);
    return rows.map((row) => {
      const of = known.get(row.batchId);
      if (!of) throw new Error("a token's batch is not there");
      return { ...row, ...of };
    });
  };
}

function selectTokens({ db }: Deps, campaignId: string | null, after: number) {
  const which: SQL = campaignId === null ? sql`true` : sql`campaign_id = ${campaignId}`;
  const part = sql`
    select seq from ${tokens} where ${which} and seq > ${BigInt(after)} order by seq limit ${BigInt(TOKENS_PER_READ)}`;
  const { seq, code, batchId, state, startsAtMs, expiresAtMs, customerId, changedAtMs, changeReason } =
    tokens;
  return db
    .select({
      seq,
      code,
      batchId,
      state,
      startsAtMs,
      expiresAtMs,
      customerId,
      changedAtMs,
      changeReason,
      orderNumber: orders.number,
    })
    .from(tokens)
    .leftJoin(orders, eq(orders.id, tokens.orderId))
    .where(sql`${seq} in (${part})`)
    .orderBy(seq);
}

const selectBatches = ({ db }: Deps, ids: readonly string[]) =>
  db
    .select({ batch: tokenBatches, campaign: campaigns.name })
    .from(tokenBatches)
    .leftJoin(campaigns, eq(campaigns.id, tokenBatches.campaignId))
    .where(sql`${tokenBatches.id} in (select value from json_each(${JSON.stringify(ids)}))`);
