import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "../../src/db/schema/outbox.ts";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { MINUTE_MS, SECOND_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, notify, paidTopup, spend, walletOf } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  await shop.answerBells();
});
afterAll(() => shop.stop());

const tell = (topupId: string) => notify(shop, shop.midtrans.notification(topupId));

/** What was written to Discord since it was last asked: edits of the answer, direct messages. */
async function written() {
  await shop.answerBells();
  const calls = shop.desk.written.slice(seen);
  seen = shop.desk.written.length;
  const edits = calls.filter(({ call }) => call.startsWith("PATCH /webhooks/1/token/messages/@original"));
  const direct = calls.filter(({ call }) => /^POST \/channels\/\d+\/messages$/.test(call));
  return { edits: edits.map(({ body }) => body), direct: direct.map(({ body }) => body) };
}
let seen = 0;
beforeEach(() => {
  seen = shop.desk.written.length;
});

describe("the member is told", () => {
  it("of money that arrived by one edit of the answer and one direct message, however often Midtrans tells", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    await Promise.all(Array.from({ length: 20 }, () => tell(topupId)));
    await checkTopup(shop.deps(), shop.request(memberId), topupId);
    await shop.cron();
    const { edits, direct } = await written();
    expect([edits.length, direct.length]).toEqual([1, 1]);
    expect(edits[0]).toContain("Rp 50,000 arrived");
    expect(direct[0]).toContain("Rp 50,000");
    await tell(topupId);
    await shop.cron();
    expect(await written()).toEqual({ edits: [], direct: [] });
  });

  it.each([
    ["expire", "The code has expired"],
    ["deny", "The payment was declined"],
    ["cancel", "Top-up cancelled"],
  ] as const)(
    "of %s by an edit of the answer alone, and of money after it by both",
    async (status, title) => {
      const { topupId } = await begunTopup(shop);
      shop.midtrans.set(topupId, { status });
      await tell(topupId);
      const ended = await written();
      expect([ended.edits.length, ended.direct.length]).toEqual([1, 0]);
      expect(ended.edits[0]).toContain(title);
      shop.midtrans.settle(topupId);
      await tell(topupId);
      const paid = await written();
      expect([paid.edits.length, paid.direct.length]).toEqual([1, 1]);
      expect(paid.edits[0]).toContain("arrived");
    },
  );

  it("by no edit once Discord takes none any more, and by a direct message all the same", async () => {
    const { topupId } = await begunTopup(shop);
    shop.clock.pass(14 * MINUTE_MS);
    shop.midtrans.settle(topupId);
    await tell(topupId);
    const { edits, direct } = await written();
    expect([edits.length, direct.length]).toEqual([0, 1]);
  });

  it("by no edit whose job comes too late", async () => {
    const { topupId } = await begunTopup(shop);
    shop.clock.pass(14 * MINUTE_MS - SECOND_MS);
    shop.midtrans.settle(topupId);
    await tell(topupId);
    shop.clock.pass(SECOND_MS);
    const { edits, direct } = await written();
    expect([edits.length, direct.length]).toEqual([0, 1]);
  });

  it("by the sweep when every bell was lost", async () => {
    const { topupId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    await tell(topupId);
    shop.rings.length = 0;
    expect(await written()).toEqual({ edits: [], direct: [] });
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    const { edits, direct } = await written();
    expect([edits.length, direct.length]).toEqual([1, 1]);
  });

  it("of each part that was given back, once", async () => {
    const { topupId } = await paidTopup(shop, 50_000);
    await written();
    await shop.midtrans.refund(topupId, 20_000);
    await tell(topupId);
    await tell(topupId);
    const part = await written();
    expect([part.edits.length, part.direct.length]).toEqual([1, 1]);
    expect(part.edits[0]).toContain("**Rp 20,000** of this payment was given back");
    await shop.midtrans.refund(topupId);
    await tell(topupId);
    const rest = await written();
    expect([rest.edits.length, rest.direct.length]).toEqual([1, 1]);
    expect(rest.edits[0]).toContain("**Rp 50,000** of this payment was given back");
  });

  it("nothing of money that came and went before the shop saw it", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    await shop.midtrans.refund(topupId);
    await tell(topupId);
    expect((await written()).direct).toEqual([]);
    expect(await movesOf(shop, memberId)).toEqual([]);
  });
});

describe("a debt", () => {
  it("grows over several refunds of several payments, and the next money pays it, first and once", async () => {
    const memberId = shop.newId();
    const first = await paidTopup(shop, 50_000, memberId);
    const second = await paidTopup(shop, 100_000, memberId);
    await spend(shop, memberId, 140_000);
    await shop.midtrans.refund(first.topupId, 20_000);
    await tell(first.topupId);
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 10_000 });
    await shop.midtrans.refund(first.topupId);
    await tell(first.topupId);
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 40_000 });
    await shop.midtrans.chargeback(second.topupId);
    await tell(second.topupId);
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 140_000 });
    await paidTopup(shop, 60_000, memberId);
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 80_000 });
    const last = await paidTopup(shop, 100_000, memberId);
    await tell(last.topupId);
    expect(await walletOf(shop, memberId)).toEqual({ money: 20_000, debt: 0 });
    expect((await movesOf(shop, memberId)).slice(-4)).toEqual([
      "topup +60000",
      "debt.pay -60000",
      "topup +100000",
      "debt.pay -80000",
    ]);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("is one, whoever races: refunds and payments of one member at the same moment", async () => {
    const memberId = shop.newId();
    const paid = [await paidTopup(shop, 50_000, memberId), await paidTopup(shop, 50_000, memberId)];
    await spend(shop, memberId, 90_000);
    const more = [await begunTopup(shop, 30_000, memberId), await begunTopup(shop, 30_000, memberId)];
    for (const { topupId } of paid) await shop.midtrans.refund(topupId);
    for (const { topupId } of more) shop.midtrans.settle(topupId);
    const told = [...paid, ...more].flatMap(({ topupId }) => Array.from({ length: 8 }, () => tell(topupId)));
    expect(new Set(await Promise.all(told))).toEqual(new Set([200]));
    const { money, debt } = await walletOf(shop, memberId);
    expect([money - debt, Math.min(money, debt)]).toEqual([-30_000, 0]);
    expect(await books(shop.database)).toEqual(BALANCED);
  });
});

describe("where staff have a channel,", () => {
  const POSTING = { shop: { auditChannelId: "9" } };
  const tellThere = (topupId: string) => notify(shop, shop.midtrans.notification(topupId), POSTING);

  it("a repeat of what is booked rings for nothing", async () => {
    const { topupId } = await paidTopup(shop);
    shop.rings.length = 0;
    expect(await tellThere(topupId)).toBe(200);
    expect(shop.rings).toEqual([]);
  });

  it("money of another amount is posted once, however often Midtrans tells", async () => {
    const { topupId } = await begunTopup(shop, 50_000);
    await shop.midtrans.wrongAmount(topupId, { amount: 60_000 });
    const posts = () => shop.deps().db.$count(outbox, eq(outbox.kind, "audit.post"));
    const before = await posts();
    for (let times = 0; times < 3; times++) expect(await tellThere(topupId)).toBe(200);
    expect(await posts()).toBe(before + 1);
    shop.rings.length = 0;
  });
});
