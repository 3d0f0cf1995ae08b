import { DAY_MS } from "../../src/lib/time.ts";
import type { ScaleDatabase } from "./database.ts";

/** What moves money is collected here by those who make it, owners without their asset. */
export async function openMoney(database: ScaleDatabase): Promise<void> {
  await database.run(
    `create table scale_money (kind text not null, cause text not null, debit text not null, credit text not null,
      amount integer not null, actor text not null, source text not null, at_ms integer not null) strict`,
  );
}

/**
 * Books what was collected behind the transfers that there are, in the order of time, with all that the triggers would
 * have kept of it. Each leg's balance is a running sum over its account.
 */
export async function bookMoney(database: ScaleDatabase): Promise<void> {
  await database.run(
    `create table scale_ordered as
     select row_number() over (order by at_ms, cause) as n, kind, cause, debit || '/money' as debit,
       credit || '/money' as credit, amount, actor, source, at_ms from scale_money`,
  );
  await database.run(
    "create table scale_legs (n integer not null, side integer not null, account text not null, change integer not null, after integer not null, primary key (n, side)) strict, without rowid",
  );
  await database.run(
    `insert into scale_legs
     with legs(n, side, account, change) as (
       select n, 0, debit, -amount from scale_ordered union all select n, 1, credit, amount from scale_ordered)
     select n, side, account, change, sum(change) over (partition by account order by n rows unbounded preceding) from legs
     order by n, side`,
  );
  await database.run(
    `insert into accounts (id, owner, asset)
     select distinct account, substr(account, 1, length(account) - 6), 'money' from scale_legs where true on conflict do nothing`,
  );
  await database.run(
    `insert into transfers (seq, debit, credit, amount, asset, kind, cause, actor, source, debit_balance, credit_balance,
       created_at_ms, local_day)
     select (select max(seq) from transfers) + o.n, debit, credit, amount, 'money', kind, cause, actor, source, d.after,
       c.after, at_ms, at_ms / ${DAY_MS}
     from scale_ordered as o join scale_legs as d on d.n = o.n and d.side = 0 join scale_legs as c on c.n = o.n and c.side = 1
     order by o.n`,
  );
  await keepCounts(database);
  for (const table of ["scale_money", "scale_ordered", "scale_legs"])
    await database.run(`drop table ${table}`);
}

async function keepCounts(database: ScaleDatabase): Promise<void> {
  await database.run(
    `update accounts set balance = last.after from (select account, after, max(n) from scale_legs group by account) as last
     where last.account = accounts.id`,
  );
  await database.run(
    `insert into account_stats
     select account, sum(max(change, 0)), -sum(min(change, 0)), max(after), count(*), min(at_ms), max(at_ms)
     from scale_legs join scale_ordered using (n) where account like 'member:%' group by account`,
  );
  await database.run(
    `insert into day_sums (local_day, asset, kind, way, transfers, amount)
     select at_ms / ${DAY_MS}, 'money', kind,
       iif(credit like 'member:%', 'in', iif(debit like 'member:%', 'out', 'own')), count(*), sum(amount)
     from scale_ordered group by 1, 3, 4`,
  );
}
