import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shopStats } from "../../src/domain/desk/shopStats.ts";
import { ownList } from "../../src/domain/own/lists.ts";
import { deliverAgain } from "../../src/domain/shop/again.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { type PurchaseStage, purchaseStages, stageOf } from "../../src/domain/shop/progress.ts";
import {
  allPurchases,
  closePurchase,
  ownPurchase,
  PURCHASES_PER_PAGE,
} from "../../src/domain/shop/purchases.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { suggestOrders } from "../../src/domain/shop/suggest.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought, buyNow, memberWith, messagesOf, momentsOf, stockedProduct } from "../support/stock.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const staff = () => shop.request(shop.newId(), "staff");
const deliver = (purchaseId: string) => shop.job(`${purchaseId}.deliver`);
const closed = () =>
  shop.desk.refuse((call) => (call.startsWith("POST /users/") ? { status: 403, code: 50_007 } : null));

async function ownPage(memberId: string, page: number) {
  const own = await ownList(shop.deps(), shop.request(memberId), "purchases", page);
  if (own.list !== "purchases") throw new Error("purchases were asked for");
  return own.found;
}

/** Has one purchase of each stage made. */
async function oneOfEach(): Promise<Record<PurchaseStage, string>> {
  const ids: Partial<Record<PurchaseStage, string>> = {};
  for (const stage of purchaseStages) {
    const { purchaseId, memberId } = await bought(shop);
    ids[stage] = purchaseId;
    if (stage === "failed") closed();
    if (stage !== "waiting" && stage !== "refunded") await deliver(purchaseId);
    shop.desk.refuse(() => null);
    if (stage === "revealed") await reveal(shop.deps(), shop.request(memberId), purchaseId);
    if (stage === "closed") await closePurchase(shop.deps(), shop.request(memberId), purchaseId);
    if (stage === "refunded")
      await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchaseId, "x");
  }
  const { waiting = "", failed = "", delivered = "", revealed = "", closed: done = "", refunded = "" } = ids;
  return { waiting, failed, delivered, revealed, closed: done, refunded };
}

describe("a member's purchases", () => {
  it("are theirs alone, the newest first, page by page", async () => {
    const { productId } = await stockedProduct(shop, { 1: 1_000 }, 20);
    const [memberId, other] = [await memberWith(shop, 50_000), await memberWith(shop, 50_000)];
    const made: string[] = [];
    for (let at = 0; at < PURCHASES_PER_PAGE + 2; at++) {
      made.unshift((await buyNow(shop, memberId, productId, 1)).purchase.id);
      if (at < 2) await buyNow(shop, other, productId, 1);
      shop.clock.pass(MINUTE_MS);
    }
    const first = await ownPage(memberId, 1);
    const second = await ownPage(memberId, 2);
    expect([...first.rows, ...second.rows].map(({ purchase }) => purchase.id)).toEqual(made);
    expect([first.hasNext, second.hasNext]).toEqual([true, false]);
    expect((await ownPage(memberId, 900)).rows).toEqual([]);
    expect(await refusalOf(ownPurchase(shop.deps(), shop.request(other), made[0] ?? ""))).toEqual({
      kind: "purchase_unknown",
    });
  });

  it("are shown without opening a code", async () => {
    const { memberId, purchaseId, codes } = await bought(shop);
    const order = await ownPurchase(shop.deps(), shop.request(memberId), purchaseId);
    expect(order.purchase).toMatchObject({ id: purchaseId, revealedAtMs: null, deliveringAtMs: null });
    for (const code of codes) expect(JSON.stringify(order)).not.toContain(code);
    expect(await momentsOf(shop, purchaseId)).toMatchObject({ revealed: null });
  });

  it("note when their codes were first shown", async () => {
    const { memberId, purchaseId, codes } = await bought(shop);
    const firstMs = shop.clock.now();
    await reveal(shop.deps(), shop.request(memberId), purchaseId);
    shop.clock.pass(MINUTE_MS);
    expect((await reveal(shop.deps(), shop.request(memberId), purchaseId)).codes).toEqual(codes);
    expect(await momentsOf(shop, purchaseId)).toMatchObject({ revealed: firstMs });
  });
});

