import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { buy } from "../../src/domain/shop/buy.ts";
import { setPackage } from "../../src/domain/shop/packages.ts";
import { editProduct } from "../../src/domain/shop/products.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { askExport, exportStock } from "../../src/domain/stock/export.ts";
import { stockLevels } from "../../src/domain/stock/view.ts";
import { askVoid, VOID_CODES_MAX, voidStock } from "../../src/domain/stock/void.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, putCodes } from "../support/stock.ts";
import { addCodes, newCodes, stockCount } from "../support/stockUploads.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

/** A product of which one code costs 1,000, and its codes. */
async function stocked(count: number, lowStock = 0) {
  const { product } = await newProduct(shop, { lowStock });
  await setPackage(shop.deps(), admin(shop), { named: product.id, size: 1, price: 1_000 });
  return { productId: product.id, codes: await putCodes(shop, product.id, count) };
}
async function buyOne(productId: string) {
  return await buyNow(shop, await memberWith(shop, 10_000), productId, 1);
}
const free = (productId: string) => stockCount(shop, "product_id = ? and state = 'free'", productId);
const auditSchema = z.object({
  actor: z.string(),
  after: z.string().nullable(),
  reason: z.string().nullable(),
});
const auditsOf = (action: string, productId: string) =>
  shop.database.rows(auditSchema, {
    sql: 'select actor, "after", reason from audits where action = ? and target = ? order by rowid',
    args: [action, `product:${productId}`],
  });
const ask = (named: string, count: string, reason = "wrong batch") =>
  askVoid(shop.deps(), admin(shop), { named, count, reason });

describe("what is in stock", () => {
  it("is told of each product by state, with when codes last came, in one round trip", async () => {
    const { productId } = await stocked(2);
    await addCodes(shop, productId, newCodes(3));
    const lastAddedAtMs = shop.clock.now();
    await buyOne(productId);
    const { id } = await ask(productId, "1");
    await voidStock(shop.deps(), admin(shop), id);
    shop.proxy.reset();
    const { rows } = await stockLevels(shop.deps(), "1", productId);
    expect(shop.proxy.exchanges).toBe(1);
    expect(rows).toMatchObject([{ free: 3, sold: 1, void: 1, lastAddedAtMs }]);
    const all = await stockLevels(shop.deps(), "1", undefined);
    expect(all.rows.find(({ product }) => product.id === productId)).toMatchObject({ free: 3 });
    expect(await refusalOf(stockLevels(shop.deps(), "1", "nothing"))).toEqual({ kind: "product_not_found" });
  });
});

