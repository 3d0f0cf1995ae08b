import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { completeOrders } from "../../src/domain/orders/complete.ts";
import { eraseMember, erasureStakes } from "../../src/domain/privacy/erase.ts";
import { exportMember } from "../../src/domain/privacy/export.ts";
import { giveReview } from "../../src/domain/shop/review.ts";
import { listReviews } from "../../src/domain/shop/reviews.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { madeOrder } from "../support/orderRows.ts";
import { askReceipt, newAddress, sendsOf } from "../support/receipts.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { tablesOf } from "../support/tables.ts";

const SAID = {
  description: "a ring with the name Siti",
  note: "Siti calls on Monday",
  reason: "Siti was ill",
  file: "siti-ring.png",
  comment: "Siti loves it",
};

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const erase = (memberId: string) =>
  eraseMember(shop.deps(), shop.request(memberId), { id: shop.newId(), askedAtMs: shop.clock.now() });
const run = (sql: string, ...args: (string | bigint)[]) => shop.database.run({ sql, args });
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

/** A customer with an order that is completed, reviewed and mailed a receipt of, and one that was cancelled with its token. */
async function knownCustomer() {
  const done = await madeOrder(shop, { withToken: true, description: SAID.description, note: SAID.note });
  const { customerId } = done;
  const email = newAddress();
  await run(
    "update orders set file_name = ?, file_type = 'image/png', file_bytes = 3, file_url = ? where id = ?",
    SAID.file,
    SAID.file,
    done.id,
  );
  await run(
    "insert into order_files (order_id, part, key_id, sealed) values (?, 0, 'k', ?)",
    done.id,
    SAID.file,
  );
  const given = await madeOrder(shop, {
    customerId,
    state: "cancelled",
    withToken: true,
    description: SAID.description,
    note: SAID.note,
    reason: SAID.reason,
  });
  await askReceipt(shop, done.code, email);
  await giveReview(shop.deps({ shop: { reviewPoints: 5 } }), shop.request(customerId), done.id, {
    rating: 5,
    comment: SAID.comment,
  });
  return { customerId, done, given, email };
}

describe("a customer who is forgotten", () => {
  it("is in no table any more but the audit log, nor is what they ordered; numbers and amounts stay", async () => {
    const { customerId, done, given } = await knownCustomer();
    await shop.answerBells();
    const kept = `select number, token_code, amount, discount, state, priority, created_by, created_at_ms, completed_at_ms
      from orders order by number`;
    const tokensKept = "select code, state, order_id, changed_by, changed_at_ms from tokens order by seq";
    const before = [await shop.database.rows(facts, kept), await shop.database.rows(facts, tokensKept)];
    expect(await tablesOf(shop, customerId)).toEqual(
      expect.arrayContaining(["orders", "reviews", "tokens", "transfers"]),
    );
    await erase(customerId);
    expect(await tablesOf(shop, customerId)).toEqual(["audits"]);
    // The audit log keeps why staff did something.
    for (const text of [SAID.note, SAID.reason])
      expect((await tablesOf(shop, text)).filter((table) => table !== "audits")).toEqual([]);
    for (const text of [SAID.description, SAID.file, SAID.comment])
      expect(await tablesOf(shop, text)).toEqual([]);
    expect(await sendsOf(shop, done.id)).toMatchObject([
      { way: "mail", state: "sent", email_hash: null, email_sealed: null },
    ]);
    expect([await shop.database.rows(facts, kept), await shop.database.rows(facts, tokensKept)]).toEqual(
      before,
    );
    const events = await shop.database.rows(facts, {
      sql: "select from_state, to_state, note from order_events where order_id in (?, ?) order by seq",
      args: [done.id, given.id],
    });
    expect(events).toEqual([
      { from_state: "pending", to_state: "in_progress", note: null },
      { from_state: "in_progress", to_state: "completed", note: null },
      { from_state: "pending", to_state: "in_progress", note: null },
      { from_state: "in_progress", to_state: "cancelled", note: null },
    ]);
    const { rows } = await listReviews(shop.deps(), shop.newId(), undefined, 1);
    expect(rows[0]).toMatchObject({ name: done.code, review: { rating: 5, comment: null } });
    expect(rows[0]?.review.memberId).toMatch(/^erased-/);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("gets no receipt that waits, and none later", async () => {
    const { customerId, done, email } = await knownCustomer();
    await erase(customerId);
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(0);
    expect(await sendsOf(shop, done.id)).toMatchObject([{ state: "held", email_sealed: null }]);
    expect(await refusalOf(askReceipt(shop, done.code, email))).toEqual({ kind: "customer_erased" });
  });

  it.each(["pending", "in_progress", "waiting"] as const)(
    "is not forgotten while an order of theirs is %s, and is told which",
    async (state) => {
      const { code, customerId } = await madeOrder(shop, { state });
      const refusal = { kind: "erase_order_open", order: code };
      expect(await refusalOf(erasureStakes(shop.deps(), shop.request(customerId)))).toEqual(refusal);
      expect(await refusalOf(erase(customerId))).toEqual(refusal);
      expect(await tablesOf(shop, customerId)).toContain("orders");
      await completeOrders(shop.deps(), shop.request(shop.newId(), "staff"), code);
      await erase(customerId);
      expect(await tablesOf(shop, customerId)).toEqual(["audits"]);
    },
  );
});

it("the export has a customer's orders, what became of them, receipts and reviews, and no address", async () => {
  const { customerId, done, given, email } = await knownCustomer();
  const { text } = await exportMember(shop.deps(), customerId);
  const rows = z.array(z.looseObject({}));
  const file = z
    .object({ orders: rows, orderChanges: rows, receipts: rows, reviews: rows })
    .parse(JSON.parse(text));
  expect(file.orders).toMatchObject([
    { order: given.code, state: "cancelled", cancelReason: SAID.reason },
    { order: done.code, description: SAID.description, token: done.token, amount: 50_000, discount: 5_000 },
  ]);
  expect(file.orderChanges).toContainEqual(
    expect.objectContaining({ order: done.code, from: "pending", to: "in_progress", note: SAID.note }),
  );
  expect(file.receipts).toMatchObject([
    { receipt: expect.stringMatching(/^R\d{4}$/), order: done.code, way: "mail" },
  ]);
  expect(file.reviews).toMatchObject([{ of: done.id, subject: "order", rating: 5, comment: SAID.comment }]);
  expect(text).not.toContain(email);
});
