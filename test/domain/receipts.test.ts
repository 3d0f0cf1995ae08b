import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { receiptLines } from "../../src/discord/receiptLines.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { sendReceipt } from "../../src/domain/receipts/ask.ts";
import { listedSends, receiptSendsOf, SENDS_SHOWN_MAX } from "../../src/domain/receipts/sends.ts";
import { prune } from "../../src/domain/upkeep/prune.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { claimsOf, refusalOf } from "../support/claims.ts";
import { madeOrder } from "../support/orderRows.ts";
import { csvOf, imported, newOrders } from "../support/orders.ts";
import { askReceipt, newAddress, sendsOf } from "../support/receipts.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { tablesOf } from "../support/tables.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const suppress = async (email: string, kind = "bounced") => {
  const keyring = await shop.deps().keyring();
  await shop.database.run({
    sql: "insert into suppressions (email_hash, kind, created_at_ms) values (?, ?, 0)",
    args: [await keyring.current.hash("email-lookup", email), kind],
  });
};
const letterTo = (email: string) => shop.mailbox.mailbox.list().find(({ to }) => to === email);

/** A member who claimed a code that was mailed to the address. */
async function claimant(): Promise<{ memberId: string; email: string }> {
  const [order] = newOrders(1);
  if (!order) throw new Error("no order");
  const [open] = await claimsOf(shop, await imported(shop, csvOf([order])));
  const memberId = shop.newId();
  await claim(shop.deps(), shop.request(memberId), open?.code ?? "");
  return { memberId, email: order.email };
}
/** Receipts of an order that Discord took as direct messages. */
const directOf = (code: string) =>
  shop.desk.written.filter(({ body }) => body.includes(`For your order ${code}`));

