import { afterAll, beforeAll, expect, it } from "vitest";
import { newOrders, preview } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

it("a file is read to its end though the database takes longer over its parts than a call to Discord may take", async () => {
  const note = "x".repeat(1_500);
  const lines = newOrders(5_000).map(({ id, email, amount }) => `${email},${id},${amount},${note}`);
  // Two exchanges for each 2,000 rows: more than the ten seconds of one call.
  shop.proxy.plan((at) => (at > 3 && at <= 9 ? { kind: "delay", ms: 1_900 } : undefined));
  const { findings } = await preview(shop, ["email,order id,amount,note", ...lines].join("\n"));
  expect(findings).toMatchObject({ rows: 5_000, accepted: 5_000 });
});
