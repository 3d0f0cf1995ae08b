import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buy } from "../../src/domain/shop/buy.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { setPackage } from "../../src/domain/shop/packages.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import { addJobId } from "../../src/domain/stock/decide.ts";
import { askExport, exportStock } from "../../src/domain/stock/export.ts";
import { CODES_PER_SLICE, codesOfUnknownKeys, rotateStock } from "../../src/domain/stock/rotate.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { LAST_EXCHANGES } from "../support/death.ts";
import { admin, newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, putCodes } from "../support/stock.ts";
import {
  addCodes,
  confirmCodes,
  confirmedCodes,
  fileOf,
  newCodes,
  previewCodes,
  stockCount,
  uploadOf,
} from "../support/stockUploads.ts";

/** More than enough slices for all that there is. */
const ALL = 1_000;

let shop: TestShop;
let key = 1;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

/** A new root key; the one before still reads. */
async function newKey(): Promise<void> {
  key++;
  await shop.setRootKeys(key, key - 1);
}
/** Takes the key of before out of the settings. */
const forgetOldKey = () => shop.setRootKeys(key);
const rotateAll = () => rotateStock(shop.deps(), ALL);

async function stocked(codes: readonly string[]): Promise<string> {
  const { product } = await newProduct(shop);
  await setPackage(shop.deps(), admin(shop), { named: product.id, size: 1, price: 1_000 });
  await addCodes(shop, product.id, codes);
  return product.id;
}

/** The free codes of a product, opened with the keys there are. */
async function openFree(productId: string) {
  const { id } = await askExport(shop.deps(), admin(shop), productId);
  return await exportStock(shop.deps(), admin(shop), id);
}

const currentKey = async () => (await shop.deps().keyring()).current.id;
const underOldKeys = async () => stockCount(shop, "key_id <> ?", await currentKey());

describe("re-encrypting that is", () => {
  it.each(LAST_EXCHANGES)("killed at any moment loses no code, and goes on: $kind", async (last) => {
    const codes = newCodes(CODES_PER_SLICE + 7);
    const productId = await stocked(codes);
    const beforeAgain = () => {
      throw new Error("killed");
    };
    for (let at = 1; at <= 6; at++) {
      await newKey();
      shop.proxy.reset();
      shop.proxy.plan((exchange) =>
        exchange < at ? undefined : exchange === at ? last : { kind: "request_lost" },
      );
      const done = await rotateStock(shop.deps({ beforeAgain }), ALL).catch(() => null);
      shop.proxy.reset();
      expect(done, `killed at exchange ${at}`).toBeNull();
      expect((await openFree(productId)).codes).toEqual(codes);
      expect(await rotateAll()).toMatchObject({ unreadable: 0, left: 0 });
      expect((await openFree(productId)).codes).toEqual(codes);
    }
  });
});

describe("after a change of the root key", () => {
  it("every code, sold ones too, moves to the new key and opens with that alone", async () => {
    const codes = newCodes(CODES_PER_SLICE + 30);
    const productId = await stocked(codes);
    const memberId = await memberWith(shop, 10_000);
    const { purchase } = await buyNow(shop, memberId, productId, 1);
    await newKey();
    expect(await rotateAll()).toMatchObject({ unreadable: 0, left: 0 });
    expect(await rotateAll()).toEqual({ done: 0, unreadable: 0, left: 0 });
    await forgetOldKey();
    expect(await openFree(productId)).toMatchObject({ codes: codes.slice(1), unreadable: 0 });
    expect((await reveal(shop.deps(), shop.request(memberId), purchase.id)).codes).toEqual(codes.slice(0, 1));
  });

  it("codes that the shop has are found again before, amid and after it", async () => {
    const codes = newCodes(CODES_PER_SLICE * 2);
    const productId = await stocked(codes);
    const refused = async () => (await previewCodes(shop, productId, fileOf(codes))).findings?.refused[0];
    await newKey();
    expect(await refused()).toMatchObject({ reason: "in_stock", count: codes.length });
    expect(await rotateStock(shop.deps(), 1)).toMatchObject({ done: CODES_PER_SLICE });
    expect(await refused()).toMatchObject({ reason: "in_stock", count: codes.length });
    await rotateAll();
    await forgetOldKey();
    expect(await refused()).toMatchObject({ reason: "in_stock", count: codes.length });
  });

  it("the cron does it by itself, and asks nothing of the database where there is no key of before", async () => {
    const productId = await stocked(newCodes(3));
    await newKey();
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(await underOldKeys()).toBe(0);
    await forgetOldKey();
    shop.proxy.reset();
    await rotateAll();
    expect(shop.proxy.exchanges).toBe(0);
    expect(await openFree(productId)).toMatchObject({ unreadable: 0 });
  });
});