describe("a receipt", () => {
  it("goes to the address that staff typed, in one call, with all that it tells", async () => {
    const order = await madeOrder(shop, { withToken: true, description: "A cake\nfor <Budi> {{x}}" });
    const email = newAddress();
    const calls = shop.mailbox.attempts;
    const { asked, request } = await askReceipt(shop, order.code, `Budi <${email.toUpperCase()}>`);
    expect(asked).toMatchObject({ orderNumber: order.number, address: expect.stringMatching(/^c\*\*\*\d@/) });
    await shop.answerBells();
    expect(shop.mailbox.attempts - calls).toBe(1);
    const letter = letterTo(email);
    expect(letter?.subject).toMatch(new RegExp(`^Receipt R\\d{4} for order ${order.code} – Kopi Senja$`));
    expect(letter?.customArgs).toEqual({ coffer_mail_id: request.id });
    for (const fact of ["Rp 50,000", "−Rp 5,000", "Rp 45,000", order.token ?? "", "15 January 2027"]) {
      expect(letter?.text).toContain(fact);
      expect(letter?.html).toContain(fact);
    }
    expect(letter?.html).toContain("for &lt;Budi&gt; &#123;&#123;x}}");
    expect(await sendsOf(shop, order.id)).toMatchObject([{ way: "mail", state: "sent", reason: null }]);
  });

  it("has numbers without gaps, one an order, however many are asked for at once and refused among them", async () => {
    const orders = await Promise.all(
      Array.from({ length: 12 }, (_, at) =>
        madeOrder(shop, { state: at % 3 === 0 ? "pending" : "completed" }),
      ),
    );
    await Promise.allSettled([...orders, ...orders].map(({ code }) => askReceipt(shop, code, null)));
    const gaps = "select max(number) - count(*) from receipts";
    expect(await shop.database.number(gaps)).toBe(0);
    const numbered = {
      sql: "select count(*) from receipts where order_id in (select value from json_each(?))",
      args: [JSON.stringify(orders.map(({ id }) => id))],
    };
    expect(await shop.database.number(numbered)).toBe(8);
  });

  it("is sent again under its number by another asking, and not by the repeat of one", async () => {
    const order = await madeOrder(shop);
    const email = newAddress();
    const { request, asked } = await askReceipt(shop, order.code, email);
    const again = await Promise.all(
      Array.from({ length: 5 }, () => sendReceipt(shop.deps(), request, order.code, email)),
    );
    for (const answer of again) expect(answer).toEqual(asked);
    await shop.answerBells();
    expect(await sendReceipt(shop.deps(), request, order.code, email)).toEqual(asked);
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(1);
    const other = await askReceipt(shop, order.code, email);
    expect(other.asked.receiptNumber).toBe(asked.receiptNumber);
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(2);
    expect(await sendsOf(shop, order.id)).toHaveLength(2);
  });

  it("whose asking loses every reply of the database is sent once", async () => {
    const order = await madeOrder(shop);
    const email = newAddress();
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await askReceipt(shop, order.code, email);
    shop.proxy.reset();
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(1);
    const audits = {
      sql: "select count(*) from audits where action = 'receipt.send' and target = ?",
      args: [`order:${order.id}`],
    };
    expect(await shop.database.number(audits)).toBe(1);
  });

  it("is told in the audit channel by its order and customer, once", async () => {
    const change = { shop: { auditChannelId: "1180000000000000777" } };
    const order = await madeOrder(shop);
    const { request } = await askReceipt(shop, order.code, newAddress(), change);
    await sendReceipt(shop.deps(change), request, order.code, null);
    await shop.answerBells(change);
    const posts = shop.desk.written.filter(({ body }) => body.includes("Receipt sent"));
    expect(posts).toHaveLength(1);
    for (const fact of [order.code, order.customerId, request.actor.id])
      expect(posts[0]?.body).toContain(fact);
    expect(posts[0]?.body).not.toContain("@example.com");
  });

  it("without an address goes to the one of the customer's last code", async () => {
    const { memberId, email } = await claimant();
    const order = await madeOrder(shop, { customerId: memberId });
    const before = shop.mailbox.lettersTo(email);
    const { asked } = await askReceipt(shop, order.code);
    expect(asked.address).toContain("***");
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(email)).toBe(before + 1);
  });

  it.each([
    ["that is suppressed", async (email: string) => await suppress(email), {}],
    ["of a shop without mail", async () => undefined, { sendgridUrl: null }],
  ] as const)(
    "goes by direct message instead of to a last address %s, as a file",
    async (_, spoil, change) => {
      const { memberId, email } = await claimant();
      await spoil(email);
      const order = await madeOrder(shop, { customerId: memberId });
      const before = shop.mailbox.lettersTo(email);
      const { asked } = await askReceipt(shop, order.code, null, change);
      expect(asked.address).toBeNull();
      await shop.answerBells(change);
      expect(shop.mailbox.lettersTo(email)).toBe(before);
      const [message] = directOf(order.code);
      expect(message?.body).toContain("<!doctype html>");
      expect(message?.body).toMatch(/filename="receipt-R\d{4}\.html"/);
      expect(await sendsOf(shop, order.id)).toMatchObject([
        { way: "direct", state: "sent", email_sealed: null },
      ]);
    },
  );

  it("by direct message to somebody who takes none has failed, and says why", async () => {
    const order = await madeOrder(shop);
    await askReceipt(shop, order.code);
    shop.desk.refuse((call) => (call.includes("/channels") ? { status: 403, code: 50_007 } : null));
    await shop.answerBells();
    shop.desk.refuse(() => null);
    expect(await sendsOf(shop, order.id)).toMatchObject([{ state: "failed", reason: "dm_closed" }]);
    expect(directOf(order.code).length).toBe(0);
  });

  it("by direct message that Discord could not take waits in the queue and is sent once", async () => {
    const order = await madeOrder(shop);
    const { jobId } = await askReceipt(shop, order.code);
    shop.desk.refuse(() => ({ status: 500 }));
    expect(await shop.job(jobId)).toBeGreaterThan(shop.clock.now());
    expect(await sendsOf(shop, order.id)).toMatchObject([{ state: "queued" }]);
    shop.desk.refuse(() => null);
    shop.clock.pass(DAY_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(await shop.job(jobId)).toBeNull();
    expect(directOf(order.code).length).toBe(1);
  });
});

