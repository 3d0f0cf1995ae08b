import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { ENTRIES_PER_PAGE, type HistoryPlace, historyOf } from "../../src/domain/points/history.ts";
import { retireAchievements } from "../support/achievements.ts";
import { memberWith, refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await retireAchievements(shop);
});
beforeEach(() => shop.proxy.reset());
afterAll(() => shop.stop());

const pageOf = (memberId: string, place: HistoryPlace) =>
  historyOf(shop.deps(), memberId, memberId, "points", place);

/** A member with so many entries whose balance after each is its number. */
async function memberWithEntries(count: number): Promise<string> {
  const memberId = shop.newId();
  for (let at = 0; at < count; at++) {
    const asked = { action: "add", memberId, amount: 1, reason: `no. ${at + 1}`, silent: true } as const;
    await changePoints(shop.deps(), shop.request("1", "admin"), asked);
  }
  return memberId;
}

const numbers = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, at) => from - at);

describe("a history", () => {
  it("pages by key, there and back, and an entry that comes in between moves none to the wrong page", async () => {
    const memberId = await memberWithEntries(23);
    const balances = (page: Awaited<ReturnType<typeof pageOf>>) => page.entries.map(({ balance }) => balance);
    const first = await pageOf(memberId, { kind: "page", page: 1 });
    expect(balances(first)).toEqual(numbers(23, 14));
    expect(first).toMatchObject({ page: 1, pages: 3, count: 23, hasOlder: true });
    const asked = { action: "remove", memberId, amount: 20, reason: "in between", silent: true } as const;
    await changePoints(shop.deps(), shop.request("1", "admin"), asked);
    const second = await pageOf(memberId, { kind: "older", seq: first.entries.at(-1)?.seq ?? 0, page: 2 });
    expect(balances(second)).toEqual(numbers(13, 4));
    const third = await pageOf(memberId, { kind: "older", seq: second.entries.at(-1)?.seq ?? 0, page: 3 });
    expect(balances(third)).toEqual(numbers(3, 1));
    expect(third).toMatchObject({ page: 3, hasOlder: false });
    const back = await pageOf(memberId, { kind: "newer", seq: third.entries[0]?.seq ?? 0, page: 2 });
    expect(balances(back)).toEqual(numbers(13, 4));
    const top = await pageOf(memberId, { kind: "newer", seq: first.entries[0]?.seq ?? 0, page: 0 });
    expect(top.entries).toMatchObject([
      { change: -20, balance: 3, kind: "points.remove", memo: "in between" },
    ]);
    expect(top).toMatchObject({ page: 1, hasOlder: true });
  });

  it("shows a page by its number as the buttons do, and the last one for those beyond", async () => {
    const memberId = await memberWithEntries(2 * ENTRIES_PER_PAGE);
    const page = async (number: number) => {
      const { entries } = await pageOf(memberId, { kind: "page", page: number });
      return entries.map(({ balance }) => balance);
    };
    expect(await page(2)).toEqual(numbers(10, 1));
    expect(await page(3)).toEqual(numbers(10, 1));
    expect(await page(1_000_000)).toEqual(numbers(10, 1));
  });

  it("is empty for money before there is a wallet, and asks the database once", async () => {
    const memberId = await memberWith(shop, 10);
    shop.proxy.reset();
    const found = await historyOf(shop.deps(), memberId, memberId, "money", { kind: "page", page: 1 });
    expect(found).toMatchObject({ entries: [], count: 0, pages: 1, hasOlder: false });
    expect(shop.proxy.exchanges).toBe(1);
  });
});

describe("a balance", () => {
  it("tells what the points have seen, in one round trip", async () => {
    const memberId = await memberWith(shop, 500);
    const firstAtMs = shop.clock.now();
    shop.clock.pass(60_000);
    const asked = { action: "remove", memberId, amount: 120, reason: "a test", silent: true } as const;
    await changePoints(shop.deps(), shop.request("1", "admin"), asked);
    shop.proxy.reset();
    expect(await balanceOf(shop.deps(), shop.request(memberId))).toEqual({
      points: 380,
      money: null,
      debt: 0,
      waiting: 0,
      stats: {
        earned: 500,
        spent: 120,
        highest: 500,
        transfers: 2,
        firstAtMs,
        lastAtMs: shop.clock.now(),
      },
      locale: "en",
    });
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("of somebody else is for staff", async () => {
    const memberId = await memberWith(shop, 7);
    expect(await refusalOf(balanceOf(shop.deps(), shop.request(), memberId))).toEqual({
      kind: "balance_for_staff",
    });
    const forStaff = await balanceOf(shop.deps(), shop.request("2", "staff"), memberId);
    expect(forStaff).toMatchObject({ points: 7 });
    expect(await balanceOf(shop.deps(), shop.request(memberId), memberId)).toMatchObject({ points: 7 });
  });
});
