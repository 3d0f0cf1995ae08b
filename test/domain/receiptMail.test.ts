import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MailEvent, MailEventKind } from "../../src/clients/sendgrid/events.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { ticking } from "../support/clock.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { outboxRow } from "../support/mails.ts";
import { madeOrder } from "../support/orderRows.ts";
import { csvOf, newOrders, readyToMail } from "../support/orders.ts";
import { askReceipt, newAddress, sendsOf } from "../support/receipts.ts";
import { startShop, type TestShop } from "../support/shop.ts";

/** For a busy machine. */
const POLL = { timeout: 20_000 };
/** More exchanges than the job needs: the last deaths come too late. */
const EXCHANGES_MAX = 5;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  shop.proxy.reset();
  shop.mailbox.faults.clear();
  shop.rings.length = 0;
  await shop.database.run("delete from gates");
});
afterAll(() => shop.stop());

/** A receipt that waits to be mailed. */
async function waiting() {
  const order = await madeOrder(shop);
  const email = newAddress();
  const { request, jobId } = await askReceipt(shop, order.code, email);
  const send = async () => (await sendsOf(shop, order.id)).find(({ id }) => id === request.id);
  return { order, email, jobId, sendId: request.id, send, letters: () => shop.mailbox.lettersTo(email) };
}
const audits = (action: string) =>
  shop.database.number({ sql: "select count(*) from audits where action = ?", args: [action] });

let events = 0;
const event = (mailId: string, kind: MailEventKind, reason: string | null = null): MailEvent => ({
  mailId,
  kind,
  eventId: `event-${++events}`,
  atMs: shop.clock.now(),
  reason,
});
const report = (...told: MailEvent[]) => applyMailEvents(shop.deps(), told);

describe("the mail of a receipt", () => {
  it.each(LAST_EXCHANGES)(
    "whose job dies at any exchange with the database goes out once at most: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= EXCHANGES_MAX; at++) {
        const { jobId, send, letters } = await waiting();
        if (await jobThatDies(shop, jobId, at, last)) deaths++;
        shop.clock.pass(LEASE_MS);
        await shop.cron();
        await shop.answerBells();
        const { state, reason } = (await send()) ?? {};
        const why = `dead at exchange ${at}: ${state}`;
        if (state === "sent") expect(letters(), why).toBe(1);
        else expect([state, reason, letters() <= 1], why).toEqual(["uncertain", "interrupted", true]);
        expect((await outboxRow(shop, jobId)).state, why).toBe("done");
      }
      expect(deaths).toBeGreaterThanOrEqual(3);
    },
  );

  it("goes out also where time passes while it is taken", async () => {
    const { jobId, send, letters } = await waiting();
    await shop.job(jobId, { clock: ticking(shop.clock) });
    expect([(await send())?.state, letters()]).toEqual(["sent", 1]);
  });

  it("is sent once when its job comes ten times at once and again later", async () => {
    const { jobId, letters } = await waiting();
    await Promise.all(Array.from({ length: 10 }, () => shop.job(jobId)));
    shop.clock.pass(HOUR_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters()).toBe(1);
  });

  it.each([
    ["dropped after it was taken", { dropAfterAccept: true }, 1],
    ["dropped before", { dropBefore: true }, 0],
  ] as const)("whose call is %s is uncertain, and never sent again by itself", async (_, fault, arrived) => {
    const { jobId, send, letters, sendId } = await waiting();
    shop.mailbox.faults.next(fault);
    expect(await shop.job(jobId)).toBeNull();
    expect(await send()).toMatchObject({ state: "uncertain", reason: "connection_lost" });
    shop.clock.pass(DAY_MS);
    await shop.cron();
    await shop.answerBells();
    expect(letters()).toBe(arrived);
    await report(event(sendId, "delivered"));
    expect(await send()).toMatchObject({ state: "delivered" });
  });

  it.each([401, 403])(
    "that is refused with %i closes the gate of all mail, and goes out after it",
    async (status) => {
      const [one, other] = [await waiting(), await waiting()];
      const told = await audits("mail.stopped");
      shop.mailbox.faults.next({ status, times: 1 });
      const dueAtMs = await shop.job(one.jobId);
      expect(dueAtMs).toBe(shop.clock.now() + HOUR_MS);
      const calls = shop.mailbox.attempts;
      expect(await shop.job(other.jobId)).toBe(dueAtMs);
      const { mailJobs } = await readyToMail(shop, csvOf(newOrders(1)));
      expect(await shop.job(mailJobs[0] ?? "")).toBe(dueAtMs);
      expect(shop.mailbox.attempts).toBe(calls);
      expect([(await one.send())?.state, (await other.send())?.state]).toEqual(["queued", "queued"]);
      expect(await audits("mail.stopped")).toBe(told + 1);
      shop.clock.pass(HOUR_MS);
      expect([await shop.job(one.jobId), await shop.job(other.jobId)]).toEqual([null, null]);
      expect([one.letters(), other.letters()]).toEqual([1, 1]);
      expect(await shop.database.number("select count(*) from gates")).toBe(0);
    },
  );

  it("that is told to wait waits so long, without using up a try", async () => {
    const { jobId, send, letters } = await waiting();
    const reset = String(Math.ceil((shop.clock.now() + 90 * SECOND_MS) / SECOND_MS));
    shop.mailbox.faults.next({ status: 429, headers: { "x-ratelimit-reset": reset } });
    expect(await shop.job(jobId)).toBe(Number(reset) * SECOND_MS);
    expect(await outboxRow(shop, jobId)).toMatchObject({ state: "waiting", tries: 0 });
    expect(await send()).toMatchObject({ state: "queued" });
    shop.clock.pass(90 * SECOND_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters()).toBe(1);
  });

  it("that SendGrid cannot take just now is tried again", async () => {
    const { jobId, send, letters } = await waiting();
    shop.mailbox.faults.next({ status: 503 });
    expect(await shop.job(jobId)).toBeGreaterThan(shop.clock.now());
    expect(await send()).toMatchObject({ state: "queued" });
    shop.clock.pass(MINUTE_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters()).toBe(1);
  });

  it.each([
    ["by name", (email: string) => shop.mailbox.rejectAddress(email)],
    ["without a name", (email: string) => shop.mailbox.refuseSilently(email)],
  ])("that SendGrid refuses %s has failed, without an address in the reason", async (_, refuse) => {
    const { jobId, email, send } = await waiting();
    refuse(email);
    expect(await shop.job(jobId)).toBeNull();
    const failed = await send();
    expect(failed?.state).toBe("failed");
    expect(failed?.reason).toMatch(/^[^@]+$/);
  });

  it("waits while the shop has no key, and fails when the address's own key is gone", async () => {
    const { jobId, letters, send } = await waiting();
    expect(await shop.job(jobId, { sendgridUrl: null })).toBeGreaterThan(shop.clock.now());
    expect(await send()).toMatchObject({ state: "queued" });
    shop.clock.pass(HOUR_MS);
    await shop.setRootKeys(71);
    expect(await shop.job(jobId)).toBeNull();
    await shop.setRootKeys(1);
    expect(await send()).toMatchObject({ state: "failed", reason: "address_unreadable" });
    expect(letters()).toBe(0);
  });
});