describe("a receipt is refused", () => {
  it.each([
    ["pending", { kind: "order_not_completed", isCancelled: false }],
    ["in_progress", { kind: "order_not_completed", isCancelled: false }],
    ["waiting", { kind: "order_not_completed", isCancelled: false }],
    ["cancelled", { kind: "order_not_completed", isCancelled: true }],
  ] as const)("of an order that is %s, and gets no number", async (state, facts) => {
    const order = await madeOrder(shop, { state });
    expect(await refusalOf(askReceipt(shop, order.code, newAddress()))).toEqual(facts);
    expect(await refusalOf(askReceipt(shop, order.code))).toEqual(facts);
    expect(await sendsOf(shop, order.id)).toEqual([]);
    const receipts = { sql: "select count(*) from receipts where order_id = ?", args: [order.id] };
    expect(await shop.database.number(receipts)).toBe(0);
  });

  it("of what is no order", async () => {
    for (const code of ["ED999999", "cake", "", "ED0"])
      expect(await refusalOf(askReceipt(shop, code))).toEqual({ kind: "order_not_found" });
  });

  it("of somebody who was forgotten", async () => {
    const order = await madeOrder(shop, { customerId: "erased-abc" });
    expect(await refusalOf(askReceipt(shop, order.code, newAddress()))).toEqual({ kind: "customer_erased" });
  });

  it("to what is no address, to one that bounced, and where no mail is set up", async () => {
    const order = await madeOrder(shop);
    expect(await refusalOf(askReceipt(shop, order.code, "not an address"))).toEqual({
      kind: "email_invalid",
    });
    const email = newAddress();
    await suppress(email, "complaint");
    expect(await refusalOf(askReceipt(shop, order.code, email))).toEqual({
      kind: "address_unwanted",
      report: "complaint",
    });
    expect(await refusalOf(askReceipt(shop, order.code, newAddress(), { sendgridUrl: null }))).toEqual({
      kind: "mail_not_set_up",
    });
    expect(await sendsOf(shop, order.id)).toEqual([]);
  });

  it("to an address that bounced before the root key was changed", async () => {
    await shop.setRootKeys(61);
    const email = newAddress();
    await suppress(email);
    await shop.setRootKeys(62, 61);
    const order = await madeOrder(shop);
    expect(await refusalOf(askReceipt(shop, order.code, email))).toMatchObject({ kind: "address_unwanted" });
    await shop.setRootKeys(1);
  });
});

describe("an address of a receipt", () => {
  it("is nowhere in the database as it was typed, nor in the log, and is shown masked", async () => {
    const order = await madeOrder(shop);
    const email = newAddress();
    await askReceipt(shop, order.code, email);
    await shop.answerBells();
    expect(await tablesOf(shop, email)).toEqual([]);
    expect(shop.logs.join("\n")).not.toContain(email);
    const listed = await listedSends(shop.deps(), await receiptSendsOf(shop.deps(), order.id));
    const [line = ""] = receiptLines(listed, "en");
    expect(line).toMatch(/^R\d{4} by e-mail to `c\*\*\*\d@example\.com` · sent · by <@\d+>/);
  });

  it("goes thirty days after the sending ended, and not while it waits", async () => {
    const [ended, waiting] = [await madeOrder(shop), await madeOrder(shop)];
    await askReceipt(shop, ended.code, newAddress());
    await shop.answerBells();
    await askReceipt(shop, waiting.code, newAddress());
    shop.clock.pass(30 * DAY_MS - 1);
    await prune(shop.deps());
    expect((await sendsOf(shop, ended.id))[0]?.email_sealed).not.toBeNull();
    shop.clock.pass(1);
    await prune(shop.deps());
    expect(await sendsOf(shop, ended.id)).toMatchObject([
      { state: "sent", email_sealed: null, email_hash: null },
    ]);
    expect((await sendsOf(shop, waiting.id))[0]?.email_sealed).not.toBeNull();
    const listed = await listedSends(shop.deps(), await receiptSendsOf(shop.deps(), ended.id));
    expect(receiptLines(listed, "en")[0]).toContain("an address that is forgotten");
  });
});

it("staff see the last sendings of an order and how many there were before", async () => {
  const order = await madeOrder(shop);
  for (let at = 0; at < SENDS_SHOWN_MAX + 2; at++) {
    await askReceipt(shop, order.code);
    shop.clock.pass(1);
  }
  const listed = await listedSends(shop.deps(), await receiptSendsOf(shop.deps(), order.id));
  const lines = receiptLines(listed, "en");
  expect(lines).toHaveLength(SENDS_SHOWN_MAX + 1);
  expect(lines.at(-1)).toBe("and 2 earlier sendings");
});
