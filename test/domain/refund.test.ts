import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { takeJob } from "../../src/domain/jobs/take.ts";
import { eraseMember } from "../../src/domain/privacy/erase.ts";
import { deliverAgain } from "../../src/domain/shop/again.ts";
import { buy } from "../../src/domain/shop/buy.ts";
import { openForDelivery, reveal } from "../../src/domain/shop/deliver.ts";
import { noteDelivery } from "../../src/domain/shop/delivered.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { LAST_EXCHANGES } from "../support/death.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { bought, buyNow, memberWith, messagesOf, stockedProduct, stockOf } from "../support/stock.ts";
import { movesOf, notify, paidTopup, walletOf } from "../support/wallet.ts";

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

const admin = () => shop.request(shop.newId(), "admin");
const refund = (purchaseId: string, asking = admin(), change: DepsChange = {}) =>
  refundPurchase(shop.deps(change), asking, purchaseId, "wrong codes");
const deliver = (purchaseId: string, change?: DepsChange) => shop.job(`${purchaseId}.deliver`, change);

describe("a refund", () => {
  it("of codes that nobody saw gives money and codes back, and somebody else can buy them", async () => {
    const { purchaseId, memberId, productId, codes, price } = await bought(shop);
    expect(await refund(purchaseId)).toMatchObject({ returned: 2, lost: 0, purchase: { state: "refunded" } });
    expect(await walletOf(shop, memberId)).toEqual({ money: price, debt: 0 });
    expect(await stockOf(shop, productId)).toEqual({ added: 2, free: 2, sold: 0, void: 0 });
    expect(await refusalOf(reveal(shop.deps(), shop.request(memberId), purchaseId))).toEqual({
      kind: "purchase_refunded",
    });
    const other = await memberWith(shop, price);
    const again = await buyNow(shop, other, productId, 2);
    expect((await reveal(shop.deps(), shop.request(other), again.purchase.id)).codes).toEqual(codes);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("is not undone by a repeat of the press that bought: no code goes to a purchase that was refunded", async () => {
    const { productId } = await stockedProduct(shop, { 2: 20_000 }, 2);
    const memberId = await memberWith(shop, 20_000);
    const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 2);
    const press = shop.request(memberId);
    await buy(shop.deps(), press, quote.id);
    await refund(quote.id);
    expect((await buy(shop.deps(), press, quote.id)).purchase.state).toBe("refunded");
    expect(await stockOf(shop, productId)).toEqual({ added: 2, free: 2, sold: 0, void: 0 });
    expect(await walletOf(shop, memberId)).toEqual({ money: 20_000, debt: 0 });
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("of codes that were delivered or looked at makes them void for ever", async () => {
    for (const seen of ["delivered", "revealed"] as const) {
      const { purchaseId, memberId, productId } = await bought(shop);
      if (seen === "delivered") await deliver(purchaseId);
      else await reveal(shop.deps(), shop.request(memberId), purchaseId);
      expect(await refund(purchaseId)).toMatchObject({ returned: 0, lost: 2 });
      expect(await stockOf(shop, productId)).toEqual({ added: 2, free: 0, sold: 0, void: 2 });
    }
  });

  it("after a message that could not be sent gives the codes back; after one that may have been seen it does not", async () => {
    const closed = await bought(shop);
    shop.desk.refuse((call) => (call.startsWith("POST /users/") ? CLOSED : null));
    await deliver(closed.purchaseId);
    expect(await refund(closed.purchaseId)).toMatchObject({ returned: 2, lost: 0 });
    const uncertain = await bought(shop);
    shop.desk.refuse((call) => (call.startsWith("POST /channels/") ? { status: 502 } : null));
    await deliver(uncertain.purchaseId);
    shop.desk.refuse((call) => (call.startsWith("POST /users/") ? CLOSED : null));
    shop.clock.pass(10 * MINUTE_MS);
    await deliver(uncertain.purchaseId);
    expect(await refund(uncertain.purchaseId)).toMatchObject({ returned: 0, lost: 2 });
  });

  it("after one delivery that found the buyer closed while another has begun makes the codes void", async () => {
    const { purchaseId } = await bought(shop);
    const taken = await takeJob(shop.deps(), `${purchaseId}.deliver`);
    if (taken.kind !== "yours") throw new Error("the delivery is not there");
    const first = await openForDelivery(shop.deps(), purchaseId);
    const second = await openForDelivery(shop.deps(), purchaseId);
    expect([first?.unseenBefore, second?.unseenBefore]).toEqual([true, false]);
    const unseenMark = first?.markMs ?? null;
    await noteDelivery(shop.deps(), taken.row, purchaseId, {
      kind: "closed",
      why: "discord_50007",
      unseenMark,
    });
    expect(await refund(purchaseId)).toMatchObject({ returned: 0, lost: 2 });
  });

  it("is told to the member, written to the audit log, and shown in the history of money", async () => {
    const { purchaseId, memberId } = await bought(shop);
    await refund(purchaseId);
    await shop.answerBells();
    const told = shop.desk.written.filter(({ body }) => body.includes("a purchase was refunded"));
    expect(told.at(-1)?.body).toContain("Kode × 2");
    expect(told.at(-1)?.body).toContain("wrong codes");
    expect(await movesOf(shop, memberId)).toEqual([
      "topup +20000",
      "purchase -20000",
      "purchase.refund +20000",
    ]);
    const audit = {
      sql: "select count(*) from audits where action = 'purchase.refund' and target = ? and reason = 'wrong codes' and after ->> 'codesReturned' = 2",
      args: [`purchase:${purchaseId}`],
    };
    expect(await shop.database.number(audit)).toBe(1);
    expect(messagesOf(shop, purchaseId)).toEqual([]);
  });

  it("that brings enough codes back lets staff be told anew when few are left", async () => {
    const { purchaseId, productId, price } = await bought(shop);
    const toldAt = {
      sql: "select coalesce(low_stock_told_at_ms, 0) from products where id = ?",
      args: [productId],
    };
    await shop.database.run({
      sql: "update products set low_stock = 2, low_stock_told_at_ms = 5 where id = ?",
      args: [productId],
    });
    await refund(purchaseId);
    expect(await shop.database.number(toldAt)).toBe(0);
    await buyNow(shop, await memberWith(shop, price), productId, 2);
    expect(await shop.database.number(toldAt)).toBe(shop.clock.now());
  });

  it("pays a debt first", async () => {
    const { memberId, topupId } = await paidTopup(shop, 20_000);
    const { productId } = await stockedProduct(shop, { 1: 20_000 }, 1);
    const { purchase } = await buyNow(shop, memberId, productId, 1);
    await shop.midtrans.refund(topupId, 15_000);
    await notify(shop, shop.midtrans.notification(topupId));
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 15_000 });
    await refund(purchase.id);
    expect(await walletOf(shop, memberId)).toEqual({ money: 5_000, debt: 0 });
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("that comes again, from anybody and at once, gives the money once and the first answer", async () => {
    const { purchaseId, memberId, price } = await bought(shop);
    const asking = admin();
    const answers = await Promise.all([
      refund(purchaseId, asking),
      refund(purchaseId, asking),
      refund(purchaseId),
      refund(purchaseId),
    ]);
    for (const answer of answers) expect(answer).toMatchObject({ returned: 2, lost: 0 });
    shop.clock.pass(MINUTE_MS);
    expect(await refund(purchaseId)).toMatchObject({ returned: 2, lost: 0 });
    expect(await walletOf(shop, memberId)).toEqual({ money: price, debt: 0 });
    const notices = {
      sql: "select count(*) from outbox where member_id = ? and payload like '%purchase_refunded%'",
      args: [memberId],
    };
    expect(await shop.database.number(notices)).toBe(1);
  });

  it.each(LAST_EXCHANGES)(
    "by a process that dies is whole or not there, and the next one is answered: %o",
    async (last) => {
      const { purchaseId, memberId, price } = await bought(shop);
      shop.proxy.plan((at) => (at === 1 ? last : { kind: "request_lost" }));
      const died = new Error("died");
      const beforeAgain = () => {
        throw died;
      };
      await expect(refund(purchaseId, admin(), { beforeAgain })).rejects.toThrow(died);
      shop.proxy.reset();
      expect(await refund(purchaseId)).toMatchObject({ returned: 2, lost: 0 });
      expect(await walletOf(shop, memberId)).toEqual({ money: price, debt: 0 });
    },
  );

  it("of nothing, without a reason, or of somebody who was forgotten is refused", async () => {
    const { purchaseId, memberId } = await bought(shop);
    expect(await refusalOf(refund("7"))).toEqual({ kind: "purchase_not_found" });
    expect((await refusalOf(refundPurchase(shop.deps(), admin(), purchaseId, " "))).kind).toBe(
      "option_invalid",
    );
    const question = { id: shop.newId(), askedAtMs: shop.clock.now() };
    await eraseMember(shop.deps(), shop.request(memberId), question);
    expect(await refusalOf(refund(purchaseId))).toEqual({ kind: "buyer_erased" });
    expect(await refusalOf(deliverAgain(shop.deps(), admin(), purchaseId))).toEqual({ kind: "buyer_erased" });
  });
});

describe("a refund that races", () => {
  it("with the buyer's look at the codes ends with codes seen and void, or unseen and free", async () => {
    for (let round = 0; round < 15; round++) {
      const { purchaseId, memberId, productId } = await bought(shop);
      const [refunded, seen] = await Promise.allSettled([
        refund(purchaseId),
        reveal(shop.deps(), shop.request(memberId), purchaseId),
      ]);
      expect(refunded.status).toBe("fulfilled");
      const isSeen = seen.status === "fulfilled";
      expect(await stockOf(shop, productId)).toMatchObject(
        isSeen ? { void: 2, free: 0 } : { void: 0, free: 2 },
      );
    }
  });

  it("with the delivery ends with codes sent and void, or not sent and free", async () => {
    for (let round = 0; round < 15; round++) {
      const { purchaseId, productId, memberId, price } = await bought(shop);
      await Promise.all([refund(purchaseId), deliver(purchaseId)]);
      const isSent = messagesOf(shop, purchaseId).length > 0;
      expect(await stockOf(shop, productId)).toMatchObject(
        isSent ? { void: 2, free: 0 } : { void: 0, free: 2 },
      );
      expect(await walletOf(shop, memberId)).toEqual({ money: price, debt: 0 });
    }
  });

  it("with a purchase of the same codes by another leaves each code with one of them", async () => {
    for (let round = 0; round < 8; round++) {
      const { purchaseId, productId, price } = await bought(shop);
      const other = await memberWith(shop, price);
      await Promise.allSettled([refund(purchaseId), buyNow(shop, other, productId, 2)]);
      const { money } = await walletOf(shop, other);
      expect(await stockOf(shop, productId)).toMatchObject(
        money === 0 ? { sold: 2, free: 0 } : { sold: 0, free: 2 },
      );
    }
    expect(await books(shop.database)).toEqual(BALANCED);
  });
});

it("a delivery that has ended leaves no token of its buyer's answer behind", async () => {
  const { productId } = await stockedProduct(shop, { 1: 20_000 }, 1);
  const memberId = await memberWith(shop, 20_000);
  const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 1);
  await buy(shop.deps(), shop.request(memberId), quote.id, "answer-token");
  await deliver(quote.id);
  const kept =
    "select count(*) from outbox where id = ? and state = 'done' and payload not like '%answer-token%'";
  expect(await shop.database.number({ sql: kept, args: [`${quote.id}.deliver`] })).toBe(1);
});
