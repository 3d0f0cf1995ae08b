import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { eraseMember, erasureStakes } from "../../src/domain/privacy/erase.ts";
import { exportMember } from "../../src/domain/privacy/export.ts";
import { closePurchase } from "../../src/domain/shop/purchases.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { giveReview } from "../../src/domain/shop/review.ts";
import { listReviews } from "../../src/domain/shop/reviews.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought, messagesOf, stockedProduct } from "../support/stock.ts";
import { tablesOf } from "../support/tables.ts";
import { paidTopup } from "../support/wallet.ts";

const COMMENT = "as Budi from Bandung told me";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

/** A buyer who got the codes, closed the purchase, reviewed it, and was asked about another. */
async function knownBuyer() {
  const made = await bought(shop);
  const { memberId, purchaseId } = made;
  await shop.answerBells();
  await closePurchase(shop.deps(), shop.request(memberId), purchaseId);
  const deps = shop.deps({ shop: { reviewPoints: 5, reviewChannelId: "1180000000000000555" } });
  await giveReview(deps, shop.request(memberId), purchaseId, { rating: 4, comment: COMMENT });
  const { productId } = await stockedProduct(shop, { 1: 15_000 }, 1);
  await paidTopup(shop, 15_000, memberId);
  await quotePurchase(shop.deps(), shop.request(memberId), productId, 1);
  return made;
}
const erase = (memberId: string) =>
  eraseMember(shop.deps(), shop.request(memberId), { id: shop.newId(), askedAtMs: shop.clock.now() });

describe("a buyer who is forgotten", () => {
  it("is in no table any more; purchase, review and books stay whole without them", async () => {
    const { memberId, purchaseId } = await knownBuyer();
    expect(await tablesOf(shop, memberId)).toEqual(
      expect.arrayContaining(["purchases", "quotes", "reviews", "transfers"]),
    );
    await erase(memberId);
    expect(await tablesOf(shop, memberId)).toEqual([]);
    expect(await tablesOf(shop, COMMENT)).toEqual([]);
    const { rows } = await listReviews(shop.deps(), shop.newId(), undefined, 1);
    expect(rows[0]?.review).toMatchObject({ id: purchaseId, rating: 4, comment: null });
    expect(rows[0]?.review.memberId).toMatch(/^erased-/);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("is told before of purchases whose codes were not seen, and is written to no more", async () => {
    const { memberId, purchaseId } = await bought(shop);
    expect(await erasureStakes(shop.deps(), shop.request(memberId))).toMatchObject({ unseen: 1 });
    await erase(memberId);
    await shop.answerBells();
    expect(messagesOf(shop, purchaseId)).toEqual([]);
    const { memberId: other } = await knownBuyer();
    expect(await erasureStakes(shop.deps(), shop.request(other))).toMatchObject({ unseen: 0 });
  });
});

it("the export has a buyer's purchases and reviews, and no code", async () => {
  const { memberId, purchaseId, codes } = await knownBuyer();
  const { text } = await exportMember(shop.deps(), memberId);
  const file = z
    .object({ purchases: z.array(z.looseObject({})), reviews: z.array(z.looseObject({})) })
    .parse(JSON.parse(text));
  expect(file.purchases).toMatchObject([
    { id: purchaseId, product: "Kode", codes: 2, price: 20_000, state: "paid", closedAt: expect.any(String) },
  ]);
  expect(file.reviews).toMatchObject([{ of: purchaseId, subject: "purchase", rating: 4, comment: COMMENT }]);
  for (const code of codes) expect(text).not.toContain(code);
});
