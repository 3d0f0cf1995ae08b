import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cancelQuote, confirmQuote } from "../../src/domain/shop/confirm.ts";
import { topUpMissing } from "../../src/domain/shop/missing.ts";
import { QUOTE_LIVES_MS, quotePurchase } from "../../src/domain/shop/quote.ts";
import {
  PRODUCTS_PER_PAGE,
  productWindow,
  STOCK_COUNTED_MAX,
  shopWindow,
} from "../../src/domain/shop/window.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, putCodes, stockedProduct, stockOf } from "../support/stock.ts";
import { owingMember, walletOf } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const archiveAll = () => shop.database.run("update products set state = 'archived'");
const reprice = (productId: string, price: number) =>
  shop.database.run({
    sql: "update packages set price = ? where product_id = ?",
    args: [BigInt(price), productId],
  });

describe("the shop's window", () => {
  beforeEach(archiveAll);

  it("shows what is sold with packages, stock and the reader's wallet, in one round trip", async () => {
    const memberId = await memberWith(shop, 30_000);
    const { productId } = await stockedProduct(shop, { 5: 70_000, 1: 15_000 }, 3);
    const deps = shop.deps();
    shop.proxy.reset();
    const found = await shopWindow(deps, memberId, 1);
    expect(shop.proxy.exchanges).toBe(1);
    expect(found).toMatchObject({ count: 1, page: 1, pages: 1, balance: 30_000, debt: 0, locale: "en" });
    expect(found.products).toEqual([
      {
        id: productId,
        name: "Kode",
        description: null,
        free: 3,
        packages: [
          { size: 1, price: 15_000 },
          { size: 5, price: 70_000 },
        ],
      },
    ]);
    expect((await productWindow(deps, memberId, productId)).products).toEqual(found.products);
    expect(shop.proxy.exchanges).toBe(2);
  });

  it("counts stock no further than it must", async () => {
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 0);
    await shop.database.run({
      sql: `insert into stock (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
        select ?1 || value, ?1, 'test', 'k', 's', ?1 || value, 0, 0 from generate_series(1, ?2)`,
      args: [productId, BigInt(STOCK_COUNTED_MAX + 5)],
    });
    const { products } = await productWindow(shop.deps(), shop.newId(), productId);
    expect(products[0]?.free).toBe(STOCK_COUNTED_MAX);
  });

  it("has pages of products, and one past the end shows the last", async () => {
    for (let at = 0; at < PRODUCTS_PER_PAGE + 2; at++) await stockedProduct(shop, { 1: 1_000 }, 0);
    const first = await shopWindow(shop.deps(), shop.newId(), 1);
    expect([first.products.length, first.pages, first.count]).toEqual([
      PRODUCTS_PER_PAGE,
      2,
      PRODUCTS_PER_PAGE + 2,
    ]);
    const last = await shopWindow(shop.deps(), shop.newId(), 9);
    expect([last.products.length, last.page]).toEqual([2, 2]);
    const all = new Set([...first.products, ...last.products].map(({ id }) => id));
    expect(all.size).toBe(PRODUCTS_PER_PAGE + 2);
  });

  it("has no archived product, also not by its button", async () => {
    const { productId } = await stockedProduct(shop, { 1: 1_000 }, 1);
    await archiveAll();
    expect((await shopWindow(shop.deps(), shop.newId(), 1)).products).toEqual([]);
    expect(await refusalOf(productWindow(shop.deps(), shop.newId(), productId))).toEqual({
      kind: "product_unknown",
    });
    expect(await refusalOf(quotePurchase(shop.deps(), shop.request(), productId, 1))).toEqual({
      kind: "package_unknown",
    });
  });
});

