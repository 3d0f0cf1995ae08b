import type { Level } from "../../src/domain/actor.ts";
import { type Bought, buy } from "../../src/domain/shop/buy.ts";
import { codeHashes, sealCode } from "../../src/domain/shop/codes.ts";
import { quotePurchase } from "../../src/domain/shop/quote.ts";
import type { TestShop } from "./shop.ts";
import { paidTopup } from "./wallet.ts";

/** A product with packages of these sizes and prices, and so many codes in stock. */
export async function stockedProduct(
  shop: TestShop,
  packages: Readonly<Record<number, number>>,
  count: number,
): Promise<{ productId: string; codes: string[] }> {
  const productId = `product-${shop.newId()}`;
  await shop.database.run(
    {
      sql: "insert into products (id, sku, name, created_at_ms) values (?, ?, 'Kode', 0)",
      args: [productId, productId],
    },
    ...Object.entries(packages).map(([size, price]) => ({
      sql: "insert into packages (product_id, size, price, changed_at_ms) values (?, ?, ?, 0)",
      args: [productId, BigInt(size), BigInt(price)],
    })),
  );
  return { productId, codes: await putCodes(shop, productId, count) };
}

/** Puts new codes into stock. */
export async function putCodes(shop: TestShop, productId: string, count: number): Promise<string[]> {
  const keyring = await shop.deps().keyring();
  const codes = Array.from({ length: count }, () => `CODE-${shop.newId()}`);
  for (const code of codes) {
    const id = shop.newId();
    const [hash = ""] = await codeHashes(keyring, code);
    await shop.database.run({
      sql: `insert into stock (id, product_id, upload_id, key_id, sealed, code_hash, created_at_ms, state_at_ms)
        values (?, ?, 'test', ?, ?, ?, 0, 0)`,
      args: [id, productId, keyring.current.id, await sealCode(keyring.current, productId, id, code), hash],
    });
  }
  return codes;
}

/** A member with so much money in the wallet. */
export async function memberWith(shop: TestShop, money: number): Promise<string> {
  const memberId = shop.newId();
  await paidTopup(shop, money, memberId);
  return memberId;
}

/** Asks for a package and buys it. */
export async function buyNow(
  shop: TestShop,
  memberId: string,
  productId: string,
  size: number,
  level: Level = "everyone",
): Promise<Bought> {
  const quote = await quotePurchase(shop.deps(), shop.request(memberId, level), productId, size);
  return await buy(shop.deps(), shop.request(memberId, level), quote.id);
}