describe("taking codes out of stock", () => {
  it("takes as many as were asked about, those first that would be sold first, and is audited with why", async () => {
    const { productId } = await stocked(5);
    const question = await ask(productId, "2");
    expect(question).toMatchObject({ codes: 2, reason: "wrong batch" });
    expect(await free(productId)).toBe(5);
    expect(await voidStock(shop.deps(), admin(shop), question.id)).toMatchObject({ codes: 2, left: 3 });
    const taken =
      "product_id = ? and state = 'void' and seq < (select min(seq) from stock where product_id = ? and state = 'free')";
    expect(await stockCount(shop, taken, productId, productId)).toBe(2);
    expect(await auditsOf("stock.void", productId)).toEqual([
      { actor: admin(shop).actor.id, after: '{"codes":2}', reason: "wrong batch" },
    ]);
  });

  it("is done once however often it is pressed, with a lost reply and by two presses at once", async () => {
    const { productId } = await stocked(9);
    const { id } = await ask(productId, "3");
    shop.proxy.plan((at) => (at === 2 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all([1, 2, 3].map(() => voidStock(shop.deps(), admin(shop), id)));
    expect(answers.map(({ codes, left }) => [codes, left])).toEqual(Array(3).fill([3, 6]));
    expect(await free(productId)).toBe(6);
  });

  it("leaves those alone that were sold since, and voids no more than there are", async () => {
    const { productId } = await stocked(3);
    const { id, codes } = await ask(productId, "all");
    expect(codes).toBe(3);
    const { purchase } = await buyOne(productId);
    expect(await voidStock(shop.deps(), admin(shop), id)).toMatchObject({ codes: 2, left: 0 });
    expect(await stockCount(shop, "purchase_id = ? and state = 'sold'", purchase.id)).toBe(1);
  });

  it("is decided by whoever asked, within 15 minutes", async () => {
    const { productId } = await stocked(1);
    const { id } = await ask(productId, "all");
    const other = voidStock(shop.deps(), shop.request(shop.newId(), "admin"), id);
    expect(await refusalOf(other)).toEqual({ kind: "stock_not_yours", askedBy: admin(shop).actor.id });
    expect(await refusalOf(exportStock(shop.deps(), admin(shop), id))).toEqual({ kind: "question_lapsed" });
    shop.clock.pass(15 * MINUTE_MS);
    expect(await refusalOf(voidStock(shop.deps(), admin(shop), id))).toEqual({ kind: "question_lapsed" });
    expect(await free(productId)).toBe(1);
  });

  it.each(["0", "-1", "1.5", "many", ""])("does not take %j for a number", async (count) => {
    const expected = { kind: "option_invalid", option: "count", expected: "count_or_all" };
    expect(await refusalOf(ask("redfinger", count))).toEqual(expected);
  });

  it("is not asked about where there is nothing to take, or no reason", async () => {
    expect(await refusalOf(ask("redfinger", "all"))).toEqual({ kind: "stock_none_free" });
    expect(await refusalOf(ask("nothing", "all"))).toEqual({ kind: "product_not_found" });
    expect(await refusalOf(ask("redfinger", "all", " "))).toMatchObject({ option: "reason" });
  });

  it("takes no more at once than the others' purchases can wait for", async () => {
    const { productId } = await stocked(0);
    await shop.database.run({
      sql: `with recursive n(i) as (select 1 union all select i + 1 from n where i <= ?)
        insert into stock (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
        select ? || i, ?, 'u', 'k', 's', ? || i, 0, 0 from n`,
      args: [VOID_CODES_MAX, productId, productId, productId],
    });
    const { id, codes } = await ask(productId, "all");
    expect(codes).toBe(VOID_CODES_MAX);
    expect(await voidStock(shop.deps(), admin(shop), id)).toMatchObject({ codes: VOID_CODES_MAX, left: 1 });
  });
});

describe("giving codes out", () => {
  it("gives the free ones in their order, leaves them in stock, and is audited before", async () => {
    const { productId, codes } = await stocked(4);
    await buyOne(productId);
    const question = await askExport(shop.deps(), admin(shop), productId);
    expect(question.codes).toBe(3);
    const request = admin(shop);
    const given = await exportStock(shop.deps(), request, question.id);
    expect(given).toMatchObject({ codes: codes.slice(1), unreadable: 0, cut: false });
    expect(await exportStock(shop.deps(), request, question.id)).toEqual(given);
    expect(await free(productId)).toBe(3);
    expect((await auditsOf("stock.export", productId)).map(({ after }) => after)).toEqual([
      '{"codes":3,"unreadable":0}',
    ]);
  });

  it("reads them some at a time, and tells how many do not open", async () => {
    const { product } = await newProduct(shop);
    const codes = newCodes(2_100);
    await addCodes(shop, product.id, codes);
    await shop.database.run({
      sql: "update stock set sealed = 'x' || sealed where seq = (select max(seq) from stock where product_id = ?)",
      args: [product.id],
    });
    const { id } = await askExport(shop.deps(), admin(shop), product.id);
    const given = await exportStock(shop.deps(), admin(shop), id);
    expect(given).toMatchObject({ unreadable: 1, codes: codes.slice(0, -1) });
  });

  it("is decided by whoever asked", async () => {
    const { productId } = await stocked(1);
    const { id } = await askExport(shop.deps(), admin(shop), productId);
    const other = exportStock(shop.deps(), shop.request(shop.newId(), "admin"), id);
    expect(await refusalOf(other)).toMatchObject({ kind: "stock_not_yours" });
    expect(await auditsOf("stock.export", productId)).toEqual([]);
  });
});

describe("when few codes are left", () => {
  const alerts = async (productId: string) =>
    (await auditsOf("stock.low", productId)).map(({ after }) => JSON.parse(after ?? ""));

  it("staff are told by the purchase that leaves too few, once, and again after a refill", async () => {
    const { productId } = await stocked(4, 3);
    await buyOne(productId);
    expect(await alerts(productId)).toEqual([]);
    await buyOne(productId);
    await buyOne(productId);
    expect(await alerts(productId)).toEqual([{ codes: 2, lowStock: 3 }]);
    await addCodes(shop, productId, newCodes(1));
    await buyOne(productId);
    expect(await alerts(productId)).toHaveLength(1);
    await addCodes(shop, productId, newCodes(2));
    await buyOne(productId);
    expect(await alerts(productId)).toHaveLength(2);
  });

  it("ten buyers at once have staff told once, and the post waits in the outbox", async () => {
    const { productId } = await stocked(10, 10);
    const deps = () => shop.deps({ shop: { auditChannelId: "7" } });
    const buyers = await Promise.all(Array.from({ length: 10 }, () => memberWith(shop, 10_000)));
    const quotes = await Promise.all(
      buyers.map((id) => quotePurchase(deps(), shop.request(id), productId, 1)),
    );
    await Promise.all(buyers.map((id, at) => buy(deps(), shop.request(id), quotes[at]?.id ?? "")));
    expect(await alerts(productId)).toHaveLength(1);
    const posts = "select count(*) from outbox where kind = 'audit.post' and id like 'stock.low:%'";
    expect(await shop.database.number(posts)).toBe(1);
  });

  it("staff are told when codes are taken out or the threshold is raised above them", async () => {
    const { productId } = await stocked(5, 3);
    const { id } = await ask(productId, "3");
    await voidStock(shop.deps(), admin(shop), id);
    expect(await alerts(productId)).toEqual([{ codes: 2, lowStock: 3 }]);
    await editProduct(shop.deps(), admin(shop), productId, { lowStock: 2 });
    await editProduct(shop.deps(), admin(shop), productId, { lowStock: 5 });
    expect(await alerts(productId)).toHaveLength(2);
    await editProduct(shop.deps(), admin(shop), productId, { lowStock: 4 });
    expect(await alerts(productId)).toHaveLength(2);
  });

  it("nobody is told of a product without a threshold", async () => {
    const { productId } = await stocked(1);
    await buyOne(productId);
    expect(await alerts(productId)).toEqual([]);
  });
});
