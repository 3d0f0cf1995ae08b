import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { claim } from "../../src/domain/claims/claim.ts";
import { resendClaim, revokeClaim } from "../../src/domain/claims/staff.ts";
import { AGAIN_AT_ONCE_MAX, askAgain, mailAgain } from "../../src/domain/imports/again.ts";
import { importStatus } from "../../src/domain/imports/status.ts";
import { UNCERTAIN_RESTS_MS, type UnmailedKind } from "../../src/domain/imports/unmailed.ts";
import { applyMailEvents } from "../../src/domain/mail/events.ts";
import { DAY_MS } from "../../src/lib/time.ts";
import { claimsOf, refusalOf } from "../support/claims.ts";
import { mailsOf } from "../support/mails.ts";
import { csvOf, newOrders, type Order, readyToMail, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.mailbox.faults.clear();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

const staff = () => shop.request(STAFF, "staff");
const letters = (rows: readonly Order[]) => rows.map(({ email }) => shop.mailbox.lettersTo(email));
const ask = (importId: string, kind: UnmailedKind = "uncertain") =>
  askAgain(shop.deps(), STAFF, importId, kind);
const status = (importId: string) => importStatus(shop.deps(), STAFF, importId);

async function agree(importId: string, kind: UnmailedKind = "uncertain") {
  const { asOfMs } = await ask(importId, kind);
  return { importId, kind, asOfMs };
}

/** An import whose calls were all lost before SendGrid had them; the mails have rested enough to be sent again. */
async function uncertain(rows: readonly Order[]): Promise<string> {
  const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
  for (const job of mailJobs) {
    shop.mailbox.faults.next({ dropBefore: true });
    await shop.job(job);
  }
  shop.rings.length = 0;
  shop.clock.pass(UNCERTAIN_RESTS_MS);
  return importId;
}

const nothing = { kind: "nothing_to_mail_again" };

describe("mailing the uncertain ones of an import again", () => {
  it("reaches each once with the same code, and the status then tells of the new mails alone", async () => {
    const rows = newOrders(3);
    const importId = await uncertain(rows);
    expect((await status(importId)).unmailed).toMatchObject({ uncertain: 3, resting: 0, failed: 0 });
    expect(await ask(importId)).toMatchObject({ count: 3 });
    expect(await mailAgain(shop.deps(), staff(), await agree(importId))).toMatchObject({ mails: 3, left: 0 });
    await shop.answerBells();
    expect(letters(rows)).toEqual([1, 1, 1]);
    const codes = (await claimsOf(shop, importId)).map(({ code }) => code);
    for (const [at, { email }] of rows.entries()) {
      const mail = shop.mailbox.mailbox.list().find(({ to }) => to === email);
      expect(mail?.text).toContain(`/claim code:${codes[at]}`);
    }
    const found = await status(importId);
    expect(found.mails).toEqual({ sent: 3 });
    expect(found.unmailed).toMatchObject({ uncertain: 0, resting: 0, failed: 0 });
    expect((await mailsOf(shop, importId)).map(({ id }) => id)).toContain(`${importId}.2.2`);
  });

  it("waits until an event is no longer expected", async () => {
    const rows = newOrders(2);
    const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
    shop.mailbox.faults.next({ dropBefore: true });
    const lostAtMs = shop.clock.now();
    await shop.job(mailJobs[0] ?? "");
    shop.clock.pass(UNCERTAIN_RESTS_MS - 1);
    expect((await status(importId)).unmailed).toEqual({
      uncertain: 0,
      failed: 0,
      resting: 2,
      restedAtMs: lostAtMs + UNCERTAIN_RESTS_MS,
    });
    expect(await refusalOf(ask(importId))).toEqual(nothing);
    const early = { importId, kind: "uncertain", asOfMs: shop.clock.now() + DAY_MS } as const;
    expect(await refusalOf(mailAgain(shop.deps(), staff(), early))).toEqual(nothing);
    shop.clock.pass(1);
    expect(await ask(importId)).toMatchObject({ count: 2 });
  });

  it("happens once for one question, however often and by whomever it is agreed to", async () => {
    const rows = newOrders(4);
    const importId = await uncertain(rows);
    const agreed = await agree(importId);
    const [request, ...others] = [staff(), staff(), staff(), staff()];
    if (!request) throw new Error("no request");
    const answers = await Promise.all(
      [request, request, request, ...others].map((each) => mailAgain(shop.deps(), each, agreed)),
    );
    expect(answers).toEqual(Array(6).fill({ mails: 4, left: 0, locale: "en" }));
    await shop.answerBells();
    shop.clock.pass(UNCERTAIN_RESTS_MS);
    expect(await mailAgain(shop.deps(), staff(), agreed)).toMatchObject({ mails: 4 });
    await shop.answerBells();
    expect(letters(rows)).toEqual([1, 1, 1, 1]);
    const audits = await shop.database.rows(z.object({ actor: z.string(), after: z.string() }), {
      sql: "select actor, after from audits where action = 'import.again' and target = ?",
      args: [`import:${importId}`],
    });
    expect(audits).toEqual([{ actor: STAFF, after: '{"mails":4,"were":"uncertain"}' }]);
  });

  it("by two who were each asked mails everybody once", async () => {
    const rows = newOrders(3);
    const importId = await uncertain(rows);
    const one = await agree(importId);
    shop.clock.pass(1);
    const other = await agree(importId);
    const done = await Promise.allSettled(
      [one, other].map((agreed) => mailAgain(shop.deps(), staff(), agreed)),
    );
    expect(done.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
    await shop.answerBells();
    expect(letters(rows)).toEqual([1, 1, 1]);
  });

  it("happens once and is told though the database loses its reply", async () => {
    const rows = newOrders(2);
    const importId = await uncertain(rows);
    const agreed = await agree(importId);
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await mailAgain(shop.deps(), staff(), agreed)).toMatchObject({ mails: 2, left: 0 });
    shop.proxy.reset();
    await shop.answerBells();
    expect(letters(rows)).toEqual([1, 1]);
  });

  it("takes two round trips at most", async () => {
    const importId = await uncertain(newOrders(2));
    shop.proxy.reset();
    const agreed = await agree(importId);
    expect(shop.proxy.exchanges).toBe(1);
    await mailAgain(shop.deps(), staff(), agreed);
    expect(shop.proxy.exchanges).toBe(2);
    await mailAgain(shop.deps(), staff(), agreed);
    expect(shop.proxy.exchanges).toBe(4);
  });

  it("leaves out who was reached, bounced, claimed, was revoked, or was mailed again already", async () => {
    const rows = newOrders(7);
    const importId = await uncertain(rows);
    const agreed = await agree(importId);
    const [reached, bounced, elsewhere, claimed, revoked, resent] = await claimsOf(shop, importId);
    const event = (claimId: string | undefined, kind: "delivered" | "bounced") => ({
      mailId: `${claimId}.1`,
      kind,
      eventId: shop.newId(),
      atMs: shop.clock.now(),
      reason: null,
    });
    await applyMailEvents(shop.deps(), [event(reached?.id, "delivered"), event(bounced?.id, "bounced")]);
    await shop.database.run({
      sql: "insert into suppressions select email_hash, 'complaint', 1 from claims where id = ?",
      args: [elsewhere?.id ?? ""],
    });
    await claim(shop.deps(), shop.request(), claimed?.code ?? "");
    await revokeClaim(shop.deps(), staff(), revoked?.id ?? "", "returned");
    await resendClaim(shop.deps(), staff(), resent?.id ?? "");
    shop.clock.pass(1);
    expect(await ask(importId)).toMatchObject({ count: 1 });
    expect(await mailAgain(shop.deps(), staff(), agreed)).toMatchObject({ mails: 1, left: 0 });
    await shop.answerBells();
    expect(letters(rows)).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });

  it("leaves out what has expired", async () => {
    const importId = await uncertain(newOrders(1));
    const agreed = await agree(importId);
    shop.clock.pass(100 * DAY_MS);
    expect(await refusalOf(mailAgain(shop.deps(), staff(), agreed))).toEqual(nothing);
  });

  it("mails no more than was asked about: what became uncertain later waits for its own question", async () => {
    const rows = newOrders(2);
    const importId = await uncertain(rows);
    const [first] = await claimsOf(shop, importId);
    await shop.database.run({
      sql: "update mails set state_at_ms = state_at_ms + 1 where claim_id = ?",
      args: [first?.id ?? ""],
    });
    const agreed = await agree(importId);
    shop.clock.pass(1);
    expect(await mailAgain(shop.deps(), staff(), agreed)).toMatchObject({ mails: 1, left: 1 });
    await shop.answerBells();
    expect(letters(rows)).toEqual([0, 1]);
  });

  it("has no address twice in a call", async () => {
    const [order] = newOrders(1);
    const rows = ["a", "b", "c"].map((part) => ({
      amount: 5,
      email: order?.email ?? "",
      id: `${order?.id}-${part}`,
    }));
    const importId = await uncertain(rows);
    const before = shop.mailbox.calls.length;
    await mailAgain(shop.deps(), staff(), await agree(importId));
    await shop.answerBells();
    expect(shop.mailbox.calls.slice(before).map(({ recipients }) => recipients)).toEqual([1, 1, 1]);
    expect(letters(rows)).toEqual([3, 3, 3]);
  });

  it("goes in portions where there are very many, one portion a question", async () => {
    const rows = newOrders(AGAIN_AT_ONCE_MAX + 1);
    const importId = await uncertain(rows);
    const agreed = await agree(importId);
    for (let presses = 0; presses < 2; presses++) {
      const told = await mailAgain(shop.deps(), staff(), agreed);
      expect(told).toMatchObject({ mails: AGAIN_AT_ONCE_MAX, left: 1 });
    }
    shop.clock.pass(1);
    expect(await mailAgain(shop.deps(), staff(), await agree(importId))).toMatchObject({ mails: 1, left: 0 });
    await shop.answerBells();
    expect(letters(rows).every((count) => count === 1)).toBe(true);
  });

  it("is refused where the shop has no mail, and for an import that is not there", async () => {
    const importId = await uncertain(newOrders(1));
    const work = mailAgain(shop.deps({ sendgridUrl: null }), staff(), await agree(importId));
    expect(await refusalOf(work)).toEqual({ kind: "mail_not_set_up" });
    expect(await refusalOf(ask("404"))).toEqual({ kind: "import_unknown" });
  });
});

describe("mailing again what SendGrid did not accept", () => {
  it("is apart from the uncertain ones, needs no waiting, and can be refused again", async () => {
    const rows = newOrders(4);
    const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
    shop.mailbox.rejectAddress(rows[0]?.email ?? "");
    await shop.job(mailJobs[0] ?? "");
    expect(letters(rows)).toEqual([0, 1, 1, 1]);
    expect((await status(importId)).unmailed).toMatchObject({ uncertain: 0, resting: 0, failed: 1 });
    expect(await refusalOf(ask(importId, "uncertain"))).toEqual(nothing);
    shop.clock.pass(1);
    const agreed = await agree(importId, "failed");
    expect(await mailAgain(shop.deps(), staff(), agreed)).toMatchObject({ mails: 1, left: 0 });
    await shop.answerBells();
    expect(letters(rows)).toEqual([0, 1, 1, 1]);
    expect((await status(importId)).mails).toEqual({ sent: 3, failed: 1 });
    shop.clock.pass(1);
    expect(await ask(importId, "failed")).toMatchObject({ count: 1 });
  });
});
