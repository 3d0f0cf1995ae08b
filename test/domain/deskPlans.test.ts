import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Deps } from "../../src/domain/deps.ts";
import { proveAccount } from "../../src/domain/ledger/account.ts";
import { searchTransfers } from "../../src/domain/ledger/search.ts";
import { booksStanding } from "../../src/domain/ledger/standing.ts";
import { productDetail, searchProducts } from "../../src/domain/shop/productSearch.ts";
import { purchaseStages } from "../../src/domain/shop/progress.ts";
import { purchaseDetail } from "../../src/domain/shop/purchaseDetail.ts";
import { searchPurchases } from "../../src/domain/shop/purchaseSearch.ts";
import { searchReviews } from "../../src/domain/shop/reviewSearch.ts";
import { uploadDetail } from "../../src/domain/stock/upload.ts";
import { topupDetail } from "../../src/domain/wallet/detail.ts";
import { disputedTopups, searchTopups, searchUnmatched } from "../../src/domain/wallet/search.ts";
import { plansOf } from "../support/plans.ts";
import { newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { bought } from "../support/stock.ts";
import { uploadCodes } from "../support/stockUploads.ts";
import { begunTopup } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const key = { atMs: 1_790_000_000_000, id: "5" };
const [memberId, productId] = ["1180000000000000203", "a-product"];

/** Tables with few rows, read whole: products are at most 500, and a statement's own rows. */
const FEW = /^SCAN (products|packages|given|json_each|\(|CONSTANT|slice|off|debt)/;

const reads: readonly [string, (deps: Deps) => Promise<unknown>][] = [
  ["purchases", (deps) => searchPurchases(deps, { after: key })],
  ["purchases of a member", (deps) => searchPurchases(deps, { memberId, after: key })],
  ["purchases of a product", (deps) => searchPurchases(deps, { productId, after: key })],
  ["purchases of both", (deps) => searchPurchases(deps, { memberId, productId, after: key })],
  ...purchaseStages.map((stage): (typeof reads)[number] => [
    `purchases that are ${stage}`,
    (deps) => searchPurchases(deps, { stage, after: key }),
  ]),
  ["reviews", (deps) => searchReviews(deps, { after: key })],
  ["reviews of a product", (deps) => searchReviews(deps, { productId, after: key })],
  ["top-ups", (deps) => searchTopups(deps, { after: key })],
  ["top-ups of a day", (deps) => searchTopups(deps, { day: 20_000, after: key })],
  ["top-ups of a member in a state", (deps) => searchTopups(deps, { state: "paid", memberId, after: key })],
  ["top-ups in a state, of a day", (deps) => searchTopups(deps, { state: "paid", day: 20_000, after: null })],
  ["disputed top-ups", (deps) => disputedTopups(deps)],
  ["payments that fit none", (deps) => searchUnmatched(deps, "open", key)],
  ["the books", (deps) => searchTransfers(deps, { by: "time", after: 5 })],
  ["an account", (deps) => searchTransfers(deps, { by: "account", account: "system:sales/money", after: 5 })],
  ["a member's accounts", (deps) => searchTransfers(deps, { by: "member", memberId, after: null })],
  ["a cause", (deps) => searchTransfers(deps, { by: "cause", cause: "purchase:5", after: null })],
  ["the proof of an account", (deps) => proveAccount(deps, "system:sales/money")],
  ["how the books stand", (deps) => booksStanding(deps)],
  ["products", (deps) => searchProducts(deps, { name: "card" })],
];

const unindexed = (lines: readonly string[]) =>
  lines.filter((line) => /^SCAN (?!.*USING)/.test(line) && !FEW.test(line));
/** Of one moment there are few rows, so that ordering those by their id costs nothing. */
const sorted = (lines: readonly string[]) =>
  lines.filter((line) => line.startsWith("USE TEMP B-TREE FOR ORDER BY"));

describe("a page of the dashboard reads by an index alone:", () => {
  it.each(reads)("%s", async (name, read) => {
    const lines = await plansOf(shop, read);
    expect(unindexed(lines)).toEqual([]);
    // At most as many rows of each account as the page shows are put in order.
    if (name !== "products" && !name.includes("account") && name !== "how the books stand")
      expect(sorted(lines)).toEqual([]);
  });

  it("one purchase, one top-up, one product, one upload", async () => {
    const { purchaseId } = await bought(shop);
    const { topupId } = await begunTopup(shop);
    const { product } = await newProduct(shop);
    const uploadId = await uploadCodes(shop, product.id, "AAAA-BBBB\n");
    const lines = await plansOf(shop, async (deps) => {
      await purchaseDetail(deps, purchaseId);
      await topupDetail(deps, topupId);
      await productDetail(deps, product.id);
      await uploadDetail(deps, uploadId);
    });
    expect(unindexed(lines)).toEqual([]);
  });
});
