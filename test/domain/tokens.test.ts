import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { generateTokens } from "../../src/domain/tokens/generate.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { codesOf, makeTokens } from "../support/tokens.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const FLYER = { description: "Flyer" };

describe("promo tokens", () => {
  test("are made at once, numbered without gaps, each code once", async () => {
    const { codes, batchId } = await makeTokens(shop, { quantity: 1_000 });
    expect(new Set(codes).size).toBe(1_000);
    for (const code of codes) expect(code).toMatch(/^[346789ABCDEFGHJKMNPQRTVWXY]{5}$/);
    const span = "select max(number) - min(number) + 1 from tokens where batch_id = ?";
    expect(await shop.database.number({ sql: span, args: [batchId] })).toBe(1_000);
  });

  test("of a request that is repeated are the same ones", async () => {
    const request = admin(shop);
    const asked = { ...FLYER, quantity: 7 };
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => generateTokens(shop.deps(), request, asked, "t")),
    );
    for (const other of others) expect(other.codes).toEqual(first?.codes);
    expect(await codesOf(shop, request.id)).toHaveLength(7);
  });
});
