import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lastDays, OVERVIEW_DAYS } from "../../src/domain/desk/days.ts";
import { overviewOf } from "../../src/domain/desk/overview.ts";
import { PURCHASES_COMPARED_MAX, salesOf } from "../../src/domain/desk/sales.ts";
import { refundPurchase } from "../../src/domain/shop/refund.ts";
import { localDay } from "../../src/lib/localDay.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { give } from "../support/boards.ts";
import { admin } from "../support/products.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { buyNow, memberWith, stockedProduct } from "../support/stock.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const today = () => localDay(shop.clock.now(), "Asia/Jakarta");
const counting = async <T>(asked: () => Promise<T>) => {
  const before = shop.proxy.exchanges;
  const answer = await asked();
  return { answer, exchanges: shop.proxy.exchanges - before };
};

describe("what pictures are drawn from", () => {
  it("is every one of the days asked for, the oldest first, in one question", async () => {
    await give(shop, shop.newId(), 70, { localDay: today() - 89 });
    await give(shop, shop.newId(), 900, { localDay: today() - 90 });
    for (const span of [7, 30, 90] as const) {
      const { answer, exchanges } = await counting(() => lastDays(shop.deps(), span));
      expect(exchanges).toBe(1);
      expect(answer.map(({ day }) => day)).toEqual(
        Array.from({ length: span }, (_, at) => today() - span + 1 + at),
      );
      expect(answer[0]?.issued).toBe(span === 90 ? 70 : 0);
    }
    expect((await overviewOf(shop.deps())).days).toHaveLength(OVERVIEW_DAYS);
    expect((await overviewOf(shop.deps(), 7)).days).toHaveLength(7);
  });

  it("tells wallets' money in and out, and products by what they brought without what was refunded", async () => {
    const [one, other] = [await memberWith(shop, 50_000), await memberWith(shop, 50_000)];
    const kept = await stockedProduct(shop, { 2: 30_000 }, 2);
    const refunded = await stockedProduct(shop, { 1: 50_000 }, 1);
    await buyNow(shop, one, kept.productId, 2);
    const { purchase } = await buyNow(shop, other, refunded.productId, 1);
    await refundPurchase(shop.deps(), admin(shop), purchase.id, "test");
    const { answer, exchanges } = await counting(() => salesOf(shop.deps(), 7));
    expect(exchanges).toBe(1);
    expect(answer.best).toEqual([{ id: kept.productId, name: "Kode", codes: 2, amount: 30_000 }]);
    expect(answer.isCut).toBe(false);
    expect(answer.days.at(-1)).toMatchObject({
      purchased: 80_000,
      refunded: 50_000,
      moneyIn: 150_000,
      moneyOut: 80_000,
    });
  });

  it("compares no more purchases than are read at once, and says so", async () => {
    const { productId } = await stockedProduct(shop, { 1: 1_000 }, 0);
    const sql = `insert into purchases (id, member_id, product_id, size, price, confirmed_request, created_at_ms)
      with recursive n(at) as (select 1 union all select at + 1 from n where at < ?2)
      select 'many:' || at, '1', ?1, 1, 10, 'many:' || at, ?3 + at from n`;
    const args = [productId, PURCHASES_COMPARED_MAX + 1, shop.clock.now()];
    await shop.database.run({ sql, args });
    const { best, isCut } = await salesOf(shop.deps(), 7);
    expect(isCut).toBe(true);
    expect(best.find(({ id }) => id === productId)?.codes).toBe(PURCHASES_COMPARED_MAX);
    shop.clock.pass(8 * DAY_MS);
    expect((await salesOf(shop.deps(), 7)).best).toEqual([]);
  });
});