describe("what SendGrid reports of a receipt", () => {
  it.each<MailEventKind>(["bounced", "dropped", "complaint"])(
    "(%s) is shown, and the address gets no receipt more, also none that waits already",
    async (kind) => {
      const { jobId, sendId, send, email } = await waiting();
      await shop.job(jobId);
      const next = await madeOrder(shop);
      const asked = await askReceipt(shop, next.code, email);
      await report(event(sendId, kind, "550 no such user"));
      expect(await send()).toMatchObject({ state: kind, reason: "550 no such user" });
      await shop.job(asked.jobId);
      expect(await sendsOf(shop, next.id)).toMatchObject([{ state: "held", reason: kind }]);
      expect(await refusalOf(askReceipt(shop, next.code, email))).toEqual({
        kind: "address_unwanted",
        report: kind,
      });
      expect(shop.mailbox.lettersTo(email)).toBe(1);
    },
  );

  it("before our own booking of the call stands, and is not overwritten by it", async () => {
    const { jobId, sendId, send } = await waiting();
    shop.mailbox.faults.next({ delayMs: 300 });
    const sending = shop.job(jobId);
    await expect.poll(async () => (await send())?.state, POLL).toBe("sending");
    await report(event(sendId, "delivered"));
    await sending;
    expect(await send()).toMatchObject({ state: "delivered" });
  });

  it("ends alike in any order and with any number of repetitions", async () => {
    const kinds = fc.array(
      fc.constantFrom<MailEventKind>("processed", "deferred", "delivered", "dropped", "bounced", "complaint"),
      { minLength: 1, maxLength: 6 },
    );
    const property = fc.asyncProperty(kinds, fc.func(fc.integer()), async (happened, order) => {
      const [one, other] = [await waiting(), await waiting()];
      await report(...happened.map((kind) => event(one.sendId, kind)));
      const told = happened.map((kind) => event(other.sendId, kind));
      for (const each of [...told, ...told].toSorted((a, b) => order(a.eventId) - order(b.eventId)))
        await report(each);
      expect((await other.send())?.state).toBe((await one.send())?.state);
    });
    await fc.assert(property, { numRuns: 10, endOnFailure: true });
  });

  it("is kept once an event", async () => {
    const { sendId } = await waiting();
    const told = event(sendId, "delivered");
    await Promise.all(Array.from({ length: 10 }, () => report(told)));
    const kept = { sql: "select count(*) from mail_events where mail_id = ?", args: [sendId] };
    expect(await shop.database.number(kept)).toBe(1);
  });
});