describe("that all is well", () => {
  it("closes a purchase once", async () => {
    const { memberId, purchaseId } = await bought(shop);
    await deliver(purchaseId);
    const firstMs = shop.clock.now();
    await closePurchase(shop.deps(), shop.request(memberId), purchaseId);
    shop.clock.pass(MINUTE_MS);
    const again = await closePurchase(shop.deps(), shop.request(memberId), purchaseId);
    expect(again.purchase.closedAtMs).toBe(firstMs);
  });

  it("counts from the buyer alone, after the codes were seen, and not for a refunded one", async () => {
    const { memberId, purchaseId } = await bought(shop);
    const close = (by: string) => refusalOf(closePurchase(shop.deps(), shop.request(by), purchaseId));
    expect(await close(memberId)).toEqual({ kind: "codes_unseen" });
    expect(await close(shop.newId())).toEqual({ kind: "purchase_unknown" });
    await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchaseId, "x");
    expect(await close(memberId)).toEqual({ kind: "purchase_refunded" });
  });
});

describe("staff", () => {
  it("find purchases by how far they are, as each of them says itself, and by member", async () => {
    const ids = await oneOfEach();
    for (const stage of purchaseStages) {
      const filter = { stage, memberId: undefined };
      const { rows } = await allPurchases(shop.deps(), shop.newId(), filter, 1);
      expect(rows.map(({ purchase }) => purchase.id)).toContain(ids[stage]);
      for (const { purchase } of rows) expect(stageOf(purchase).stage).toBe(stage);
      const [row] = rows;
      const theirs = { stage: undefined, memberId: row?.purchase.memberId };
      const own = await allPurchases(shop.deps(), shop.newId(), theirs, 1);
      expect(new Set(own.rows.map(({ purchase }) => purchase.memberId))).toEqual(
        new Set([row?.purchase.memberId]),
      );
    }
  });

  it("find a purchase by the beginning of its number, and by its buyer's", async () => {
    const { purchaseId, memberId } = await bought(shop);
    for (const typed of [purchaseId, ` #${purchaseId} `, memberId, ""]) {
      const found = await suggestOrders(shop.deps(), typed);
      expect(found.map(({ purchase }) => purchase.id)).toContain(purchaseId);
    }
    expect(await suggestOrders(shop.deps(), "99999999999999")).toEqual([]);
  });

  it("have the same codes sent again, once for each asking", async () => {
    const { purchaseId, codes } = await bought(shop);
    await deliver(purchaseId);
    const asking = staff();
    await deliverAgain(shop.deps(), asking, purchaseId);
    await deliverAgain(shop.deps(), asking, purchaseId);
    await shop.answerBells();
    const messages = messagesOf(shop, purchaseId);
    expect(messages).toHaveLength(2);
    for (const { body } of messages) for (const code of codes) expect(body).toContain(code);
    const audits = {
      sql: "select count(*) from audits where action = 'purchase.deliver' and target = ?",
      args: [`purchase:${purchaseId}`],
    };
    expect(await shop.database.number(audits)).toBe(1);
    await deliverAgain(shop.deps(), staff(), purchaseId);
    await shop.answerBells();
    expect(messagesOf(shop, purchaseId)).toHaveLength(3);
  });

  it("deliver nothing of what was refunded, or is not there", async () => {
    const { purchaseId } = await bought(shop);
    await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchaseId, "x");
    expect(await refusalOf(deliverAgain(shop.deps(), staff(), purchaseId))).toEqual({
      kind: "refunded_before",
    });
    expect(await refusalOf(deliverAgain(shop.deps(), staff(), "7"))).toEqual({ kind: "purchase_not_found" });
    await shop.answerBells();
    expect(messagesOf(shop, purchaseId)).toEqual([]);
  });
});

it("the shop's figures tell the sales, refunds and codes of the last days, and what could not be sent", async () => {
  const sales = async (days: number) => (await shopStats(shop.deps(), shop.newId(), days)).sales;
  shop.clock.pass(31 * DAY_MS);
  const before = await sales(30);
  expect(before).toMatchObject({ purchases: 0, sales: 0, codesSold: 0, refunds: 0, refunded: 0 });
  const first = await bought(shop, 2, 20_000);
  await bought(shop, 3, 25_000);
  closed();
  await deliver(first.purchaseId);
  shop.desk.refuse(() => null);
  expect(await sales(30)).toEqual({
    ...before,
    purchases: 2,
    sales: 45_000,
    codesSold: 5,
    deliveriesFailed: before.deliveriesFailed + 1,
  });
  shop.clock.pass(10 * DAY_MS);
  await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), first.purchaseId, "x");
  expect(await sales(5)).toEqual({
    ...before,
    refunds: 1,
    refunded: 20_000,
    codesFree: before.codesFree + 2,
  });
});
