import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { claim } from "../../src/domain/claims/claim.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import type { Attention } from "../../src/domain/desk/attention.ts";
import { COUNTED_MAX } from "../../src/domain/desk/attention.ts";
import { OVERVIEW_DAYS, sumOfDays } from "../../src/domain/desk/days.ts";
import { overviewOf } from "../../src/domain/desk/overview.ts";
import { checkBooksDuly } from "../../src/domain/ledger/booksCheck.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { createCampaign } from "../../src/domain/tokens/campaigns.ts";
import { localDay } from "../../src/lib/localDay.ts";
import { DAY_MS, HOUR_MS } from "../../src/lib/time.ts";
import { give } from "../support/boards.ts";
import { confirmedBatch, earn, paidBatch } from "../support/cashback.ts";
import { claimsOf } from "../support/claims.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, imported, newOrders } from "../support/orders.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { newOrder, staff } from "../support/staffOrders.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";
import { complete, makeTokens, reserve } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const overview = () => overviewOf(shop.deps());
const today = () => localDay(shop.clock.now(), "Asia/Jakarta");

describe("the overview", () => {
  it("is one question to the database", async () => {
    const before = shop.proxy.exchanges;
    await overview();
    expect(shop.proxy.exchanges - before).toBe(1);
  });

  it("tells what members have, and the points of each of the shop's days", async () => {
    const before = await overview();
    const memberId = shop.newId();
    await give(shop, memberId, 300, { localDay: today() });
    await give(shop, memberId, -120, { localDay: today() });
    await give(shop, shop.newId(), 40, { localDay: today() - OVERVIEW_DAYS + 1 });
    await give(shop, shop.newId(), 7_000, { localDay: today() - OVERVIEW_DAYS });
    const after = await overview();
    expect(after.points - before.points).toBe(300 - 120 + 40 + 7_000);
    expect(after.holders - before.holders).toBe(3);
    expect(after.days).toHaveLength(OVERVIEW_DAYS);
    const moved = (at: number) => {
      const [now, then] = [after.days.at(at), before.days.at(at)];
      return [(now?.issued ?? 0) - (then?.issued ?? 0), (now?.spent ?? 0) - (then?.spent ?? 0)];
    };
    expect(moved(-1)).toEqual([300, 120]);
    expect(moved(0)).toEqual([40, 0]);
  });

  it("tells top-ups, purchases and completed orders of today and of the month, in money", async () => {
    const before = await overview();
    const memberId = await memberWith(shop, 50_000);
    const { productId } = await stockedProduct(shop, { 2: 30_000 }, 2);
    await buyNow(shop, memberId, productId, 2);
    const { order, code } = await newOrder(shop, { amount: 75_000 });
    await completeOrders(shop.deps(), staff(shop), code);
    expect(order.amount).toBe(75_000);
    const after = await overview();
    for (const of of [after.days.slice(-1), after.days]) {
      const [now, then] = [sumOfDays(of), sumOfDays(of === after.days ? before.days : before.days.slice(-1))];
      expect(now.toppedUp - then.toppedUp).toBe(50_000);
      expect(now.topups - then.topups).toBe(1);
      expect(now.purchased - then.purchased).toBe(30_000);
      expect(now.purchases - then.purchases).toBe(1);
      expect(now.ordered - then.ordered).toBe(75_000);
      expect(now.orders - then.orders).toBe(1);
    }
    expect(after.money - before.money).toBe(20_000);
  });

  it("counts claims by state and the way of an import as the claims and mails themselves do", async () => {
    const before = await overview();
    const importId = await imported(shop, csvOf(newOrders(4)));
    const [taken, revoked] = await claimsOf(shop, importId);
    const [first, second] = await mailsOf(shop, importId);
    await claim(shop.deps(), shop.request(), taken?.code ?? "");
    await revokeClaim(shop.deps(), staff(shop), revoked?.id ?? "", "test");
    const event = { atMs: shop.clock.now(), reason: null };
    await applyMailEvents(shop.deps(), [
      { ...event, mailId: first?.id ?? "", kind: "delivered", eventId: "overview-1" },
      { ...event, mailId: second?.id ?? "", kind: "bounced", eventId: "overview-2" },
    ]);
    const after = await overview();
    expect(after.claims.pending - before.claims.pending).toBe(2);
    expect(after.claims.claimed - before.claims.claimed).toBe(1);
    expect(after.claims.revoked - before.claims.revoked).toBe(1);
    expect(after.funnel.created - before.funnel.created).toBe(4);
    expect(after.funnel.mailed - before.funnel.mailed).toBe(4);
    expect(after.funnel.delivered - before.funnel.delivered).toBe(1);
    expect(after.funnel.claimed - before.funnel.claimed).toBe(1);
    const wrong = await shop.database.number(`
      with counted as (
        select import_id, 'claim' as what, state, count(*) as count from claims group by 1, 3
        union all select import_id, 'mail', state, count(*) from mails
          where state not in ('held', 'queued', 'sending') group by 1, 3)
      select (select count(*) from counted) + (select count(*) from import_counts where count <> 0)
        - 2 * (select count(*) from counted join import_counts as kept using (import_id, what, state)
               where kept.count = counted.count)`);
    expect(wrong).toBe(0);
  });

  it("tells how far campaigns are, and what cashback batches have paid", async () => {
    const { campaign } = await createCampaign(shop.deps(), admin(shop), { name: `Bags ${shop.newId()}` });
    const { codes } = await makeTokens(shop, { quantity: 5, campaign: campaign.id });
    await complete(shop, await reserve(shop, codes[0] ?? ""));
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 20_000 });
    const batchId = await paidBatch(shop);
    const { campaigns, cashback } = await overview();
    expect(campaigns[0]).toEqual({ id: campaign.id, name: campaign.name, issued: 5, used: 1 });
    expect(cashback.find(({ id }) => id === batchId)).toMatchObject({ members: 1, amount: 2 });
  });
});

