import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import * as z from "zod";
import { Problem } from "../../src/domain/problem.ts";
import { reveal } from "../../src/domain/shop/deliver.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, putCodes, stockedProduct, stockOf } from "../support/stock.ts";
import { walletOf } from "../support/wallet.ts";

const MONEY = 100_000;
const SIZES = [1, 2, 5];
const PRICES = { 1: 9_000, 2: 17_000, 5: 40_000 };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const act = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("buy" as const),
      who: fc.nat(2),
      size: fc.constantFrom(...SIZES),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constantFrom("refund" as const, "reveal" as const, "deliver" as const),
      which: fc.nat(20),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("restock" as const), count: fc.integer({ min: 1, max: 4 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("void" as const), count: fc.integer({ min: 1, max: 2 }) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer A> ? A : never;
type Made = { readonly id: string; readonly memberId: string; readonly price: number };

/** A member is refused what limits or stock do not allow; anything else that goes wrong is a finding. */
async function attempt<T>(work: Promise<T>): Promise<T | null> {
  return await work.catch((error: unknown) => {
    if (error instanceof Problem) return null;
    throw error;
  });
}

it("whatever is bought, refunded, restocked and voided: no code is lost or in two purchases, and sales are what was paid less what went back", async () => {
  const round = async (waves: Act[][]) => {
    const { productId, codes } = await stockedProduct(shop, PRICES, 6);
    const members = await Promise.all([0, 1, 2].map(() => memberWith(shop, MONEY)));
    const salesBefore = await sales();
    const made: Made[] = [];
    const refunded = new Set<string>();
    let added = codes.length;

    const perform = async (one: Act): Promise<void> => {
      switch (one.kind) {
        case "buy": {
          const memberId = members[one.who] ?? "";
          const done = await attempt(buyNow(shop, memberId, productId, one.size));
          if (done) made.push({ id: done.purchase.id, memberId, price: done.purchase.price });
          return;
        }
        case "restock": {
          const put = await putCodes(shop, productId, one.count);
          added += put.length;
          return;
        }
        case "void":
          return await shop.database.run({
            sql: `update stock set state = 'void' where seq in (
              select seq from stock where product_id = ? and state = 'free' order by seq desc limit ?)`,
            args: [productId, BigInt(one.count)],
          });
        default: {
          const purchase = made[one.which % Math.max(1, made.length)];
          if (!purchase) return;
          if (one.kind === "deliver") return void (await shop.job(`${purchase.id}.deliver`));
          if (one.kind === "reveal")
            return void (await attempt(reveal(shop.deps(), shop.request(purchase.memberId), purchase.id)));
          await refundPurchase(shop.deps(), shop.request(shop.newId(), "admin"), purchase.id, "x");
          refunded.add(purchase.id);
        }
      }
    };
    for (const wave of waves) {
      await Promise.all(wave.map(perform));
      shop.clock.pass(MINUTE_MS);
    }

    const counts = await stockOf(shop, productId);
    expect(counts.added).toBe(added);
    expect(counts.sold + counts.free + counts.void).toBe(added);
    const kept = made.filter(({ id }) => !refunded.has(id));
    const paid = kept.reduce((sum, { price }) => sum + price, 0);
    expect((await sales()) - salesBefore).toBe(paid);
    for (const memberId of members) {
      const spent = kept
        .filter((one) => one.memberId === memberId)
        .reduce((sum, { price }) => sum + price, 0);
      expect(await walletOf(shop, memberId)).toEqual({ money: MONEY - spent, debt: 0 });
    }
    const shown: string[] = [];
    for (const { id, memberId } of kept)
      shown.push(...(await reveal(shop.deps(), shop.request(memberId), id)).codes);
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown.length).toBe(counts.sold);
    expect(await wrongRows(productId)).toEqual([]);
    expect(await books(shop.database)).toEqual(BALANCED);
  };
  const waves = fc.array(fc.array(act, { minLength: 1, maxLength: 5 }), { minLength: 2, maxLength: 6 });
  await fc.assert(fc.asyncProperty(waves, round), { numRuns: 25, endOnFailure: true });
});

const sales = () => shop.database.number("select balance from accounts where id = 'system:sales/money'");

/** Purchases that have another number of codes than they should, or whose money stands in no transfer. */
const wrongRows = (productId: string) =>
  shop.database.rows(z.object({ id: z.string() }), {
    sql: `select id from purchases where product_id = ?1 and (
        (state = 'paid' and size <> (select count(*) from stock where purchase_id = purchases.id and state = 'sold'))
        or (state = 'refunded' and exists (select 1 from stock where purchase_id = purchases.id and state <> 'void'))
        or not exists (select 1 from transfers where cause = 'purchase:' || purchases.id and amount = price)
        or (state = 'refunded') <> exists (select 1 from transfers where cause = 'purchase.refund:' || purchases.id and amount = price))`,
    args: [productId],
  });
