import { sql } from "drizzle-orm";
import * as z from "zod/mini";
import { DAY_MS } from "../../lib/time.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";

const disagreementSchema = z.object({ account: z.string() });
const DISAGREEMENTS_MAX = 20;

/**
 * Proves the books: each balance is the sum of its transfers, the balances of an asset sum to zero, and what cashback
 * batches paid is what the transfers say. Returns what disagrees, at most 20; staff are told of it once a day.
 */
export async function checkBooks(deps: Deps): Promise<string[]> {
  const rows = await deps.db.all(sql`
    with moved(account, change) as (
      select credit, amount from transfers union all select debit, -amount from transfers
    ), sums(account, total) as (select account, sum(change) from moved group by account)
    select id as account from accounts left join sums on sums.account = accounts.id
    where balance <> coalesce(total, 0)
    union all
    select 'asset:' || asset from accounts group by asset having sum(balance) <> 0
    union all
    select 'cashback' where
      (select coalesce(sum(amount), 0) from cashback_payouts where state = 'paid')
      <> (select coalesce(sum(amount), 0) from transfers where kind = 'referral_cashback')
    limit ${DISAGREEMENTS_MAX}`);
  const broken = z
    .array(disagreementSchema)
    .parse(rows)
    .map(({ account }) => account);
  if (broken.length === 0) return [];
  const id = `ledger.broken.${Math.floor(deps.clock() / DAY_MS)}`;
  await deps.db.batch(
    recordAudit(deps, { id, actor: "system", action: "ledger.broken", target: broken.join(" "), cause: id }),
  );
  ringAudit(deps, id);
  return broken;
}
