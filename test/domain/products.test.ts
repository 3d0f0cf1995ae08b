import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { removePackage, setPackage } from "../../src/domain/shop/packages.ts";
import { listProducts, suggestProducts } from "../../src/domain/shop/productList.ts";
import { createProduct, editProduct } from "../../src/domain/shop/products.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { refusalOf } from "../support/claims.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { memberWith, putCodes } from "../support/stock.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => shop.proxy.reset());
afterAll(() => shop.stop());

const auditSchema = z.object({
  action: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const auditsOf = (productId: string) =>
  shop.database.rows(auditSchema, {
    sql: 'select action, "before", "after" from audits where target = ? order by created_at_ms, rowid',
    args: [`product:${productId}`],
  });
const count = (where: string) => shop.database.number(`select count(*) from products where ${where}`);

describe("a product", () => {
  it("is made, changed, archived and sold again, each audited with what was and what is", async () => {
    const { product } = await newProduct(shop, { sku: "Gift-10", name: " Gift  card ", lowStock: 5 });
    expect(product).toMatchObject({ sku: "gift-10", name: "Gift card", description: null, lowStock: 5 });
    const edited = await editProduct(shop.deps(), admin(shop), "GIFT-10", { name: "Gift", lowStock: 0 });
    expect(edited.product).toMatchObject({ id: product.id, name: "Gift", lowStock: null });
    await editProduct(shop.deps(), admin(shop), product.id, { active: false });
    await editProduct(shop.deps(), admin(shop), product.id, { active: true });
    const told = await auditsOf(product.id);
    expect(told.map(({ action }) => action)).toEqual([
      "product.create",
      "product.edit",
      "product.archive",
      "product.edit",
    ]);
    expect(JSON.parse(told[1]?.before ?? "")).toMatchObject({ name: "Gift card", lowStock: 5 });
    expect(JSON.parse(told[1]?.after ?? "")).toEqual({ name: "Gift", lowStock: null });
    expect(JSON.parse(told[2]?.before ?? "")).toMatchObject({ state: "active" });
  });

  it("is one however often its request comes, and with a lost reply", async () => {
    const request = admin(shop);
    const given = { sku: `once-${request.id}`, name: "Once", description: "", lowStock: 0 };
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    const answers = await Promise.all([1, 2, 3].map(() => createProduct(shop.deps(), request, given)));
    expect(new Set(answers.map(({ product }) => product.id))).toEqual(new Set([request.id]));
    expect(await count(`sku = '${given.sku}'`)).toBe(1);
    expect(await auditsOf(request.id)).toHaveLength(1);
  });

  it("costs one round trip, and has a sku of its own whoever races for it", async () => {
    const sku = `raced-${shop.newId()}`;
    const make = () => newProduct(shop, { sku });
    await make();
    expect(shop.proxy.exchanges).toBe(1);
    const racers = await Promise.allSettled([make(), make(), make()]);
    expect(racers.every(({ status }) => status === "rejected")).toBe(true);
    expect(await refusalOf(make())).toEqual({ kind: "product_sku_taken", sku });
    const other = await newProduct(shop);
    expect(await refusalOf(editProduct(shop.deps(), admin(shop), other.product.id, { sku }))).toEqual({
      kind: "product_sku_taken",
      sku,
    });
  });

  it("that does not exist cannot be changed, and one that nothing is said of is not", async () => {
    const edit = (named: string, change: object) => editProduct(shop.deps(), admin(shop), named, change);
    expect(await refusalOf(edit("nothing", { name: "A" }))).toEqual({ kind: "product_not_found" });
    expect(await refusalOf(edit("redfinger", {}))).toEqual({ kind: "nothing_to_change" });
  });

  it("is found by name or sku, and listed before those that are archived", async () => {
    const { product } = await newProduct(shop, { name: "Steam wallet 20" });
    expect((await suggestProducts(shop.deps(), "wallet 2")).map(({ id }) => id)).toEqual([product.id]);
    expect((await suggestProducts(shop.deps(), product.sku)).map(({ id }) => id)).toEqual([product.id]);
    await editProduct(shop.deps(), admin(shop), product.id, { active: false });
    const { pages } = await listProducts(shop.deps(), "1", 1);
    const last = await listProducts(shop.deps(), "1", pages + 5);
    expect(last.rows.at(-1)?.product.id).toBe(product.id);
    expect(last.page).toBe(pages);
  });

  it("the 51st to be sold at once is refused, also where an archived one is to come back", async () => {
    const archived = await newProduct(shop);
    await editProduct(shop.deps(), admin(shop), archived.product.id, { active: false });
    for (let sold = await count("state = 'active'"); sold < 50; sold++) await newProduct(shop);
    const full = { kind: "products_full", max: 50, active: true };
    expect(await refusalOf(newProduct(shop))).toEqual(full);
    const back = editProduct(shop.deps(), admin(shop), archived.product.id, { active: true });
    expect(await refusalOf(back)).toEqual(full);
    await shop.database.run("update products set state = 'archived' where id not in ('redfinger')");
  });
});

describe("a package", () => {
  it("has the price that was typed, in the currency's smallest part, and can change it", async () => {
    const { product } = await newProduct(shop);
    const set = (price: number, currency = "IDR") =>
      setPackage(shop.deps({ shop: { currency } }), admin(shop), { named: product.sku, size: 5, price });
    expect((await set(70_000)).packages).toMatchObject([{ size: 5, price: 70_000 }]);
    expect((await set(10.29, "USD")).packages).toMatchObject([{ size: 5, price: 1_029 }]);
    const told = await auditsOf(product.id);
    expect(told.at(-1)).toEqual({
      action: "package.set",
      before: '{"size":5,"price":70000}',
      after: '{"size":5,"price":1029}',
    });
  });

  it.each([0, -1, 0.5, 2_000_001])("cannot cost %d", async (price) => {
    const asked = setPackage(shop.deps(), admin(shop), { named: "redfinger", size: 1, price });
    expect(await refusalOf(asked)).toMatchObject({ kind: "money_amount", min: 1, max: 2_000_000 });
  });

  it("cannot be larger than a purchase, nor of no product, nor the eleventh", async () => {
    const { product } = await newProduct(shop);
    const set = (named: string, size: number) =>
      setPackage(shop.deps(), admin(shop), { named, size, price: 1_000 });
    expect(await refusalOf(set(product.id, 51))).toEqual({ kind: "package_size", max: 50 });
    expect(await refusalOf(set("nothing", 1))).toEqual({ kind: "product_not_found" });
    for (let size = 1; size <= 10; size++) await set(product.id, size);
    expect(await refusalOf(set(product.id, 11))).toEqual({ kind: "packages_full", max: 10 });
    expect((await set(product.id, 10)).packages).toHaveLength(10);
  });

  it("set once is not set back by the repeat of its request", async () => {
    const { product } = await newProduct(shop);
    const first = admin(shop);
    const set = (request: typeof first, price: number) =>
      setPackage(shop.deps(), request, { named: product.id, size: 1, price });
    await set(first, 1_000);
    await set(admin(shop), 2_000);
    expect((await set(first, 1_000)).packages).toMatchObject([{ price: 2_000 }]);
  });

  it("that is removed cannot be bought any more, and is removed once", async () => {
    const { product } = await newProduct(shop);
    await setPackage(shop.deps(), admin(shop), { named: product.id, size: 1, price: 1_000 });
    await putCodes(shop, product.id, 1);
    const buyer = shop.request(await memberWith(shop, 20_000));
    await quotePurchase(shop.deps(), buyer, product.id, 1);
    const request = admin(shop);
    const removal = { named: product.id, size: 1 };
    const answers = [1, 2].map(() => removePackage(shop.deps(), request, removal));
    for (const { packages } of await Promise.all(answers)) expect(packages).toEqual([]);
    const again = quotePurchase(shop.deps(), shop.request(buyer.actor.id), product.id, 1);
    expect(await refusalOf(again)).toEqual({ kind: "package_unknown" });
    expect(await refusalOf(removePackage(shop.deps(), admin(shop), removal))).toEqual({
      kind: "package_not_found",
      size: 1,
    });
  });
});
