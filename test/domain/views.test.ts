import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../src/db/ledger.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { retireAchievements } from "../support/achievements.ts";
import { openClaim } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const ADMIN = "1180000000000000902";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await retireAchievements(shop);
});
afterAll(() => shop.stop());

const anyRow = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
const rowsOf = (view: string, memberId: string) =>
  shop.database.rows(anyRow, { sql: `select * from ${view} where user_id = ? order by 1`, args: [memberId] });

const utc = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace("T", " ");

/** A claim of a member, then 300 points taken by an admin an hour later. */
async function history() {
  const { code, points } = await openClaim(shop);
  const memberId = shop.newId();
  const claimedAt = utc(shop.clock.now());
  await claim(shop.deps(), shop.request(memberId), code);
  shop.clock.pass(3_600_000);
  const asked = { action: "remove", memberId, amount: 300, reason: "a mistake", silent: true } as const;
  await changePoints(shop.deps(), shop.request(ADMIN, "admin"), asked);
  return { memberId, points, claimedAt, removedAt: utc(shop.clock.now()) };
}

describe("the views for owners of older bots", () => {
  it("tell a member's points, statistics and transactions as the books have them", async () => {
    const { memberId, points, claimedAt, removedAt } = await history();
    const left = points - 300;
    expect(await rowsOf("points", memberId)).toEqual([
      { user_id: memberId, points: left, balance: left, updated: removedAt },
    ]);
    expect(await rowsOf("user_stats", memberId)).toEqual([
      {
        user_id: memberId,
        points: left,
        total_earned: points,
        total_spent: 300,
        highest_balance: points,
        transaction_count: 2,
        first_activity: claimedAt,
        last_activity: removedAt,
      },
    ]);
    expect(await rowsOf("transactions", memberId)).toMatchObject([
      { amount: points, type: "claim", admin: null, balance_after: points, created_at: claimedAt },
      {
        amount: -300,
        type: "points.remove",
        reason: "a mistake",
        admin: ADMIN,
        balance_after: left,
        created_at: removedAt,
      },
    ]);
    expect(await rowsOf("wallet_transactions", memberId)).toEqual([]);
  });

  it("keep money apart from points", async () => {
    const { memberId } = await history();
    const { db, clock } = shop.deps();
    const before = await rowsOf("transactions", memberId);
    await db.batch([
      openAccounts(db, "money", [systemOwner("midtrans"), memberOwner(memberId)]),
      transferFrom(
        db,
        {
          debit: accountId(systemOwner("midtrans"), "money"),
          credit: accountId(memberOwner(memberId), "money"),
          amount: 50_000n,
          asset: "money",
          kind: "topup",
          cause: `topup:${shop.newId()}`,
          actor: memberId,
          createdAtMs: clock(),
          localDay: 0,
        },
        sql`(select 1) where true`,
      ),
    ]);
    expect(await rowsOf("wallet_transactions", memberId)).toMatchObject([
      { user_id: memberId, amount: 50_000, type: "topup", admin: null, balance_after: 50_000 },
    ]);
    expect(await rowsOf("transactions", memberId)).toEqual(before);
  });

  it("find one member's rows by keys, however many members there are", async () => {
    const plan = z.object({ detail: z.string() });
    for (const view of ["points", "user_stats", "transactions", "wallet_transactions"]) {
      const steps = await shop.database.rows(plan, {
        sql: `explain query plan select * from ${view} where user_id = ?`,
        args: ["1"],
      });
      expect(steps.some(({ detail }) => detail.includes("account_user"))).toBe(true);
      for (const { detail } of steps)
        expect(detail, view).not.toMatch(/^SCAN (accounts|transfers|account_stats)/);
    }
  });
});
