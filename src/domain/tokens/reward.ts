import { type SQL, sql } from "drizzle-orm";
import { tokenBatches, tokens } from "../../db/schema/tokens.ts";

/** A token `t` with what its batch `b` says of it, to select from; a condition may follow. */
export const tokenRows: SQL = sql`${tokens} as t join ${tokenBatches} as b on b.id = t.batch_id`;

/**
 * What the token takes off an amount in the smallest unit, over the rows of `tokenRows`: a percentage without its fraction,
 * money at most as much as the amount is. Nothing where it brings points, or there is no amount.
 */
export function discountOf(amount: number | null): SQL<number> {
  if (amount === null) return sql<number>`0`;
  const money = BigInt(amount);
  return sql<number>`case b.reward_kind
    when 'percent' then ${money} * b.reward_value / 100
    when 'money' then min(b.reward_value, ${money})
    else 0 end`;
}

/** The cause of the points that a token brings: once, as it is used once. */
export const rewardCause = (code: SQL): SQL => sql`'token:' || ${code}`;
