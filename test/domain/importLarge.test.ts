import { afterAll, beforeAll, expect, it } from "vitest";
import { importStatus } from "../../src/domain/imports/status.ts";
import { csvOf, imported, newOrders, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

it("20,000 orders are mailed in 21 calls, a customer's second order apart from the first", async () => {
  const rows = newOrders(20_000);
  const again = rows.map((row, at) => (at === 10 ? { ...row, email: rows[0]?.email ?? "" } : row));
  const importId = await imported(shop, csvOf(again));
  const { claims, mails, row } = await importStatus(shop.deps(), STAFF, importId);
  expect({ claims, mails, state: row.state }).toEqual({
    claims: { pending: 20_000 },
    mails: { sent: 20_000 },
    state: "done",
  });
  expect(shop.mailbox.calls).toHaveLength(21);
  expect(shop.mailbox.calls.every(({ status, recipients }) => status === 202 && recipients <= 1_000)).toBe(
    true,
  );
  const people = new Set(shop.mailbox.mailbox.list().map(({ to }) => to));
  expect(people.size).toBe(19_999);
  expect(new Set(shop.mailbox.acceptedIds()).size).toBe(20_000);
});