describe("a question whether to buy", () => {
  async function asked(price = 15_000, money = price) {
    const { productId } = await stockedProduct(shop, { 1: price }, 2);
    const memberId = await memberWith(shop, money);
    const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 1);
    return { productId, memberId, quote };
  }
  const confirm = (memberId: string, quoteId: string) =>
    confirmQuote(shop.deps(), shop.request(memberId), quoteId, "token");

  it("buys with the exact balance", async () => {
    const { memberId, quote } = await asked();
    expect(quote).toMatchObject({ price: 15_000, balance: 15_000 });
    expect(await confirm(memberId, quote.id)).toMatchObject({ kind: "bought", bought: { balance: 0 } });
  });

  it("buys nothing for somebody else, and nothing after a minute", async () => {
    const { memberId, quote, productId } = await asked();
    const stranger = await memberWith(shop, 50_000);
    expect(await refusalOf(confirm(stranger, quote.id))).toEqual({ kind: "quote_lapsed" });
    shop.clock.pass(QUOTE_LIVES_MS);
    expect(await refusalOf(confirm(memberId, quote.id))).toEqual({ kind: "quote_lapsed" });
    expect(await walletOf(shop, memberId)).toEqual({ money: 15_000, debt: 0 });
    expect(await walletOf(shop, stranger)).toEqual({ money: 50_000, debt: 0 });
    expect(await stockOf(shop, productId)).toMatchObject({ sold: 0 });
  });

  it("whose price has changed is asked again at the new price, which then buys", async () => {
    const { memberId, quote, productId } = await asked(15_000, 50_000);
    await reprice(productId, 18_000);
    const again = await confirm(memberId, quote.id);
    expect(again).toMatchObject({ kind: "asked_again", quote: { price: 18_000, size: 1 } });
    expect(await walletOf(shop, memberId)).toEqual({ money: 50_000, debt: 0 });
    const id = again.kind === "asked_again" ? again.quote.id : "";
    expect(await confirm(memberId, id)).toMatchObject({ kind: "bought", bought: { balance: 32_000 } });
  });

  it("whose codes were bought by others meanwhile says how many are left", async () => {
    const { memberId, quote, productId } = await asked();
    await shop.database.run({
      sql: "update stock set state = 'void' where product_id = ?",
      args: [productId],
    });
    expect(await refusalOf(confirm(memberId, quote.id))).toEqual({
      kind: "stock_too_little",
      left: 0,
      size: 1,
      productId,
    });
    expect(await walletOf(shop, memberId)).toEqual({ money: 15_000, debt: 0 });
  });

  it("that is taken back buys nothing any more", async () => {
    const { memberId, quote, productId } = await asked();
    const found = await cancelQuote(shop.deps(), shop.request(memberId), quote.id, productId);
    expect(found.products[0]?.id).toBe(productId);
    expect(await refusalOf(confirm(memberId, quote.id))).toEqual({ kind: "quote_lapsed" });
  });

  it("that is taken back and confirmed at once is either bought or not, and the answers say which", async () => {
    for (let round = 0; round < 10; round++) {
      const { memberId, quote, productId } = await asked();
      const [bought, cancelled] = await Promise.allSettled([
        confirm(memberId, quote.id),
        cancelQuote(shop.deps(), shop.request(memberId), quote.id, productId),
      ]);
      const isBought = bought.status === "fulfilled";
      expect(await walletOf(shop, memberId)).toEqual({ money: isBought ? 0 : 15_000, debt: 0 });
      expect(cancelled.status).toBe(isBought ? "rejected" : "fulfilled");
    }
  });

  it("of somebody else is not taken back", async () => {
    const { memberId, quote, productId } = await asked();
    await cancelQuote(shop.deps(), shop.request(), quote.id, productId);
    expect(await confirm(memberId, quote.id)).toMatchObject({ kind: "bought" });
    expect(await refusalOf(cancelQuote(shop.deps(), shop.request(memberId), quote.id, productId))).toEqual({
      kind: "quote_bought",
    });
  });
});

describe("too little money", () => {
  it("says how much is missing, and a top-up is of that, as large as a top-up must be", async () => {
    const { productId } = await stockedProduct(shop, { 1: 15_000, 5: 70_000 }, 5);
    const memberId = await memberWith(shop, 12_000);
    expect(await refusalOf(quotePurchase(shop.deps(), shop.request(memberId), productId, 5))).toEqual({
      kind: "wallet_too_little",
      held: 12_000,
      debt: 0,
      price: 70_000,
      currency: "IDR",
      productId,
      size: 5,
    });
    const missing = (size: number) =>
      topUpMissing(shop.deps(), shop.request(memberId), productId, size, "token");
    expect((await missing(5)).topup.amount).toBe(58_000);
    expect((await missing(1)).topup.amount).toBe(10_000);
    expect(await refusalOf(missing(7))).toEqual({ kind: "package_unknown" });
  });

  it("that is enough by now asks for no top-up; a debt, which is paid first, is asked for too", async () => {
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 5);
    const rich = await memberWith(shop, 15_000);
    const ask = (id: string) => topUpMissing(shop.deps(), shop.request(id), productId, 1, "token");
    expect(await refusalOf(ask(rich))).toEqual({ kind: "nothing_missing" });
    const owing = await owingMember(shop, 20_000);
    expect(await walletOf(shop, owing)).toEqual({ money: 0, debt: 20_000 });
    expect((await ask(owing)).topup.amount).toBe(35_000);
  });

  it("for a product that is not sold any more asks for no money", async () => {
    const { productId } = await stockedProduct(shop, { 1: 15_000 }, 1);
    await shop.database.run({
      sql: "update products set state = 'archived' where id = ?",
      args: [productId],
    });
    const asked = topUpMissing(shop.deps(), shop.request(shop.newId()), productId, 1, "token");
    expect(await refusalOf(asked)).toEqual({ kind: "package_unknown" });
  });
});

it("nobody buys twice within a minute, nor more often a day than is set, nor what they lack codes for", async () => {
  const { productId } = await stockedProduct(shop, { 1: 1_000 }, 0);
  await putCodes(shop, productId, 4);
  const memberId = await memberWith(shop, 50_000);
  const limits = { shop: { purchasesPerDayMax: 2 } };
  await buyNow(shop, memberId, productId, 1);
  expect((await refusalOf(buyNow(shop, memberId, productId, 1))).kind).toBe("purchase_too_soon");
  shop.clock.pass(60_000);
  await buyNow(shop, memberId, productId, 1);
  shop.clock.pass(60_000);
  const quote = await quotePurchase(shop.deps(), shop.request(memberId), productId, 1);
  const third = confirmQuote(shop.deps(limits), shop.request(memberId), quote.id, "token");
  expect(await refusalOf(third)).toEqual({ kind: "purchases_day_max", max: 2 });
  shop.clock.pass(24 * 3_600_000);
  await buyNow(shop, memberId, productId, 1);
  expect(await stockOf(shop, productId)).toMatchObject({ sold: 3, free: 1 });
});
