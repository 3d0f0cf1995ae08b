import * as z from "zod";
import type { TestDatabase } from "./database.ts";

const counts = z.object({
  assetsNotZero: z.number(),
  membersBelowZero: z.number(),
  balancesNotTransfers: z.number(),
  gapsInChains: z.number(),
  unbooked: z.number(),
});

/** What the books of a healthy shop show. */
export const BALANCED: z.infer<typeof counts> = {
  assetsNotZero: 0,
  membersBelowZero: 0,
  balancesNotTransfers: 0,
  gapsInChains: 0,
  unbooked: 0,
};

/** Counts what is wrong with the books, by SQL that shares nothing with the shop's own. */
export async function books(database: TestDatabase): Promise<z.infer<typeof counts>> {
  const [found] = await database.rows(
    counts,
    `with legs(account, seq, change, after) as (
       select credit, seq, amount, credit_balance from transfers
       union all select debit, seq, -amount, debit_balance from transfers
     ), chain as (
       select after - change as before, lag(after, 1, 0) over (partition by account order by seq) as previous from legs
     )
     select
       (select count(*) from (select asset from accounts group by asset having sum(balance) <> 0)) as assetsNotZero,
       (select count(*) from accounts where owner not like 'system:%' and balance < 0) as membersBelowZero,
       (select count(*) from accounts
        where balance <> (select coalesce(sum(change), 0) from legs where account = accounts.id)) as balancesNotTransfers,
       (select count(*) from chain where before <> previous) as gapsInChains,
       (select count(*) from transfers where debit_balance is null or credit_balance is null) as unbooked`,
  );
  if (!found) throw new Error("the books gave no answer");
  return found;
}
