import { afterAll, beforeAll, expect, it } from "vitest";
import { newProduct } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { fileOf, newCodes, previewCodes, uploadCodes, uploadOf } from "../support/stockUploads.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

it("a file of 100,000 codes is read, and one of more is refused with nothing of it kept", async () => {
  const { product } = await newProduct(shop);
  const codes = newCodes(100_001);
  const { findings } = await previewCodes(shop, product.id, fileOf(codes.slice(1)));
  expect(findings).toMatchObject({ codes: 100_000, refused: [] });
  const uploadId = await uploadCodes(shop, product.id, fileOf(codes));
  await shop.answerBells();
  expect(shop.desk.written.at(-1)?.body).toContain("more than 100,000 codes");
  expect(await uploadOf(shop, uploadId)).toMatchObject({ state: "refused" });
  const rows = { sql: "select count(*) from stock_rows where upload_id = ?", args: [uploadId] };
  expect(await shop.database.number(rows)).toBe(0);
}, 60_000);
