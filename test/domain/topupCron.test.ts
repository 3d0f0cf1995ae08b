import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { CHECKED_PER_RUN_MAX, reconcileDue } from "../../src/domain/wallet/reconcile.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/time.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import {
  begunTopup,
  movesOf,
  notify,
  paidTopup,
  questionsAbout,
  spend,
  toldStaff,
  topupRow,
  walletOf,
} from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
  // Of earlier tests: what they left is nobody's any more.
  await shop.database.run("update topups set next_check_at_ms = null");
});
afterAll(() => shop.stop());

const run = () => reconcileDue(shop.deps());

/** The minutes at which the cron trigger, every minute, asks for a top-up. */
async function minutesAsked(topupId: string, minutes: number): Promise<number[]> {
  const asked: number[] = [];
  for (let minute = 1; minute <= minutes; minute++) {
    shop.clock.pass(MINUTE_MS);
    const before = questionsAbout(shop, topupId);
    await run();
    if (questionsAbout(shop, topupId) > before) asked.push(minute);
  }
  return asked;
}

/** Copies of a pending top-up that are due now; Midtrans does not know them. */
async function copies(topupId: string, count: number): Promise<void> {
  await shop.database.run({
    sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?2)
      insert into topups (id, member_id, amount, state, answer_until_ms, next_check_at_ms, created_at_ms, state_at_ms)
      select id || '-' || i, member_id, amount, state, answer_until_ms, ?3, ?3, ?3 from topups, n where id = ?1`,
    args: [topupId, count, shop.clock.now()],
  });
}

describe("the cron trigger", () => {
  it("asks with growing pauses while a code waits to be paid, until it has expired, and for a day after that", async () => {
    const { topupId } = await begunTopup(shop);
    expect(await minutesAsked(topupId, 60)).toEqual([1, 2, 4, 8, 16, 21, 51]);
    expect((await topupRow(shop, topupId)).state).toBe("expired");
    const later = questionsAbout(shop, topupId);
    for (let hours = 0; hours < 48; hours++) {
      shop.clock.pass(HOUR_MS);
      await run();
    }
    expect(questionsAbout(shop, topupId) - later).toBe(3);
    expect((await topupRow(shop, topupId)).next_check_at_ms).toBeNull();
  });

  it("asks for nothing that is not due", async () => {
    const { topupId } = await begunTopup(shop);
    shop.clock.pass(MINUTE_MS - SECOND_MS);
    expect(await run()).toMatchObject({ asked: 0 });
    shop.clock.pass(SECOND_MS);
    expect(await run()).toMatchObject({ asked: 1, moved: [], unanswered: 0 });
    expect(questionsAbout(shop, topupId)).toBe(1);
  });

  it("settles a payment whose notification never came, and one that came after its end", async () => {
    const [one, other] = [await begunTopup(shop), await begunTopup(shop)];
    shop.midtrans.settle(one.topupId);
    shop.clock.pass(MINUTE_MS);
    expect(await run()).toMatchObject({ asked: 2, moved: [{ id: one.topupId, state: "paid" }] });
    shop.clock.pass(20 * MINUTE_MS);
    await run();
    expect((await topupRow(shop, other.topupId)).state).toBe("expired");
    shop.midtrans.settle(other.topupId);
    shop.clock.pass(5 * MINUTE_MS);
    await run();
    expect(await movesOf(shop, other.memberId)).toEqual(["topup +50000"]);
  });

  it("finds money that was given back without any notification, and staff are told", async () => {
    const { memberId, topupId } = await paidTopup(shop, 50_000);
    await spend(shop, memberId, 40_000);
    await shop.midtrans.refund(topupId, 20_000);
    shop.clock.pass(DAY_MS);
    await run();
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 10_000 });
    await shop.midtrans.chargeback(topupId);
    shop.clock.pass(DAY_MS);
    await run();
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 40_000 });
    expect(await toldStaff(shop, topupId)).toEqual(["topup.refund", "topup.chargeback"]);
    shop.clock.pass(50 * DAY_MS);
    expect(await run()).toMatchObject({ asked: 0 });
  });

  it("asks for a paid payment for the 45 days in which money can be given back, a few times", async () => {
    const { topupId } = await paidTopup(shop);
    const before = questionsAbout(shop, topupId);
    const days: number[] = [];
    for (let day = 1; day <= 60; day++) {
      const asked = questionsAbout(shop, topupId);
      shop.clock.pass(DAY_MS);
      await run();
      if (questionsAbout(shop, topupId) > asked) days.push(day);
    }
    expect(days).toEqual([1, 7, 30, 46]);
    expect(questionsAbout(shop, topupId) - before).toBe(4);
  });

  it(`asks for at most ${CHECKED_PER_RUN_MAX} top-ups a run; the others wait for the next`, async () => {
    const { topupId } = await begunTopup(shop);
    await copies(topupId, CHECKED_PER_RUN_MAX + 30);
    shop.clock.pass(SECOND_MS);
    expect(await run()).toMatchObject({ asked: CHECKED_PER_RUN_MAX });
    expect(await run()).toMatchObject({ asked: 30 });
    expect(await run()).toMatchObject({ asked: 0 });
  });

  it("and another at the same time ask for each top-up once", async () => {
    const made = await Promise.all(Array.from({ length: 12 }, () => begunTopup(shop)));
    for (const { topupId } of made) shop.midtrans.settle(topupId);
    shop.clock.pass(MINUTE_MS);
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.reduce((sum, { asked }) => sum + asked, 0)).toBe(12);
    expect(made.map(({ topupId }) => questionsAbout(shop, topupId))).toEqual(Array(12).fill(1));
    for (const { memberId } of made) expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("that died while it asked leaves the top-up to another, two minutes later", async () => {
    const { memberId, topupId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    shop.clock.pass(MINUTE_MS);
    shop.proxy.reset();
    shop.proxy.plan((at) => (at > 1 ? { kind: "request_lost" } : undefined));
    await expect(reconcileDue(shop.deps({ patienceMs: 100 }))).rejects.toThrow();
    shop.proxy.reset();
    shop.clock.pass(2 * MINUTE_MS - SECOND_MS);
    expect(await run()).toMatchObject({ asked: 0 });
    shop.clock.pass(SECOND_MS);
    await run();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});

it("when a top-up is asked for next is not undone by a question that was slower than what settled it", async () => {
  const { memberId, topupId } = await begunTopup(shop);
  shop.midtrans.set(topupId, { status: "expire" });
  await checkTopup(shop.deps(), shop.request(memberId), topupId);
  await shop.database.run({
    sql: "update topups set checks = 4, next_check_at_ms = ? where id = ?",
    args: [shop.clock.now(), topupId],
  });
  shop.midtrans.settle(topupId);
  shop.proxy.reset();
  shop.proxy.plan((at) => (at === 2 ? { kind: "delay", ms: 400 } : undefined));
  const slow = run();
  await vi.waitFor(() => expect(shop.proxy.exchanges).toBe(2));
  await notify(shop, shop.midtrans.notification(topupId));
  expect(await slow).toMatchObject({ asked: 1, moved: [] });
  expect(await topupRow(shop, topupId)).toMatchObject({
    state: "paid",
    checks: 0,
    next_check_at_ms: shop.clock.now() + DAY_MS,
  });
});

describe("while Midtrans", () => {
  it.each([
    ["is away", { status: 503 }],
    ["answers 200 with an error inside", { errorInside: "500" }],
    ["refuses our key", { errorInside: "401" }],
  ])("%s, a run costs little, and no question is used up", async (_, fault) => {
    const { topupId, memberId } = await begunTopup(shop);
    await copies(topupId, 200);
    shop.midtrans.faults.lasting(fault);
    shop.clock.pass(MINUTE_MS);
    const { asked, unanswered } = await run();
    expect(asked).toBeLessThanOrEqual(40);
    expect(unanswered).toBe(asked);
    await shop.database.run("update topups set next_check_at_ms = null where id like '%-%-%'");
    for (let hours = 0; hours < 30; hours++) {
      shop.clock.pass(HOUR_MS);
      await run();
    }
    expect(await topupRow(shop, topupId)).toMatchObject({ state: "pending", checks: 0 });
    shop.midtrans.faults.lasting(null);
    shop.midtrans.settle(topupId);
    shop.clock.pass(MINUTE_MS);
    await run();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("is away at the last question of a top-up, that question is asked again", async () => {
    const { memberId, topupId } = await begunTopup(shop);
    shop.midtrans.set(topupId, { status: "expire" });
    await checkTopup(shop.deps(), shop.request(memberId), topupId);
    await shop.database.run({
      sql: "update topups set checks = 4, next_check_at_ms = ? where id = ?",
      args: [shop.clock.now(), topupId],
    });
    shop.midtrans.faults.next({ path: topupId, status: 503 });
    await run();
    shop.midtrans.settle(topupId);
    shop.clock.pass(DAY_MS);
    await run();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("refuses our key, staff are told once a day", async () => {
    shop.clock.pass(DAY_MS);
    const told = () => shop.database.number("select count(*) from audits where action = 'midtrans.refused'");
    const before = await told();
    const { topupId } = await begunTopup(shop);
    shop.midtrans.faults.lasting({ errorInside: "401" });
    for (let runs = 0; runs < 3; runs++) {
      shop.clock.pass(2 * MINUTE_MS);
      await run();
    }
    shop.midtrans.faults.lasting(null);
    expect(questionsAbout(shop, topupId)).toBeGreaterThan(1);
    expect(await told()).toBe(before + 1);
  });
});

describe("a top-up that Midtrans does not know", () => {
  it("is given up when a charge would long be answered, and not before", async () => {
    const { topupId } = await begunTopup(shop);
    shop.midtrans.faults.next({ path: topupId, errorInside: "404", times: 10 });
    shop.clock.pass(MINUTE_MS);
    await run();
    expect((await topupRow(shop, topupId)).state).toBe("pending");
    shop.clock.pass(MINUTE_MS);
    await run();
    expect(await topupRow(shop, topupId)).toMatchObject({ state: "failed", reason: "never_made" });
  });

  it("and is paid all the same, is credited", async () => {
    const { memberId, topupId } = await begunTopup(shop);
    shop.midtrans.faults.next({ path: topupId, errorInside: "404" });
    shop.clock.pass(2 * MINUTE_MS);
    await run();
    expect((await topupRow(shop, topupId)).state).toBe("failed");
    shop.midtrans.settle(topupId);
    shop.clock.pass(5 * MINUTE_MS);
    await run();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});