describe("what needs somebody", () => {
  const nowMs = () => BigInt(shop.clock.now());
  /** A statement that makes one of it. */
  const makings: readonly (readonly [keyof Attention, () => string])[] = [
    [
      "jobsFailed",
      () =>
        `insert into outbox (id, kind, payload, state, due_at_ms, created_at_ms, finished_at_ms) values ('${shop.newId()}', 'x', '{}', 'failed', 0, 0, 0)`,
    ],
    [
      "messagesGivenUp",
      () => `insert into dead_letters (id, body, created_at_ms) values ('${shop.newId()}', '{}', 0)`,
    ],
    [
      "paymentsUnmatched",
      () =>
        `insert into unmatched_payments (order_id, why, first_at_ms, last_at_ms) values ('${shop.newId()}', 'unknown_order', 0, 0)`,
    ],
    [
      "topupsDisputed",
      () =>
        `insert into topups (id, member_id, amount, answer_until_ms, disputed_at_ms, created_at_ms, state_at_ms) values ('${shop.newId()}', '1', 5, 0, 1, 0, 0)`,
    ],
    [
      "deliveriesFailed",
      () =>
        `insert into purchases (id, member_id, product_id, size, price, confirmed_request, delivery_failed_at_ms, created_at_ms) values ('${shop.newId()}', '1', 'p', 1, 1, 'r', 1, 0)`,
    ],
    [
      "stockLow",
      () =>
        `insert into products (id, sku, name, low_stock, created_at_ms) values ('${shop.newId()}', '${shop.newId()}', 'n', 1, 0)`,
    ],
    [
      "mailsUndelivered",
      () =>
        `insert into mails (id, claim_id, import_id, state, created_at_ms, state_at_ms) values ('${shop.newId()}', 'c', 'i', 'bounced', 0, ${nowMs()})`,
    ],
    [
      "ordersOverdue",
      () =>
        `insert into orders (id, number, description, customer_id, due_at_ms, created_by, created_at_ms, changed_at_ms, changed_by, changed_request) select '${shop.newId()}', coalesce(max(number), 0) + 1, 'd', '1', 1, '1', 0, 0, '1', 'r' from orders`,
    ],
  ];

  it.each(makings)("%s", async (name, making) => {
    const before = (await overview()).attention[name];
    await shop.database.run(making());
    expect((await overview()).attention[name]).toBe(before + 1);
  });

  it.each([
    ["failed", "cashbackFailed"],
    ["review", "cashbackToReview"],
  ] as const)("a cashback payment that is %s", async (state, name) => {
    const memberId = shop.newId();
    await earn(shop, { referrer: memberId, units: 50_000 });
    const batchId = await confirmedBatch(shop, { memberId });
    await shop.database.run({
      sql: "update cashback_payouts set state = ? where batch_id = ?",
      args: [state, batchId],
    });
    expect((await overview()).attention[name]).toBe(1);
    await shop.database.run(`update cashback_batches set state = 'done' where id = '${batchId}'`);
    shop.clock.pass(31 * DAY_MS);
    expect((await overview()).attention[name]).toBe(0);
  });

  it("is counted no further than is shown", async () => {
    await shop.database.run(`
      insert into dead_letters (id, body, created_at_ms)
      select 'many' || value, '{}', 0 from generate_series(1, ${3 * COUNTED_MAX})`);
    expect((await overview()).attention.messagesGivenUp).toBe(COUNTED_MAX + 1);
  });

  it("is a check of the books that found something, or was left out", async () => {
    expect((await overview()).attention).toMatchObject({ booksBroken: 0, booksUnchecked: 0 });
    await checkBooksDuly(shop.deps());
    expect((await overview()).check).toMatchObject({ atMs: shop.clock.now() });
    shop.clock.pass(2 * DAY_MS + HOUR_MS);
    expect((await overview()).attention.booksUnchecked).toBe(1);
  });

  it("is mail that rests, and more money owed than the alarm", async () => {
    await shop.database.run({
      sql: "insert into gates (name, closed_until_ms, reason, closed_at_ms) values ('mail', ?, 'key', 0)",
      args: [nowMs() + 1n],
    });
    const deps = shop.deps();
    const over = await overviewOf({ ...deps, shop: { ...deps.shop, walletFloatAlarm: 1 } });
    expect(over.attention).toMatchObject({ mailStopped: 1, moneyOverAlarm: 1 });
    shop.clock.pass(1);
    expect((await overview()).attention).toMatchObject({ mailStopped: 0, moneyOverAlarm: 0 });
  });
});
