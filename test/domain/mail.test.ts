import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { resendClaim, revokeClaim } from "../../src/domain/claims/staff.ts";
import { importStatus } from "../../src/domain/imports/status.ts";
import { LEASE_MS, takeJob } from "../../src/domain/jobs/take.ts";
import { sendMails } from "../../src/domain/mail/send.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/time.ts";
import { claimsOf } from "../support/claims.ts";
import { mailStates, mailsOf, outboxRow } from "../support/mails.ts";
import { csvOf, newOrders, readyToMail, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

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

/** An import of new customers whose mails wait for one job. */
async function waiting(count: number) {
  const rows = newOrders(count);
  const { importId, mailJobs } = await readyToMail(shop, csvOf(rows));
  expect(mailJobs).toHaveLength(Math.ceil(count / 1_000));
  return { importId, jobId: mailJobs[0] ?? "", emails: rows.map(({ email }) => email) };
}

const letters = (emails: string[]) => emails.map((email) => shop.mailbox.lettersTo(email));
const once = (emails: string[]) => emails.map(() => 1);
const state = async (importId: string) => (await importStatus(shop.deps(), STAFF, importId)).row.state;

const audits = (action: string) =>
  shop.database.number({ sql: "select count(*) from audits where action = ?", args: [action] });

describe("mail", () => {
  it("goes out in one call for a thousand people, and ends its import", async () => {
    const { importId, jobId } = await waiting(1_000);
    const calls = shop.mailbox.attempts;
    expect(await shop.job(jobId)).toBeNull();
    expect(shop.mailbox.attempts - calls).toBe(1);
    expect(await mailStates(shop, importId)).toEqual({ sent: 1_000 });
    expect(await state(importId)).toBe("done");
    expect(shop.rings).toContainEqual({ lane: "messages", id: `${importId}.report` });
  });

  it("carries our row's id and never an address or a code as its argument", async () => {
    const { importId, jobId, emails } = await waiting(1);
    await shop.job(jobId);
    const sent = shop.mailbox.mailbox.list().find(({ to }) => to === emails[0]);
    const [row] = await mailsOf(shop, importId);
    expect(sent?.customArgs).toEqual({ coffer_mail_id: row?.id });
    expect(sent?.text).toMatch(/^\/claim code:[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/m);
    expect(sent?.text).toContain("1000 Discord points");
  });

  it("is sent once when its job comes twice, ten times at once, and again later", async () => {
    const { importId, jobId, emails } = await waiting(5);
    await Promise.all(Array.from({ length: 10 }, () => shop.job(jobId)));
    shop.clock.pass(HOUR_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters(emails)).toEqual(once(emails));
    expect(await mailStates(shop, importId)).toEqual({ sent: 5 });
  });

  it("is sent once when a job that was believed dead and its successor send at the same time", async () => {
    const { jobId, emails } = await waiting(4);
    const sleepy = await takeJob(shop.deps(), jobId);
    shop.clock.pass(LEASE_MS);
    const successor = await takeJob(shop.deps(), jobId);
    if (sleepy.kind !== "yours" || successor.kind !== "yours") throw new Error("the row was not taken");
    const importId = jobId.split(".")[0] ?? "";
    const [one, other] = [sleepy.row, successor.row];
    await Promise.allSettled([
      sendMails(shop.deps(), other, importId),
      sendMails(shop.deps(), one, importId),
      sendMails(shop.deps(), one, importId),
    ]);
    expect(letters(emails)).toEqual(once(emails));
  });

  it("of a claim that was revoked, or that expired, before its turn is held", async () => {
    const { importId, jobId, emails } = await waiting(3);
    const [first] = await claimsOf(shop, importId);
    await revokeClaim(shop.deps(), shop.request(STAFF, "staff"), first?.id ?? "", "a test");
    await shop.job(jobId);
    expect(letters(emails)).toEqual([0, 1, 1]);
    expect(await mailStates(shop, importId)).toEqual({ held: 1, sent: 2 });
    const late = await waiting(2);
    shop.clock.pass(90 * DAY_MS);
    await shop.job(late.jobId);
    expect(await mailStates(shop, late.importId)).toEqual({ held: 2 });
    expect(await state(late.importId)).toBe("done");
  });

  it("whose replies the database loses, every one of them once, goes out once to everybody", async () => {
    const { importId, jobId, emails } = await waiting(4);
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    await shop.job(jobId);
    shop.proxy.reset();
    expect(letters(emails)).toEqual(once(emails));
    expect(await mailStates(shop, importId)).toEqual({ sent: 4 });
    expect(await state(importId)).toBe("done");
  });

  it("waits, and is not given up for uncertain, while the shop has no key", async () => {
    const { importId, jobId, emails } = await waiting(2);
    const againAtMs = await shop.job(jobId, { sendgridUrl: null });
    expect(againAtMs).toBeGreaterThan(shop.clock.now());
    shop.clock.pass(HOUR_MS);
    await shop.job(jobId);
    expect(letters(emails)).toEqual([1, 1]);
    expect(await mailStates(shop, importId)).toEqual({ sent: 2 });
  });
});

describe("an address that SendGrid refuses", () => {
  it("fails alone, with SendGrid's reason and without the address in it", async () => {
    const { importId, jobId, emails } = await waiting(6);
    const [, bad = "", , worse = ""] = emails;
    for (const address of [bad, worse]) shop.mailbox.rejectAddress(address);
    const calls = shop.mailbox.attempts;
    await shop.job(jobId);
    expect(shop.mailbox.attempts - calls).toBe(2);
    expect(letters(emails)).toEqual([1, 0, 1, 0, 1, 1]);
    const failed = (await mailsOf(shop, importId)).filter(({ state }) => state === "failed");
    expect(failed.map(({ email }) => email)).toEqual([bad, worse]);
    expect(failed[0]?.reason).not.toContain("@");
    expect(await state(importId)).toBe("done");
  });

  it.each([333, 999])(
    "and does not name, the %i. of a thousand, is found in at most eleven more calls",
    async (at) => {
      const { importId, jobId, emails } = await waiting(1_000);
      const ordered = (await mailsOf(shop, importId)).toSorted((a, b) => (a.id < b.id ? -1 : 1));
      const bad = ordered[at]?.email ?? "";
      shop.mailbox.refuseSilently(bad);
      const calls = shop.mailbox.attempts;
      expect(await shop.job(jobId)).toBeNull();
      expect(shop.mailbox.attempts - calls).toBeLessThanOrEqual(1 + 11);
      expect(await mailStates(shop, importId)).toEqual({ failed: 1, sent: 999 });
      expect(shop.mailbox.lettersTo(bad)).toBe(0);
      expect(new Set(shop.mailbox.acceptedIds()).size).toBe(shop.mailbox.acceptedIds().length);
      expect(letters(emails.slice(0, 20)).every((count, index) => count === 1 || emails[index] === bad)).toBe(
        true,
      );
    },
  );

  it("does not keep any of many others from theirs, however many tries that takes", async () => {
    const { importId, jobId, emails } = await waiting(120);
    const bad = emails.filter((_, at) => at % 4 === 0);
    for (const address of bad) shop.mailbox.refuseSilently(address);
    for (let tries = 0; tries < 30 && (await shop.job(jobId)) !== null; tries++) shop.clock.pass(HOUR_MS);
    expect(await mailStates(shop, importId)).toEqual({ failed: 30, sent: 90 });
    expect(letters(emails.filter((email) => !bad.includes(email)))).toEqual(Array(90).fill(1));
  });

  it("and does not name, in every call: it is tried ever less often, until staff are told", async () => {
    const { jobId, emails } = await waiting(60);
    for (const address of emails) shop.mailbox.refuseSilently(address);
    const [calls, told] = [shop.mailbox.attempts, await audits("job.failed")];
    expect(await shop.job(jobId)).toBeGreaterThan(shop.clock.now());
    expect(shop.mailbox.attempts - calls).toBeLessThanOrEqual(20);
    shop.clock.pass(2 * HOUR_MS);
    for (let tries = 0; tries < 40 && (await shop.job(jobId)) !== null; tries++) shop.clock.pass(2 * HOUR_MS);
    const { state } = await outboxRow(shop, jobId);
    expect(state === "done" || (await audits("job.failed")) === told + 1).toBe(true);
  });

  it("after all of a call were refused, all have failed and the import is done", async () => {
    const { importId, jobId, emails } = await waiting(4);
    for (const address of emails) shop.mailbox.rejectAddress(address);
    await shop.job(jobId);
    expect(await mailStates(shop, importId)).toEqual({ failed: 4 });
    expect(await state(importId)).toBe("done");
  });
});

describe("SendGrid answers", () => {
  it("413: the call is halved until it is taken", async () => {
    const { importId, jobId, emails } = await waiting(8);
    shop.mailbox.faults.next({ status: 413, times: 2 });
    await shop.job(jobId);
    expect(letters(emails)).toEqual(once(emails));
    expect(await mailStates(shop, importId)).toEqual({ sent: 8 });
  });

  it.each([401, 403])(
    "%i: mail rests for an hour, staff are told once, and then it goes out",
    async (status) => {
      const [one, other] = [await waiting(3), await waiting(2)];
      const told = await audits("mail.stopped");
      shop.mailbox.faults.next({ status, times: 1 });
      const dueAtMs = await shop.job(one.jobId);
      expect(dueAtMs).toBe(shop.clock.now() + HOUR_MS);
      const calls = shop.mailbox.attempts;
      expect(await shop.job(other.jobId)).toBe(dueAtMs);
      expect(shop.mailbox.attempts).toBe(calls);
      expect(await mailStates(shop, one.importId)).toEqual({ queued: 3 });
      expect(await audits("mail.stopped")).toBe(told + 1);
      expect((await importStatus(shop.deps(), STAFF, one.importId)).mailStoppedReason).not.toBeNull();
      shop.clock.pass(HOUR_MS);
      expect([await shop.job(one.jobId), await shop.job(other.jobId)]).toEqual([null, null]);
      expect(letters([...one.emails, ...other.emails])).toEqual(Array(5).fill(1));
      expect((await importStatus(shop.deps(), STAFF, one.importId)).mailStoppedReason).toBeNull();
    },
  );

  it("401 to many jobs within an hour: staff are told once", async () => {
    const jobs = [await waiting(1), await waiting(1), await waiting(1)];
    const told = await audits("mail.stopped");
    shop.mailbox.faults.next({ status: 401, times: 10 });
    await Promise.all(jobs.map(({ jobId }) => shop.job(jobId)));
    expect(await audits("mail.stopped")).toBe(told + 1);
    shop.mailbox.faults.clear();
    shop.clock.pass(HOUR_MS);
    for (const { jobId, emails } of jobs) {
      await shop.job(jobId);
      expect(letters(emails)).toEqual([1]);
    }
  });

  it("429: waits as long as it is told, and no try is used up", async () => {
    const { importId, jobId, emails } = await waiting(3);
    const reset = String(Math.ceil((shop.clock.now() + 90 * SECOND_MS) / SECOND_MS));
    shop.mailbox.faults.next({ status: 429, headers: { "x-ratelimit-reset": reset } });
    const againAtMs = await shop.job(jobId);
    expect(againAtMs).toBe(Number(reset) * SECOND_MS);
    expect(await outboxRow(shop, jobId)).toMatchObject({ state: "waiting", tries: 0, due_at_ms: againAtMs });
    expect(await mailStates(shop, importId)).toEqual({ queued: 3 });
    shop.clock.pass(90 * SECOND_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters(emails)).toEqual(once(emails));
  });

  it.each([500, 502, 503])("%i: nothing counts as sent, and it is tried again", async (status) => {
    const { importId, jobId, emails } = await waiting(3);
    shop.mailbox.faults.next({ status, times: 2 });
    for (let tries = 1; tries <= 2; tries++) {
      const againAtMs = await shop.job(jobId);
      expect(againAtMs).toBeGreaterThan(shop.clock.now());
      expect(await mailStates(shop, importId)).toEqual({ queued: 3 });
      shop.clock.pass(MINUTE_MS);
    }
    expect(await shop.job(jobId)).toBeNull();
    expect(letters(emails)).toEqual(once(emails));
  });

  it("500 for a whole day: the job is given up and shown to staff, and nothing of it is lost", async () => {
    const { importId, jobId, emails } = await waiting(2);
    const told = await audits("job.failed");
    shop.mailbox.faults.next({ status: 500, times: 1_000 });
    for (let tries = 0; tries < 40 && (await shop.job(jobId)) !== null; tries++) shop.clock.pass(2 * HOUR_MS);
    expect(await outboxRow(shop, jobId)).toMatchObject({ state: "failed" });
    expect(await audits("job.failed")).toBe(told + 1);
    expect(await mailStates(shop, importId)).toEqual({ queued: 2 });
    expect(letters(emails)).toEqual([0, 0]);
  });
});

describe("a call whose answer is lost", () => {
  it("is uncertain and never made again by itself; a delivery report settles it", async () => {
    const { importId, jobId, emails } = await waiting(3);
    shop.mailbox.faults.next({ dropAfterAccept: true });
    expect(await shop.job(jobId)).toBeNull();
    expect(await mailStates(shop, importId)).toEqual({ uncertain: 3 });
    shop.clock.pass(DAY_MS);
    await shop.cron();
    await shop.answerBells();
    expect(letters(emails)).toEqual(once(emails));
    expect(await mailStates(shop, importId)).toEqual({ uncertain: 3 });
  });

  it("is uncertain also when it never arrived: staff send it again", async () => {
    const { importId, jobId, emails } = await waiting(1);
    shop.mailbox.faults.next({ dropBefore: true });
    await shop.job(jobId);
    expect(letters(emails)).toEqual([0]);
    const [claim] = await claimsOf(shop, importId);
    await resendClaim(shop.deps(), shop.request(STAFF, "staff"), claim?.id ?? "");
    await shop.answerBells();
    expect(letters(emails)).toEqual([1]);
  });

  it("by a time-out is uncertain", async () => {
    const { importId, jobId } = await waiting(1);
    shop.mailbox.faults.next({ delayMs: 1_000 });
    await shop.job(jobId, { sendgridTimeoutMs: 200 });
    expect(await mailsOf(shop, importId)).toMatchObject([{ state: "uncertain", reason: "timeout" }]);
  });

  it("between calls that were refused leaves those that were not made for the next try", async () => {
    const { importId, jobId, emails } = await waiting(8);
    shop.mailbox.faults.next({ status: 413 });
    shop.mailbox.faults.next({ dropAfterAccept: true });
    expect(await shop.job(jobId)).not.toBeNull();
    expect(await mailStates(shop, importId)).toEqual({ uncertain: 4, queued: 4 });
    shop.clock.pass(HOUR_MS);
    expect(await shop.job(jobId)).toBeNull();
    expect(letters(emails)).toEqual(once(emails));
    expect(await mailStates(shop, importId)).toEqual({ uncertain: 4, sent: 4 });
  });
});
