import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { reconcileOne, reconcileOpen } from "../../src/domain/wallet/reconcileNow.ts";
import { HOUR_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, paidTopup, walletOf } from "../support/wallet.ts";

const STAFF = "1180000000000000901";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => shop.midtrans.faults.clear());
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const staff = () => shop.request(STAFF, "staff");
const one = (topupId: string) => reconcileOne(shop.deps(), staff(), topupId);
const open = (deps = shop.deps()) => reconcileOpen(deps, staff());
const number = (column: "checks" | "next_check_at_ms", topupId: string) =>
  shop.database.number({ sql: `select coalesce(${column}, -1) from topups where id = ?`, args: [topupId] });

describe("asking for one top-up", () => {
  it("books what Midtrans says, and tells what it was and is", async () => {
    const { memberId, topupId } = await begunTopup(shop, 50_000);
    shop.midtrans.settle(topupId);
    expect(await one(topupId)).toMatchObject({
      before: { state: "pending" },
      looked: { kind: "moved", said: { status: "settlement", amount: 50_000 } },
      after: { state: "paid" },
    });
    expect(await walletOf(shop, memberId)).toMatchObject({ money: 50_000 });
    expect(await one(topupId)).toMatchObject({ looked: { kind: "same" }, after: { state: "paid" } });
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("at once by twenty credits once", async () => {
    const { memberId, topupId } = await begunTopup(shop, 50_000);
    shop.midtrans.settle(topupId);
    const answers = await Promise.all(Array.from({ length: 20 }, () => one(topupId)));
    expect(answers.filter(({ looked }) => looked.kind === "moved")).toHaveLength(1);
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("leaves the growing pauses as they were, so that a refund of weeks later is still found", async () => {
    const { memberId, topupId } = await paidTopup(shop, 50_000);
    const columns = ["checks", "next_check_at_ms"] as const;
    const before = await Promise.all(columns.map((column) => number(column, topupId)));
    for (let at = 0; at < 8; at++) await one(topupId);
    shop.midtrans.faults.next({ path: "/status", status: 503 });
    await one(topupId);
    expect(await Promise.all(columns.map((column) => number(column, topupId)))).toEqual(before);
    await shop.midtrans.refund(topupId);
    shop.clock.pass(25 * HOUR_MS);
    await shop.cron();
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 0 });
  });

  it("without an answer changes nothing and says which: away, refused, or no such payment", async () => {
    const { topupId } = await begunTopup(shop);
    shop.midtrans.faults.next({ path: "/status", dropBefore: true });
    expect(await one(topupId)).toMatchObject({ looked: { kind: "away" }, after: { state: "pending" } });
    shop.midtrans.faults.next({ path: "/status", errorInside: "401" });
    expect(await one(topupId)).toMatchObject({ looked: { kind: "refused", code: "401" } });
    shop.midtrans.faults.next({ path: "/status", errorInside: "404" });
    expect(await one(topupId)).toMatchObject({ looked: { kind: "same", said: null } });
  });

  it("that does not exist is refused", async () => {
    expect(await refusalOf(one("tu-1"))).toEqual({ kind: "topup_id_unknown" });
    const none = reconcileOne(shop.deps({ midtransUrl: null }), staff(), "tu-1");
    expect(await refusalOf(none)).toEqual({ kind: "topups_not_set_up" });
  });
});

describe("asking for all that are open", () => {
  it("asks for those whose time has not come, books what arrived, and leaves the pauses short", async () => {
    await open();
    const [paid, waiting] = [await begunTopup(shop, 50_000), await begunTopup(shop, 20_000)];
    shop.midtrans.settle(paid.topupId);
    const done = await open();
    expect(done).toMatchObject({ unanswered: 0, left: 0 });
    expect(done.moved.map(({ id }) => id)).toEqual([paid.topupId]);
    expect(await walletOf(shop, paid.memberId)).toMatchObject({ money: 50_000 });
    for (let at = 0; at < 8; at++) await open();
    expect(await number("checks", waiting.topupId)).toBeLessThanOrEqual(1);
  });

  it("ends soon when Midtrans is away, and tells how many are left", async () => {
    for (let at = 0; at < 12; at++) await begunTopup(shop);
    shop.midtrans.faults.lasting({ path: "/status", status: 503 });
    const done = await open();
    expect(done.unanswered).toBe(done.asked);
    expect(done.asked).toBeLessThanOrEqual(8);
    expect(done.left).toBeGreaterThan(0);
    shop.midtrans.faults.clear();
    expect(await open()).toMatchObject({ unanswered: 0, left: 0 });
  });

  it("ends in time when Midtrans is slow: no round begins after eight seconds", async () => {
    for (let at = 0; at < 30; at++) await begunTopup(shop);
    const clock = () => {
      shop.clock.pass(1_000);
      return shop.clock.now();
    };
    const done = await open(shop.deps({ clock }));
    expect(done.asked).toBeGreaterThan(0);
    expect(done.left).toBeGreaterThan(0);
  });
});
