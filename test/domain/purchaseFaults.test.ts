import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { confirmQuote } from "../../src/domain/shop/confirm.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import type { Fault } from "../support/proxy.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought, memberWith, messagesOf, momentsOf, stockedProduct, stockOf } from "../support/stock.ts";
import { walletOf } from "../support/wallet.ts";

/** More exchanges than a delivery needs: the last deaths come too late. */
const EXCHANGES_MAX = 5;
const CLOSED = { status: 403, code: 50_007 };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());
afterEach(() => {
  shop.proxy.reset();
  shop.desk.refuse(() => null);
});

const deliveryOf = (purchaseId: string) => `${purchaseId}.deliver`;
const toPeople = (call: string) => call.startsWith("POST /channels/") || call.startsWith("POST /users/");

/** A member who was asked whether to buy two codes. */
async function asked() {
  const { productId, codes } = await stockedProduct(shop, { 2: 20_000 }, 4);
  const memberId = await memberWith(shop, 50_000);
  const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 2);
  return { productId, codes, memberId, quoteId: quote.id };
}

/** What is true after one purchase of two of four codes, delivered or not. */
async function expectOnePurchase({ productId, memberId, quoteId, codes }: Awaited<ReturnType<typeof asked>>) {
  expect(await walletOf(shop, memberId)).toEqual({ money: 30_000, debt: 0 });
  expect(await stockOf(shop, productId)).toMatchObject({ sold: 2, free: 2 });
  const opened = await reveal(shop.deps(), shop.request(memberId), quoteId);
  expect(opened.codes).toEqual(codes.slice(0, 2));
  expect(await books(shop.database)).toEqual(BALANCED);
}

describe("a purchase", () => {
  const faults: Fault[] = [
    { kind: "request_lost" },
    { kind: "reply_lost" },
    { kind: "reply_cut" },
    { kind: "status", status: 429 },
    { kind: "status", status: 503 },
  ];

  it.each(faults)("whose way to the database breaks is made once, and answered: %o", async (fault) => {
    const question = await asked();
    shop.proxy.reset();
    shop.proxy.plan((at) => (at <= 2 ? fault : undefined));
    const { memberId, quoteId } = question;
    const confirmed = await confirmQuote(shop.deps(), shop.request(memberId), quoteId, "token");
    expect(confirmed).toMatchObject({ kind: "bought", bought: { balance: 30_000 } });
    expect(confirmed.kind === "bought" && confirmed.bought.earned.map(({ key }) => key)).toContain(
      "first_purchase",
    );
    shop.proxy.reset();
    await expectOnePurchase(question);
  });

  it.each(LAST_EXCHANGES)("of a process that dies is made once by the second press: %o", async (last) => {
    const question = await asked();
    const { memberId, quoteId } = question;
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? last : { kind: "request_lost" }));
    const died = new Error("died");
    const beforeAgain = () => {
      throw died;
    };
    const first = confirmQuote(shop.deps({ beforeAgain }), shop.request(memberId), quoteId, "token");
    await expect(first).rejects.toThrow(died);
    shop.proxy.reset();
    const second = await confirmQuote(shop.deps(), shop.request(memberId), quoteId, "token");
    expect(second).toMatchObject({ kind: "bought", bought: { balance: 30_000 } });
    await expectOnePurchase(question);
  });

  it("whose bell is lost with its process is delivered by the sweep", async () => {
    const { purchaseId, codes } = await bought(shop);
    shop.rings.length = 0;
    await shop.cron();
    await shop.answerBells();
    const [message, ...others] = messagesOf(shop, purchaseId);
    expect(others).toEqual([]);
    for (const code of codes) expect(message?.body).toContain(code);
    expect(await momentsOf(shop, purchaseId)).toMatchObject({ delivered: shop.clock.now() });
  });
});

