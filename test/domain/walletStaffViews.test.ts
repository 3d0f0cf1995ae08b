import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkMember } from "../../src/domain/desk/checkMember.ts";
import { shopStats } from "../../src/domain/desk/shopStats.ts";
import { chooseHidden } from "../../src/domain/members/choices.ts";
import { chooseLocale } from "../../src/domain/members/locale.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { historyOf } from "../../src/domain/points/history.ts";
import { cancelTopup } from "../../src/domain/wallet/check.ts";
import { listTopups, suggestTopups, TOPUPS_PER_PAGE } from "../../src/domain/wallet/list.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, owingMember, paidTopup, spend, strangersPayment } from "../support/wallet.ts";

const STAFF = "1180000000000000901";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => shop.proxy.reset());
afterAll(() => shop.stop());

const check = (memberId: string) => checkMember(shop.deps(), STAFF, memberId);
const stats = () => shopStats(shop.deps(), STAFF, 30);
const balance = (memberId: string) => balanceOf(shop.deps(), shop.request(memberId));

describe("what staff see of a member", () => {
  it("is the newest five of top-ups and entries, each with its source, in one round trip", async () => {
    const memberId = shop.newId();
    const ids: string[] = [];
    for (let at = 0; at < 6; at++) {
      shop.clock.pass(1_000);
      ids.unshift((await paidTopup(shop, 10_000, memberId)).topupId);
    }
    await spend(shop, memberId, 5_000);
    const open = await begunTopup(shop, 20_000, memberId);
    await chooseLocale(shop.deps(), shop.request(memberId), "id");
    await chooseHidden(shop.deps(), shop.request(memberId), true);
    shop.proxy.reset();
    const found = await check(memberId);
    expect(shop.proxy.exchanges).toBe(1);
    expect(found).toMatchObject({
      balance: 55_000,
      debt: 0,
      points: 0,
      open: { count: 1, sum: 20_000 },
      known: { locale: "id", hiddenAtMs: shop.clock.now(), leftAtMs: null },
    });
    expect(found.topups.map(({ id }) => id)).toEqual([open.topupId, ...ids.slice(0, 4)]);
    expect(found.entries.map(({ kind, source, balance }) => [kind, source, balance])).toEqual([
      ["spend", "shop", 55_000],
      ["topup", "midtrans", 60_000],
      ["topup", "midtrans", 50_000],
      ["topup", "midtrans", 40_000],
      ["topup", "midtrans", 30_000],
    ]);
  });

  it("of somebody whom the shop never met is nothing", async () => {
    expect(await check(shop.newId())).toMatchObject({
      known: null,
      points: 0,
      balance: 0,
      debt: 0,
      open: { count: 0, sum: 0 },
      topups: [],
      entries: [],
    });
  });

  it("tells a debt", async () => {
    expect(await check(await owingMember(shop, 30_000))).toMatchObject({ balance: 0, debt: 30_000 });
  });
});

describe("a member's balance", () => {
  it("tells a debt and what waits to be paid, in one round trip; a code that expired waits no more", async () => {
    const memberId = await owingMember(shop, 30_000);
    await begunTopup(shop, 20_000, memberId);
    await begunTopup(shop, 40_000, memberId);
    shop.proxy.reset();
    expect(await balance(memberId)).toMatchObject({ money: 0, debt: 30_000, waiting: 60_000 });
    expect(shop.proxy.exchanges).toBe(1);
    shop.clock.pass(HOUR_MS);
    expect(await balance(memberId)).toMatchObject({ debt: 30_000, waiting: 0 });
  });

  it("owes nothing and waits for nothing before there is a wallet", async () => {
    expect(await balance(shop.newId())).toMatchObject({ money: null, debt: 0, waiting: 0 });
  });
});

it("an entry of another program tells its name in the history", async () => {
  const { memberId } = await paidTopup(shop);
  await shop.database.run({
    sql: `insert into transfers (debit, credit, amount, asset, kind, cause, actor, source, created_at_ms, local_day)
      values ('system:api/money', ?, 700, 'money', 'api.credit', ?, 'api:kasir', 'api:kasir', 1, 20000)`,
    args: [`member:${memberId}/money`, `test:${shop.newId()}`],
  });
  shop.proxy.reset();
  const page = await historyOf(shop.deps(), memberId, memberId, "money", { kind: "page", page: 1 });
  expect(shop.proxy.exchanges).toBe(1);
  expect(page.entries.map(({ source }) => source)).toEqual(["api:kasir", "midtrans"]);
});

