import * as z from "zod";
import type { ScaleDatabase } from "./database.ts";
import { differing, SUMS } from "./sums.ts";

/** Everything that the triggers would have kept, counted anew from the transfers alone; each must find nothing. */
const CHECKS: Readonly<Record<string, string>> = {
  "balances that are not the sum of their transfers": `
    with moved(account, change) as (select credit, amount from transfers union all select debit, -amount from transfers),
      sums as (select account, sum(change) as total from moved group by account)
    select count(*) from accounts left join sums on sums.account = accounts.id where balance <> coalesce(total, 0)`,
  "assets that do not sum to zero":
    "select count(*) from (select asset from accounts group by asset having sum(balance) <> 0)",
  "gaps in the chains of balances": `
    with legs(account, seq, change, after) as (
      select credit, seq, amount, credit_balance from transfers union all select debit, seq, -amount, debit_balance from transfers)
    select count(*) from (
      select after - change as before, lag(after, 1, 0) over (partition by account order by seq) as previous from legs)
    where before <> previous`,
  "statistics that differ from the books": `
    with sides as (
      select credit as account, amount as change, credit_balance as balance, created_at_ms from transfers
      union all select debit, -amount, debit_balance, created_at_ms from transfers),
    counted as (
      select account, sum(max(change, 0)) as earned, -sum(min(change, 0)) as spent, max(balance) as highest,
        count(*) as transfers, min(created_at_ms) as first, max(created_at_ms) as last
      from sides where account like 'member:%' group by account)
    select (select count(*) from counted) - count(*) from counted join account_stats as kept using (account)
    where (kept.earned, kept.spent, kept.highest, kept.transfers, kept.first_at_ms, kept.last_at_ms)
      = (counted.earned, counted.spent, counted.highest, counted.transfers, counted.first, counted.last)`,
  "scores that differ from the books": `
    with sides as (
      select credit as account, amount as counted, seq, local_day from transfers
      union all select debit, iif(kind like 'points.%', -amount, 0), seq, local_day from transfers),
    scores as (
      select 'week:' || (local_day - (local_day + 3) % 7) as board, account, sum(counted) as score, max(iif(counted <> 0, seq, 0)) as seq
      from sides where account like 'member:%' group by 1, 2
      union all
      select 'month:' || strftime('%Y-%m', local_day * 86400, 'unixepoch'), account, sum(counted), max(iif(counted <> 0, seq, 0))
      from sides where account like 'member:%' group by 1, 2
      union all
      select 'all', id, balance, (select max(seq) from (
        select max(seq) as seq from transfers where credit = accounts.id union all select max(seq) from transfers where debit = accounts.id))
      from accounts where owner like 'member:%')
    select (select count(*) from standings) - count(*) from scores join standings as kept using (board, account)
    where kept.score = scores.score and kept.seq = scores.seq and kept.shown = 1`,
  "counts that differ from the standings": `
    with counted as (
      select board, level, score / divisor as prefix, count(*) as members from standings, standing_levels
      where shown = 1 and score > 0 group by 1, 2, 3)
    select (select count(*) from standing_counts) - count(*) from counted join standing_counts as kept using (board, level, prefix)
    where kept.members = counted.members`,
  "sums of days that differ from the books": `
    with counted as (
      select local_day, asset, kind, iif(credit like 'member:%', 'in', iif(debit like 'member:%', 'out', 'own')) as way,
        count(*) as transfers, sum(amount) as amount
      from transfers group by 1, 2, 3, 4)
    select (select count(*) from counted) + (select count(*) from day_sums) - 2 * count(*)
    from counted join day_sums as kept using (local_day, asset, kind, way)
    where (kept.transfers, kept.amount) = (counted.transfers, counted.amount)`,
  "sales that are not in the books, or otherwise": `
    with told(cause, amount, account) as (
      select 'topup:' || id, amount, member_id from topups where state = 'paid' union all
      select 'purchase:' || id, price, member_id from purchases union all
      select 'purchase.refund:' || id, price, member_id from purchases where state = 'refunded' union all
      select 'cashback:' || batch_id || ':' || member_id, amount, member_id from cashback_payouts where state = 'paid')
    select (select count(*) from told) + (select count(*) from transfers where asset = 'money') - 2 * count(*)
    from told join transfers as t using (cause)
    where t.amount = told.amount and 'member:' || told.account || '/money' in (t.debit, t.credit)`,
  "codes and purchases that do not fit": `select count(*) from purchases left join stock on stock.purchase_id = purchases.id
     where stock.id is null or stock.product_id <> purchases.product_id or (stock.state = 'sold') <> (purchases.state = 'paid')`,
  "tokens and orders that do not fit": `
    select count(*) from tokens left join orders on orders.id = order_id
    where order_id is not null and (token_code is not code or tokens.customer_id is not orders.customer_id
      or (tokens.state = 'used') <> (orders.state = 'completed'))`,
  "payouts that are not their earnings": `
    with earned as (select batch_id, referrer_id as member_id, sum(units) as units from earnings where batch_id is not null group by 1, 2)
    select (select count(*) from earned) + (select count(*) from cashback_payouts where state = 'paid') - 2 * count(*)
    from earned join cashback_payouts as paid using (batch_id, member_id) where paid.state = 'paid' and paid.units = earned.units`,
  ...Object.fromEntries(
    Object.entries(SUMS).map(([table, sql]) => [`rows of ${table} that differ`, differing(table, sql)]),
  ),
};

/** What a made database does not agree about with its own transfers; empty when it is as the triggers would have left it. */
export async function verifyScale(database: ScaleDatabase, tell: (what: string) => void): Promise<string[]> {
  const wrong: string[] = [];
  for (const [what, sql] of Object.entries(CHECKS)) {
    const count = z.number().parse(Object.values((await database.rows(sql))[0] ?? {})[0]);
    tell(`${what}: ${count}`);
    if (count !== 0) wrong.push(`${what}: ${count}`);
  }
  return wrong;
}
