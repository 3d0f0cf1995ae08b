import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { assets, transfers } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";

const rowSchema = z.object({
  seq: z.number(),
  at: z.pipe(
    z.number(),
    z.transform((atMs) => new Date(atMs).toISOString()),
  ),
  asset: z.enum(assets),
  change: z.number(),
  balance: z.number(),
  kind: z.string(),
  memo: z.nullable(z.string()),
  source: z.string(),
  with: z.string(),
  by: z.string(),
});

/** A member's transfers older than one, the newest first. Other people in them are not named. */
export async function transfersBefore(deps: Deps, memberId: string, before: number, most: number) {
  const owner = memberOwner(memberId);
  const sides = assets.flatMap((asset) => {
    const account = sql`${accountId(owner, asset)}`;
    const range = sql`seq < ${BigInt(before)} order by seq desc limit ${most}`;
    return [
      side(
        sql`amount as change, credit_balance as balance, debit as other`,
        sql`credit = ${account} and ${range}`,
      ),
      side(
        sql`-amount as change, debit_balance as balance, credit as other`,
        sql`debit = ${account} and ${range}`,
      ),
    ];
  });
  const rows = await deps.db.all(sql`
    select seq, created_at_ms as at, asset, change, balance, kind, memo, source,
      case when other like 'system:debt:%' then 'what you owe' when other like 'system:%' then other else 'another member' end as "with",
      case when actor = ${memberId} then 'you' when actor = 'system' then 'the shop' when actor like 'api:%' then 'another program' else 'staff' end as "by"
    from (${sql.join(sides, sql` union all `)}) order by seq desc limit ${most}`);
  return z.array(rowSchema).parse(rows);
}

/** One side of one account, read by its index alone. */
function side(seen: SQL, where: SQL): SQL {
  return sql`select * from (
    select seq, created_at_ms, asset, ${seen}, kind, memo, source, actor from ${transfers} where ${where})`;
}
