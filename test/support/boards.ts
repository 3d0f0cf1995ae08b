import { sql } from "drizzle-orm";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../src/db/ledger.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import type { TestShop } from "./shop.ts";

/** Moves points from the shop to a member, or with a negative amount back, on a day of the shop. */
export async function give(
  shop: TestShop,
  memberId: string,
  points: number,
  { localDay = Math.floor(shop.clock.now() / DAY_MS), kind = "points.add" } = {},
): Promise<void> {
  const { db, clock } = shop.deps();
  const [ours, theirs] = [memberOwner(memberId), systemOwner("grants")];
  const [debit, credit] = points > 0 ? [theirs, ours] : [ours, theirs];
  await db.batch([
    openAccounts(db, "points", [ours, theirs]),
    transferFrom(
      db,
      {
        debit: accountId(debit, "points"),
        credit: accountId(credit, "points"),
        amount: BigInt(Math.abs(points)),
        asset: "points",
        kind,
        cause: `interaction:${shop.newId()}`,
        actor: memberId,
        memo: "for a test",
        createdAtMs: clock(),
        localDay,
      },
      sql`(select 1) where true`,
    ),
  ]);
}

/** New members with these points, in this order. */
export async function membersWith(
  shop: TestShop,
  points: readonly number[],
  day: { localDay?: number } = {},
): Promise<string[]> {
  const ids: string[] = [];
  for (const amount of points) {
    const memberId = shop.newId();
    await give(shop, memberId, amount, day);
    ids.push(memberId);
  }
  return ids;
}

/** Moves so many points of 1 to a member, each by a transfer of its own. */
export async function giveOften(shop: TestShop, memberId: string, times: number): Promise<void> {
  await give(shop, memberId, 1);
  await shop.database.run({
    sql: `insert into transfers (debit, credit, amount, asset, kind, cause, actor, memo, created_at_ms, local_day)
      with recursive n(at) as (select 1 union all select at + 1 from n where at < ?2)
      select 'system:grants/points', 'member:' || ?1 || '/points', 1, 'points', 'points.add', 'bulk:' || ?1 || ':' || at, ?1,
        'why number ' || at, at, 10 from n`,
    args: [memberId, times - 1],
  });
}