describe("a delivery", () => {
  for (const last of LAST_EXCHANGES) {
    for (let at = 1; at <= EXCHANGES_MAX; at++) {
      it(`that dies at exchange ${at} (${last.kind}) brings the codes once`, async () => {
        const { purchaseId, codes, memberId } = await bought(shop);
        shop.rings.length = 0;
        await jobThatDies(shop, deliveryOf(purchaseId), at, last);
        for (let round = 0; round < 3; round++) {
          shop.clock.pass(LEASE_MS);
          await shop.cron();
          await shop.answerBells();
        }
        const messages = messagesOf(shop, purchaseId);
        expect(messages).toHaveLength(1);
        for (const code of codes) expect(messages[0]?.body).toContain(code);
        expect((await momentsOf(shop, purchaseId)).delivered).not.toBeNull();
        expect((await reveal(shop.deps(), shop.request(memberId), purchaseId)).codes).toEqual(codes);
      });
    }
  }

  it("while Discord is down for an hour is retried with growing pauses, and brings the codes once it is back", async () => {
    const { purchaseId, memberId, codes } = await bought(shop);
    shop.desk.refuse((call) => (toPeople(call) ? { status: 503 } : null));
    for (let minute = 0; minute < 60; minute += 5) {
      await shop.cron();
      await shop.answerBells();
      shop.clock.pass(5 * MINUTE_MS);
    }
    const row = { sql: "select tries from outbox where id = ?", args: [deliveryOf(purchaseId)] };
    const tries = await shop.database.number(row);
    expect(tries).toBeGreaterThan(2);
    expect(tries).toBeLessThan(12);
    const down = await momentsOf(shop, purchaseId);
    expect(down).toMatchObject({ delivered: null, failure: "discord_503" });
    expect((await reveal(shop.deps(), shop.request(memberId), purchaseId)).codes).toEqual(codes);
    shop.desk.refuse(() => null);
    shop.clock.pass(HOUR_MS);
    await shop.cron();
    await shop.answerBells();
    expect(messagesOf(shop, purchaseId)).toHaveLength(1);
    expect(await momentsOf(shop, purchaseId)).toMatchObject({ failed: null, failure: null });
  });

  it("to who takes no messages ends, is noted, and the answer to the purchase says where the codes are", async () => {
    const question = await asked();
    const { memberId, quoteId } = question;
    const token = `token-${shop.newId()}`;
    await confirmQuote(shop.deps(), shop.request(memberId), quoteId, token);
    shop.desk.refuse((call) => (toPeople(call) ? CLOSED : null));
    await shop.answerBells();
    expect(await momentsOf(shop, quoteId)).toMatchObject({
      delivering: null,
      delivered: null,
      failed: shop.clock.now(),
      failure: "discord_50007",
    });
    const [edit] = shop.desk.written.filter(({ call }) => call.includes(token));
    expect(edit?.call).toMatch(/^PATCH .*@original$/);
    expect(edit?.body).toContain("You take no direct messages from the shop");
    expect(edit?.body).toContain(`orders:reveal:${quoteId}`);
    for (const code of question.codes) expect(edit?.body).not.toContain(code);
    await expectOnePurchase(question);
  });

  it("whose answer cannot be edited any more, or at all, ends the same", async () => {
    for (const late of [false, true]) {
      const { memberId, quoteId } = await asked();
      const token = `token-${shop.newId()}`;
      await confirmQuote(shop.deps(), shop.request(memberId), quoteId, token);
      shop.desk.refuse((call) => (toPeople(call) ? CLOSED : late ? null : { status: 404, code: 10_015 }));
      if (late) shop.clock.pass(15 * MINUTE_MS);
      await shop.answerBells();
      expect(await momentsOf(shop, quoteId)).toMatchObject({ failure: "discord_50007" });
      expect(shop.desk.written.filter(({ call }) => call.includes(token))).toEqual([]);
      shop.clock.pass(MINUTE_MS);
    }
  });

  it("of codes that were tampered with shows none, tells staff once, and says so to the buyer", async () => {
    const { purchaseId, memberId, productId } = await bought(shop);
    await shop.database.run({
      sql: "update stock set sealed = replace(sealed, substr(sealed, 9, 1), iif(substr(sealed, 9, 1) = 'A', 'B', 'A')) where product_id = ?",
      args: [productId],
    });
    await shop.answerBells();
    expect(messagesOf(shop, purchaseId)).toEqual([]);
    expect(await momentsOf(shop, purchaseId)).toMatchObject({ failure: "codes_unreadable" });
    await expect(reveal(shop.deps(), shop.request(memberId), purchaseId)).rejects.toThrow("codes_unreadable");
    const told = {
      sql: "select count(*) from audits where action = 'stock.broken' and target = ?",
      args: [`purchase:${purchaseId}`],
    };
    expect(await shop.database.number(told)).toBe(1);
  });

  it("of more than ten codes is a file", async () => {
    const { purchaseId, codes } = await bought(shop, 11);
    await shop.answerBells();
    const [message] = messagesOf(shop, purchaseId);
    expect(message?.body).toContain(codes.join("\n"));
    expect(message?.body).toContain("codes.txt");
  });
});
