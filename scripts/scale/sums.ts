import type { ScaleDatabase } from "./database.ts";

const USES = `with uses as (
    select campaign_id, o.customer_id, o.amount, o.discount, o.created_at_ms
    from tokens join orders as o on o.id = order_id where tokens.state = 'used'),
  scoped as (
    select '' as scope, customer_id, amount, discount, created_at_ms from uses union all
    select campaign_id, customer_id, amount, discount, created_at_ms from uses where campaign_id is not null),
  customers as (
    select scope, customer_id, count(*) as used, count(amount) as priced, coalesce(sum(amount), 0) as amount,
      sum(discount) as discount, min(created_at_ms) as first_at_ms from scoped group by 1, 2)`;

const IS_NEW = `not exists (select 1 from orders as b where b.customer_id = customers.customer_id and b.completed_at_ms < first_at_ms)
  and not exists (select 1 from purchases as b where b.member_id = customers.customer_id and b.created_at_ms < first_at_ms)
  and not exists (select 1 from claims as b where b.claimed_by = customers.customer_id and b.claimed_at_ms < first_at_ms)`;

/** What each of the kept sums stands for, added up anew from the rows that it is of. */
export const SUMS: Readonly<Record<string, string>> = {
  import_counts: `
    select import_id, 'claim' as what, state, count(*) as count from claims group by 1, 3 union all
    select import_id, 'mail', state, count(*) from mails where state not in ('held', 'queued', 'sending') group by 1, 3`,
  payout_counts:
    "select batch_id, state, count(*) as count, sum(amount) as amount from cashback_payouts group by 1, 2",
  order_quarters: `
    select completed_at_ms / 900000 as quarter, token_code is not null as has_token, count(*) as orders, count(amount) as priced,
      coalesce(sum(amount), 0) as amount, sum(discount) as discount from orders where state = 'completed' group by 1, 2`,
  token_sums: `
    ${USES} select scope as campaign_id, sum(used) as used, sum(priced) as priced, sum(amount) as amount, sum(discount) as discount,
      count(*) as customers, count(*) filter (where ${IS_NEW}) as new_customers from customers group by 1`,
};

/** Writes them as the triggers would have. */
export async function keepSums(database: ScaleDatabase): Promise<void> {
  for (const [table, sql] of Object.entries(SUMS)) await database.run(`insert into ${table} ${sql}`);
}

/** How many rows of a kept table differ from what they stand for; a count that has gone to nothing may stay as a zero. */
export const differing = (table: string, sql: string): string => `
  select count(*) from (
    select * from (select * from (${sql}) except select * from ${table})
    union all
    select * from (select * from ${table} ${table.endsWith("_counts") ? "where count <> 0" : ""} except select * from (${sql})))`;
