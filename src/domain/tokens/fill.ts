import { type SQL, sql } from "drizzle-orm";
import { campaigns, tokenBatches, tokens } from "../../db/schema/tokens.ts";
import { tokenCodesFrom } from "../../lib/tokenCode.ts";
import type { Deps } from "../deps.ts";

/** Tokens that one batch of statements makes. */
export const TOKENS_PER_FILL = 1_000;
/** More codes are tried than are needed, because some may be taken: at most one in a hundred is. */
const SPARE_SHARE = 1.03;
const SPARE_CODES = 32;
/** Of random bytes a tenth is thrown away. */
const BYTES_PER_SYMBOL = 1.15;

/** Whether a batch's campaign, if it has one, still takes tokens. */
export const takesTokens: SQL = sql`not exists (
  select 1 from ${campaigns} where id = ${tokenBatches.campaignId} and closed_at_ms is not null)`;

/**
 * The statement that makes the next tokens of a batch: new codes alone, numbered on without gaps, never more than the
 * batch is to have. Done again it goes on where the batch stands, and a batch that is full stays as it is.
 */
export function fillBatch(deps: Deps, { id, codeLength }: { id: string; codeLength: number }, most: number) {
  const count = Math.ceil(most * SPARE_SHARE) + SPARE_CODES;
  const codes = tokenCodesFrom(deps.random(Math.ceil(count * codeLength * BYTES_PER_SYMBOL)), codeLength);
  return deps.db.run(sql`
    insert into ${tokens} (code, batch_id, number, campaign_id, starts_at_ms, expires_at_ms, changed_at_ms, changed_by)
    select code, id, number, campaign_id, starts_at_ms, expires_at_ms, ${deps.clock()}, created_by
    from ${tokenBatches} join (
      select value as code, row_number() over (order by min(key)) + (
        select coalesce(max(number), 0) from ${tokens} where batch_id = ${id}) as number
      from json_each(${JSON.stringify(codes)})
      where not exists (select 1 from ${tokens} where code = value)
      group by value)
    where id = ${id} and finished_at_ms is null and number <= quantity and ${takesTokens}
    order by number`);
}

/** The statement that ends a batch which has all its tokens, or can have no more. */
export function finishBatch(deps: Deps, id: string) {
  return deps.db.run(sql`
    update ${tokenBatches} set finished_at_ms = ${deps.clock()}
    where id = ${id} and finished_at_ms is null
      and ((select max(number) from ${tokens} where batch_id = ${id}) = quantity or not ${takesTokens})`);
}
