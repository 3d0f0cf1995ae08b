import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  claim,
  codeFor,
  importOrders,
  mailsTo,
  newOrder,
  newOrders,
  orderCsv,
  pressImport,
  preview,
  shown,
} from "./support/orders.ts";
import { AYU, type OpenShop, openShop, STAFF } from "./support/shop.ts";

let shop: OpenShop;
beforeAll(async () => {
  shop = await openShop({ rateLimited: false });
});
afterAll(() => shop.stop());

describe("orders that come again", () => {
  test("the same file mails nobody and offers no Import", async () => {
    const orders = newOrders(3);
    await importOrders(shop, orderCsv(orders));
    const { importId, message } = await preview(shop, orderCsv(orders));
    expect(message.components).toEqual([]);
    expect(shown(message).fields).toMatchObject({ "To be mailed": "0", "Already imported": "3" });
    const list = await shop.discord.command(STAFF.id, { name: "import", subcommand: "status" });
    const [newest, before] = shown(list.message).body.split("\n");
    expect(newest).toContain("ended: nothing to import · 0 mails, 0 points");
    expect(newest).toContain(importId);
    expect(before).toContain("✅ done · 3 mails, 3,000 points");
  });

  test("re-sorted, with other case and one line more: only the new line is mailed", async () => {
    const orders = newOrders(3);
    await importOrders(shop, orderCsv(orders));
    const added = newOrder();
    const shouted = orders.map((order) => ({
      ...order,
      id: order.id.toLowerCase(),
      email: order.email.toUpperCase(),
    }));
    await importOrders(shop, orderCsv([added, ...shouted.toReversed()]));
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
    expect(mailsTo(shop, added.email)).toHaveLength(1);
  });

  test("two previews of the same file, both confirmed at once: each order is mailed once", async () => {
    const orders = newOrders(20);
    const [one, other] = await Promise.all([
      preview(shop, orderCsv(orders)),
      preview(shop, orderCsv(orders), { as: STAFF.id }),
    ]);
    await Promise.all([pressImport(shop, one.message), pressImport(shop, other.message, STAFF.id)]);
    for (const { importId } of [one, other]) {
      await shop.until(`select state from imports where id = '${importId}'`, "done");
    }
    for (const { email } of orders) expect(mailsTo(shop, email)).toHaveLength(1);
  });

  test("a revoked claim is not opened again by its order", async () => {
    const order = newOrder();
    const { importId } = await importOrders(shop, orderCsv([order]));
    await shop.discord.command(STAFF.id, {
      name: "claims",
      subcommand: "revoke",
      options: { claim: `${importId}.2`, reason: "returned" },
    });
    const { message } = await preview(shop, orderCsv([order]));
    expect(shown(message).fields).toMatchObject({ "To be mailed": "0", "Already imported": "1" });
    const refused = await claim(shop, AYU.id, codeFor(shop, order.email));
    expect(shown(refused.message).body).toContain("withdrawn");
  });
});

test("a small file's preview is there within two seconds", async () => {
  const took: number[] = [];
  for (let tries = 0; tries < 3; tries++) {
    const startedAt = performance.now();
    await preview(shop, orderCsv(newOrders(10)));
    took.push(performance.now() - startedAt);
  }
  expect(Math.min(...took)).toBeLessThan(2_000);
});
