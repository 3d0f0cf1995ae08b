import { afterAll, beforeAll, expect, it } from "vitest";
import { buy } from "../../src/domain/shop/buy.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";
import { walletOf } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

it("a purchase takes the price, assigns exactly its codes, and shows them to the buyer alone", async () => {
  const { productId, codes } = await stockedProduct(shop, { 2: 20_000 }, 3);
  const memberId = await memberWith(shop, 20_000);
  const bought = await buyNow(shop, memberId, productId, 2);
  expect(bought).toMatchObject({ balance: 0, name: "Kode", purchase: { size: 2, price: 20_000 } });
  expect(bought.earned.map(({ key }) => key)).toContain("first_purchase");
  const opened = await reveal(shop.deps(), shop.request(memberId), bought.purchase.id);
  expect(opened.codes).toEqual(codes.slice(0, 2));
  expect(await refusalOf(reveal(shop.deps(), shop.request(), bought.purchase.id))).toEqual({
    kind: "purchase_unknown",
  });
  expect(await books(shop.database)).toEqual(BALANCED);
});

it("a press that comes ten times at once buys once", async () => {
  const { productId } = await stockedProduct(shop, { 1: 15_000 }, 5);
  const memberId = await memberWith(shop, 100_000);
  const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 1);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => buy(shop.deps(), shop.request(memberId), quote.id)),
  );
  expect(new Set(answers.map(({ purchase }) => purchase.id))).toEqual(new Set([quote.id]));
  expect(await walletOf(shop, memberId)).toEqual({ money: 85_000, debt: 0 });
});

it("of 50 buyers who race for 10 codes 10 win, and 40 keep their money", async () => {
  const { productId } = await stockedProduct(shop, { 1: 15_000 }, 10);
  const buyers = await Promise.all(Array.from({ length: 50 }, () => memberWith(shop, 20_000)));
  const quotes = await Promise.all(
    buyers.map((id) => quotePurchase(shop.deps(), shop.request(id), productId, 1)),
  );
  const results = await Promise.allSettled(
    buyers.map((id, at) => buy(shop.deps(), shop.request(id), quotes[at]?.id ?? "")),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(10);
  const wallets = await Promise.all(buyers.map((id) => walletOf(shop, id)));
  expect(wallets.filter(({ money }) => money === 20_000)).toHaveLength(40);
  expect(wallets.filter(({ money }) => money === 5_000)).toHaveLength(10);
  const sold = {
    sql: "select count(distinct purchase_id) from stock where product_id = ? and state = 'sold'",
    args: [productId],
  };
  expect(await shop.database.number(sold)).toBe(10);
});