describe("re-encrypting", () => {
  it("against purchases at the same time gives every buyer a code of their own that opens", async () => {
    const codes = newCodes(CODES_PER_SLICE + 100);
    const productId = await stocked(codes);
    const buyers = await Promise.all(Array.from({ length: 30 }, () => memberWith(shop, 10_000)));
    const quotes = await Promise.all(
      buyers.map((id) => quotePurchase(shop.deps(), shop.request(id), productId, 1)),
    );
    await newKey();
    const purchases = buyers.map((id, at) => buy(shop.deps(), shop.request(id), quotes[at]?.id ?? ""));
    const rotations = [rotateAll(), rotateAll()];
    const bought = await Promise.all(purchases);
    await Promise.all(rotations);
    await rotateAll();
    await forgetOldKey();
    const revealed = await Promise.all(
      bought.map(({ purchase }, at) => reveal(shop.deps(), shop.request(buyers[at]), purchase.id)),
    );
    const sold = revealed.flatMap((opened) => opened.codes);
    expect([...sold, ...(await openFree(productId)).codes].sort()).toEqual(codes.toSorted());
  });

  it("leaves out what was tampered with, tells staff once a day, and goes on with the others", async () => {
    const codes = newCodes(CODES_PER_SLICE + 5);
    const productId = await stocked(codes);
    await shop.database.run({
      sql: "update stock set sealed = 'x' || sealed where seq in (select seq from stock where product_id = ? order by seq limit 2)",
      args: [productId],
    });
    await newKey();
    for (let run = 0; run < 3; run++) {
      shop.clock.pass(MINUTE_MS);
      await shop.cron();
    }
    expect(await underOldKeys()).toBe(2);
    const told = "select count(*) from audits where action = 'stock.unreadable'";
    expect(await shop.database.number(told)).toBe(1);
    shop.clock.pass(DAY_MS);
    await shop.cron();
    expect(await shop.database.number(told)).toBe(2);
    expect((await openFree(productId)).codes).toEqual(codes.slice(2));
    await newKey();
    expect(await codesOfUnknownKeys(shop.deps())).toBe(2);
    await rotateAll();
  });

  it("of a code that came in under both keys leaves one to be sold", async () => {
    const { product } = await newProduct(shop);
    const [code = ""] = await putCodes(shop, product.id, 1);
    const old = key;
    await newKey();
    await shop.setRootKeys(key);
    await addCodes(shop, product.id, [code]);
    await shop.setRootKeys(key, old);
    expect(await stockCount(shop, "product_id = ? and state = 'free'", product.id)).toBe(2);
    expect(await rotateAll()).toMatchObject({ unreadable: 0, left: 0 });
    expect(await stockCount(shop, "product_id = ? and state = 'free'", product.id)).toBe(1);
    expect((await openFree(product.id)).codes).toEqual([code]);
  });
});

it("while both settings name one key, a code that the shop has is refused once", async () => {
  const codes = newCodes(2);
  const productId = await stocked(codes);
  await shop.setRootKeys(key, key);
  const { findings } = await previewCodes(shop, productId, fileOf(codes));
  expect(findings?.refused).toEqual([{ reason: "in_stock", count: 2, lines: [1, 2] }]);
  expect(await rotateAll()).toEqual({ done: 0, unreadable: 0, left: 0 });
});

describe("an upload that was read under the key of before", () => {
  it("cannot be confirmed any more: it does not know what came in since", async () => {
    const { product } = await newProduct(shop);
    const { uploadId } = await previewCodes(shop, product.id, fileOf(newCodes(2)));
    await newKey();
    expect(await refusalOf(confirmCodes(shop, uploadId))).toEqual({ kind: "stock_lapsed" });
  });

  it("and was confirmed then comes in under the new one, each code once", async () => {
    const { product } = await newProduct(shop);
    const codes = newCodes(20);
    const uploadId = await confirmedCodes(shop, product.id, codes);
    await newKey();
    await addCodes(shop, product.id, codes.slice(0, 5));
    await shop.job(addJobId(uploadId));
    expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "done", total: 20, added: 15 });
    await forgetOldKey();
    expect((await openFree(product.id)).codes.toSorted()).toEqual(codes);
  });
});
