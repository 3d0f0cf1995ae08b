import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchTransfers } from "../../src/domain/ledger/search.ts";
import { productDetail, searchProducts } from "../../src/domain/shop/productSearch.ts";
import { purchaseDetail } from "../../src/domain/shop/purchaseDetail.ts";
import { searchPurchases } from "../../src/domain/shop/purchaseSearch.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { topupDetail } from "../../src/domain/wallet/detail.ts";
import { searchTopups } from "../../src/domain/wallet/search.ts";
import { dayBegins, localDay } from "../../src/lib/localDay.ts";
import type { PageKey } from "../../src/lib/pageKey.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought, buyNow, memberWith, stockedProduct } from "../support/stock.ts";
import { begunTopup, paidTopup } from "../support/wallet.ts";

const ZONE = "Asia/Jakarta";
let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

/** All pages of a list, one after the other. */
async function allPages<R>(
  page: (after: PageKey | null) => Promise<{ rows: readonly R[]; next: PageKey | null }>,
) {
  const pages: (readonly R[])[] = [];
  for (let after: PageKey | null = null, has = true; has; ) {
    const { rows, next }: { rows: readonly R[]; next: PageKey | null } = await page(after);
    pages.push(rows);
    after = next;
    has = next !== null;
  }
  return pages;
}

describe("purchases", () => {
  it("of one moment are on one page each, none twice and none left out", async () => {
    const { productId } = await stockedProduct(shop, { 1: 1_000 }, 5);
    const ids: string[] = [];
    for (let at = 0; at < 5; at++)
      ids.push((await buyNow(shop, await memberWith(shop, 10_000), productId, 1)).purchase.id);
    const pages = await allPages((after) => searchPurchases(shop.deps(), { productId, after, most: 2 }));
    const found = pages.flat().map(({ purchase }) => purchase.id);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(found.toSorted()).toEqual(ids.toSorted());
  });

  it("are narrowed by member, product and how far they came", async () => {
    const [one, other] = [await bought(shop), await bought(shop)];
    await refundPurchase(shop.deps(), admin(shop), other.purchaseId, "a test");
    const find = async (search: object) =>
      (await searchPurchases(shop.deps(), { after: null, ...search })).rows.map(
        ({ purchase }) => purchase.id,
      );
    expect(await find({ memberId: one.memberId })).toEqual([one.purchaseId]);
    expect(await find({ productId: other.productId, stage: "refunded" })).toEqual([other.purchaseId]);
    expect(await find({ productId: other.productId, stage: "waiting" })).toEqual([]);
    expect(await find({ memberId: one.memberId, productId: other.productId })).toEqual([]);
  });

  it("show what they moved, the refund included, and never a code", async () => {
    const { purchaseId, codes } = await bought(shop);
    await refundPurchase(shop.deps(), admin(shop), purchaseId, "a test");
    const detail = await purchaseDetail(shop.deps(), purchaseId);
    expect(detail.transfers.map(({ kind }) => kind)).toEqual(["purchase", "purchase.refund"]);
    for (const code of codes) expect(JSON.stringify(detail)).not.toContain(code);
  });
});

describe("products", () => {
  it("are found by a part of name or sku, with what is free of each", async () => {
    const { product } = await newProduct(shop, { name: "Fancy % card_x" });
    const found = async (name: string) =>
      (await searchProducts(shop.deps(), { name })).map(({ product: { id } }) => id);
    expect(await found("FANCY %")).toEqual([product.id]);
    expect(await found(product.sku.slice(2))).toContain(product.id);
    expect(await found("fancyxcard")).toEqual([]);
    const { productId } = await bought(shop, 1);
    expect(await productDetail(shop.deps(), productId)).toMatchObject({ free: 0, sold: 1, void: 0 });
  });
});

describe("top-ups", () => {
  it("are found by the shop's own day, from its first moment to its last", async () => {
    const day = localDay(shop.clock.now(), ZONE) + 3;
    const made: string[] = [];
    for (const atMs of [
      dayBegins(day, ZONE) - 1,
      dayBegins(day, ZONE),
      dayBegins(day + 1, ZONE) - 1,
      dayBegins(day + 1, ZONE),
    ]) {
      shop.clock.pass(atMs - shop.clock.now());
      made.push((await begunTopup(shop)).topupId);
    }
    const { rows } = await searchTopups(shop.deps(), { day, after: null });
    expect(rows.map(({ id }) => id)).toEqual([made[2], made[1]]);
    shop.clock.pass(DAY_MS);
  });

  it("show their notifications and movements", async () => {
    const { topupId } = await paidTopup(shop, 30_000);
    const { events, transfers, isUnmatched } = await topupDetail(shop.deps(), topupId);
    expect(events.map(({ outcome }) => outcome)).toEqual(["applied"]);
    expect(transfers.map(({ cause }) => cause)).toEqual([`topup:${topupId}`]);
    expect(isUnmatched).toBe(false);
  });
});

describe("movements", () => {
  it("of a member are those of points, money and debt, the newest first, page by page", async () => {
    const memberId = await memberWith(shop, 10_000);
    for (let at = 0; at < 3; at++) await paidTopup(shop, 20_000, memberId);
    const all = await searchTransfers(shop.deps(), { by: "member", memberId, after: null });
    const first = await searchTransfers(shop.deps(), { by: "member", memberId, after: null }, 3);
    const rest = await searchTransfers(shop.deps(), { by: "member", memberId, after: Number(first.next) }, 3);
    expect(all.rows.length).toBe(4);
    expect([...first.rows, ...rest.rows]).toEqual(all.rows);
    expect(rest.next).toBeNull();
  });

  it("of a cause are its own and those made of it, and no other that begins alike", async () => {
    const { topupId } = await paidTopup(shop, 20_000);
    const insert = (cause: string) => ({
      sql: `insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
        select debit, credit, 1, asset, 'correction', ?, 'system', 0, 0 from transfers where cause = ?`,
      args: [cause, `topup:${topupId}`],
    });
    await shop.database.run(insert(`topup:${topupId}:debt`), insert(`topup:${topupId}5`));
    const found = await searchTransfers(
      shop.deps(),
      { by: "cause", cause: `topup:${topupId}`, after: null },
      1,
    );
    expect(found.rows.map(({ cause }) => cause)).toEqual([`topup:${topupId}`]);
    const next = await searchTransfers(
      shop.deps(),
      { by: "cause", cause: `topup:${topupId}`, after: found.next },
      1,
    );
    expect(next.rows.map(({ cause }) => cause)).toEqual([`topup:${topupId}:debt`]);
    expect(next.next).toBeNull();
  });
});
