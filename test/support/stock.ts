import * as z from "zod";
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

const countsSchema = z.object({ added: z.number(), free: z.number(), sold: z.number(), void: z.number() });

/** How many codes of a product there are, and in which state. */
export async function stockOf(shop: TestShop, productId: string): Promise<z.infer<typeof countsSchema>> {
  const [found] = await shop.database.rows(countsSchema, {
    sql: `select count(*) as added, count(*) filter (where state = 'free') as free,
        count(*) filter (where state = 'sold') as sold, count(*) filter (where state = 'void') as void
      from stock where product_id = ?`,
    args: [productId],
  });
  return found ?? { added: 0, free: 0, sold: 0, void: 0 };
}

const momentsSchema = z.object({
  state: z.string(),
  delivering: z.number().nullable(),
  delivered: z.number().nullable(),
  failed: z.number().nullable(),
  failure: z.string().nullable(),
  revealed: z.number().nullable(),
});

/** How far a purchase has come, by the database. */
export async function momentsOf(shop: TestShop, purchaseId: string): Promise<z.infer<typeof momentsSchema>> {
  const [found] = await shop.database.rows(momentsSchema, {
    sql: `select state, delivering_at_ms as delivering, delivered_at_ms as delivered, delivery_failed_at_ms as failed,
        delivery_failure as failure, revealed_at_ms as revealed from purchases where id = ?`,
    args: [purchaseId],
  });
  if (!found) throw new Error(`there is no purchase ${purchaseId}`);
  return found;
}

/** The messages with a purchase's codes that Discord took; a repeat with the same nonce shows once. */
export function messagesOf(shop: TestShop, purchaseId: string): { body: string; nonce: string }[] {
  const taken = shop.desk.written
    .filter(({ call, body }) => call.startsWith("POST /channels/") && body.includes(`Purchase ${purchaseId}`))
    .map(({ body }) => ({ body, nonce: /"nonce":"([^"]+)"/.exec(body)?.[1] ?? "" }));
  return [...new Map(taken.map((message) => [message.nonce, message])).values()];
}

/** A buyer with one purchase of so many codes, which is not delivered yet. */
export async function bought(shop: TestShop, size = 2, price = 20_000) {
  const { productId, codes } = await stockedProduct(shop, { [size]: price }, size);
  const memberId = await memberWith(shop, price);
  const { purchase } = await buyNow(shop, memberId, productId, size);
  return { memberId, productId, codes, purchaseId: purchase.id, price };
}