describe("the list of top-ups", () => {
  it("shows all, the newest first, or those of a state; one past the end shows the last page", async () => {
    const made: string[] = [];
    for (let at = 0; at < TOPUPS_PER_PAGE + 2; at++) {
      shop.clock.pass(1_000);
      const { memberId, topupId } = await begunTopup(shop);
      await cancelTopup(shop.deps(), shop.request(memberId), topupId);
      made.unshift(topupId);
    }
    shop.proxy.reset();
    const first = await listTopups(shop.deps(), STAFF, undefined, 1);
    expect(shop.proxy.exchanges).toBe(1);
    expect(first.rows.map(({ id }) => id)).toEqual(made.slice(0, TOPUPS_PER_PAGE));
    const cancelled = await listTopups(shop.deps(), STAFF, "cancelled", 2);
    expect(cancelled).toMatchObject({ page: 2, pages: 2, count: made.length });
    expect(cancelled.rows.map(({ id }) => id)).toEqual(made.slice(TOPUPS_PER_PAGE));
    expect(await listTopups(shop.deps(), STAFF, "cancelled", 1_000)).toMatchObject({ page: 2 });
    const denied = await listTopups(shop.deps(), STAFF, "denied", 1);
    expect(denied).toMatchObject({ rows: [], pages: 1, count: 0 });
  });

  it("suggests open ones first, and by what is typed any: the beginning of an id, or a member's id", async () => {
    const paid = await paidTopup(shop);
    const open = await begunTopup(shop);
    const suggested = async (typed: string) => (await suggestTopups(shop.deps(), typed)).map(({ id }) => id);
    const untyped = await suggested("");
    expect(untyped[0]).toBe(open.topupId);
    expect(untyped).not.toContain(paid.topupId);
    expect(await suggested(paid.topupId.slice(0, -1))).toContain(paid.topupId);
    expect(await suggested(paid.topupId)).toEqual([paid.topupId]);
    expect(await suggested(paid.memberId)).toEqual([paid.topupId]);
    expect((await suggested("tu-"))[0]).toBe(open.topupId);
    expect(await suggested("%")).toEqual([]);
  });
});

describe("the shop's figures", () => {
  it("change by what happened, and are one question", async () => {
    const before = await stats();
    const { memberId } = await paidTopup(shop, 60_000);
    await spend(shop, memberId, 10_000);
    await owingMember(shop, 30_000);
    await begunTopup(shop, 20_000);
    await strangersPayment(shop);
    const asked = { action: "add", memberId, amount: 70, reason: "a gift", silent: true } as const;
    await changePoints(shop.deps(), shop.request(STAFF, "admin"), asked);
    shop.proxy.reset();
    const after = await stats();
    expect(shop.proxy.exchanges).toBe(1);
    const grown = (name: keyof typeof after) => Number(after[name]) - Number(before[name]);
    const names = ["members", "float", "debt", "debtors", "open", "unmatched", "disputed"] as const;
    expect(names.map(grown)).toEqual([3, 50_000, 30_000, 1, 1, 1, 0]);
    // Points with the bonuses that they earned.
    expect(grown("points")).toBeGreaterThanOrEqual(70);
    expect([grown("todayCount"), grown("todaySum")]).toEqual([2, 90_000]);
    expect([grown("weekCount"), grown("weekSum")]).toEqual([2, 90_000]);
  });

  it("of today end with the shop's day, and those of the week with the seventh", async () => {
    const DAYS_MS = 24 * HOUR_MS;
    await paidTopup(shop, 50_000);
    const before = await stats();
    shop.clock.pass(DAYS_MS);
    expect(await stats()).toMatchObject({ todayCount: 0, todaySum: 0, weekCount: before.weekCount });
    shop.clock.pass(5 * DAYS_MS);
    expect(await stats()).toMatchObject({ weekCount: before.weekCount, weekSum: before.weekSum });
    shop.clock.pass(DAYS_MS);
    expect(await stats()).toMatchObject({ weekCount: 0, weekSum: 0, float: before.float });
  });
});
