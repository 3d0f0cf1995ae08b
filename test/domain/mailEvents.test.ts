import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MailEvent, MailEventKind } from "../../src/clients/sendgrid/events.ts";
import { resendClaim } from "../../src/domain/claims/staff.ts";
import { importStatus } from "../../src/domain/imports/status.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { claimsOf } from "../support/claims.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, imported, newOrders, type Order, readyToMail, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

/** For a busy machine. */
const POLL = { timeout: 20_000 };

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

let events = 0;
const event = (mailId: string, kind: MailEventKind, reason: string | null = null): MailEvent => ({
  mailId,
  kind,
  eventId: `event-${++events}`,
  atMs: shop.clock.now(),
  reason,
});

const report = (...told: MailEvent[]) => applyMailEvents(shop.deps(), told);

async function sentMail(): Promise<{ importId: string; order: Order; mailId: string }> {
  const [order] = newOrders(1);
  if (!order) throw new Error("no order");
  const importId = await imported(shop, csvOf([order]));
  return { importId, order, mailId: (await mailsOf(shop, importId))[0]?.id ?? "" };
}

const stateOf = async (importId: string) => (await mailsOf(shop, importId))[0]?.state;

/** The customer orders again: how many letters of the new order reach the address. */
async function lettersOfNextOrder({ email }: Order): Promise<{ importId: string; letters: number }> {
  const before = shop.mailbox.lettersTo(email);
  const [next] = newOrders(1).map((order) => ({ ...order, email }));
  if (!next) throw new Error("no order");
  const importId = await imported(shop, csvOf([next]));
  return { importId, letters: shop.mailbox.lettersTo(email) - before };
}

describe("what SendGrid reports", () => {
  it("settles a mail whose call was lost", async () => {
    const rows = newOrders(2);
    const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
    shop.mailbox.faults.next({ dropAfterAccept: true });
    await shop.job(mailJobs[0] ?? "");
    const [first, second] = await mailsOf(shop, importId);
    await report(event(first?.id ?? "", "processed"), event(second?.id ?? "", "delivered"));
    expect((await mailsOf(shop, importId)).map(({ state }) => state)).toEqual(["sent", "delivered"]);
    expect(rows.map(({ email }) => shop.mailbox.lettersTo(email))).toEqual([1, 1]);
  });

  it("before our own booking of the call stands, and is not overwritten by it", async () => {
    const rows = newOrders(1);
    const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
    const [mail] = await mailsOf(shop, importId);
    shop.mailbox.faults.next({ delayMs: 300 });
    const sending = shop.job(mailJobs[0] ?? "");
    await expect.poll(async () => stateOf(importId), POLL).toBe("sending");
    await report(event(mail?.id ?? "", "delivered"));
    await sending;
    expect(await stateOf(importId)).toBe("delivered");
  });

  it("ends alike in any order and with any number of repetitions", async () => {
    const kinds = fc.array(
      fc.constantFrom<MailEventKind>("processed", "deferred", "delivered", "dropped", "bounced", "complaint"),
      { minLength: 1, maxLength: 6 },
    );
    const importId = await imported(shop, csvOf(newOrders(40)));
    const unused = await mailsOf(shop, importId);
    const stateNow = async (id: string) =>
      (await mailsOf(shop, importId)).find((mail) => mail.id === id)?.state;
    const property = fc.asyncProperty(kinds, fc.func(fc.integer()), async (happened, order) => {
      const [one = "", other = ""] = unused.splice(0, 2).map(({ id }) => id);
      await report(...happened.map((kind) => event(one, kind)));
      const told = happened.map((kind) => event(other, kind));
      const shuffled = [...told, ...told].toSorted((a, b) => order(a.eventId) - order(b.eventId));
      for (const each of shuffled) await report(each);
      expect(await stateNow(other)).toBe(await stateNow(one));
    });
    await fc.assert(property, { numRuns: 20, endOnFailure: true });
  });

  it("of one event delivered fifty times at once is kept once", async () => {
    const { mailId } = await sentMail();
    const told = event(mailId, "bounced", "550 no such user");
    await Promise.all(Array.from({ length: 50 }, () => report(told)));
    const statement = { sql: "select count(*) from mail_events where mail_id = ?", args: [mailId] };
    expect(await shop.database.number(statement)).toBe(1);
  });

  it("of a mail that is not ours changes nothing", async () => {
    await report(event("999.1.1", "bounced"), event("'; drop table mails --", "delivered"));
    expect(await shop.database.number("select count(*) from mail_events where mail_id like '999%'")).toBe(0);
  });
});

describe("an address that does not want our mail", () => {
  it.each<MailEventKind>(["bounced", "dropped", "complaint"])(
    "(%s) is shown, and not mailed again",
    async (kind) => {
      const { importId, order, mailId } = await sentMail();
      await report(event(mailId, kind, "550 no such user"));
      const { bounced } = await importStatus(shop.deps(), STAFF, importId);
      expect(bounced).toEqual([
        { email: order.email, orderId: order.id, state: kind, reason: "550 no such user" },
      ]);
      const next = await lettersOfNextOrder(order);
      expect(next.letters).toBe(0);
      expect(await mailsOf(shop, next.importId)).toMatchObject([{ state: "held", reason: kind }]);
      expect((await importStatus(shop.deps(), STAFF, next.importId)).row.state).toBe("done");
    },
  );

  it("is mailed again when staff ask for it, and its code pays", async () => {
    const { order, mailId } = await sentMail();
    await report(event(mailId, "bounced"));
    const { importId } = await lettersOfNextOrder(order);
    const [claim] = await claimsOf(shop, importId);
    const before = shop.mailbox.lettersTo(order.email);
    await resendClaim(shop.deps(), shop.request(STAFF, "staff"), claim?.id ?? "");
    await shop.answerBells();
    expect(shop.mailbox.lettersTo(order.email)).toBe(before + 1);
  });

  it("does not keep its other, good addresses from theirs", async () => {
    const [one, other] = [await sentMail(), await sentMail()];
    await report(event(one.mailId, "bounced"), event(other.mailId, "delivered"));
    expect((await lettersOfNextOrder(other.order)).letters).toBe(1);
  });

  it("is still known after the root key was changed", async () => {
    await shop.setRootKeys(51);
    const { order, mailId } = await sentMail();
    await report(event(mailId, "bounced"));
    await shop.setRootKeys(52, 51);
    expect((await lettersOfNextOrder(order)).letters).toBe(0);
    await shop.setRootKeys(1);
  });
});
