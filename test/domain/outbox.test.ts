import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { extendLease, failRow, finishRow, type OutboxRow, postponeRow } from "../../src/db/outbox.ts";
import { revokeClaim } from "../../src/domain/claims/staff.ts";
import { runJobId } from "../../src/domain/imports/decide.ts";
import { listJobs, retryFailedJobs, retryJobs } from "../../src/domain/jobs/list.ts";
import { TRIES_MAX } from "../../src/domain/jobs/retry.ts";
import { jobsOverview } from "../../src/domain/jobs/search.ts";
import { keepDeadLetter, LEASE_MS, takeJob } from "../../src/domain/jobs/take.ts";
import { putJob } from "../../src/domain/outbox/kinds.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { openClaim, refusalOf } from "../support/claims.ts";
import { outboxRow } from "../support/mails.ts";
import { confirm, csvOf, newOrders, preview, STAFF } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

/** Nothing listens there. */
const NOWHERE = "http://127.0.0.1:9";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  shop.proxy.reset();
  shop.rings.length = 0;
  await shop.database.run("delete from outbox");
});
afterAll(() => shop.stop());

/** A job whose row was just written: it tells of an import that is not there, which is soon done. */
async function newJob(dueInMs = 0): Promise<string> {
  const id = `job-${shop.newId()}`;
  const deps = shop.deps();
  const dueAtMs = shop.clock.now() + dueInMs;
  await deps.db.batch([putJob(deps, id, "import.report", { importId: "404" }, { dueAtMs })]);
  return id;
}

async function taken(id: string): Promise<OutboxRow> {
  const taking = await takeJob(shop.deps(), id);
  if (taking.kind !== "yours") throw new Error(`the row is ${taking.kind}`);
  return taking.row;
}

const staff = () => shop.request(STAFF, "staff");
const audits = (action: string) =>
  shop.database.number({ sql: "select count(*) from audits where action = ?", args: [action] });

describe("a row of the outbox", () => {
  it("is leased by one of twenty who want it", async () => {
    const id = await newJob();
    const takings = await Promise.all(Array.from({ length: 20 }, () => takeJob(shop.deps(), id)));
    expect(takings.filter(({ kind }) => kind === "yours")).toHaveLength(1);
    const others = takings.filter(({ kind }) => kind !== "yours");
    expect(others).toEqual(Array(19).fill({ kind: "busy", againAtMs: shop.clock.now() + LEASE_MS }));
  });

  it("is the taker's also when the reply to the taking is lost", async () => {
    const id = await newJob();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect((await takeJob(shop.deps(), id)).kind).toBe("yours");
  });

  it("waits until it is due, and is over when it is done or gone", async () => {
    const id = await newJob(MINUTE_MS);
    const dueAtMs = shop.clock.now() + MINUTE_MS;
    expect(await takeJob(shop.deps(), id)).toEqual({ kind: "busy", againAtMs: dueAtMs });
    shop.clock.pass(MINUTE_MS);
    expect(await shop.job(id)).toBeNull();
    expect(await takeJob(shop.deps(), id)).toEqual({ kind: "over" });
    expect(await takeJob(shop.deps(), "never-there")).toEqual({ kind: "over" });
  });

  it("is another's when its lease has run out, and whoever had it before can do nothing to it", async () => {
    const id = await newJob();
    const dead = await taken(id);
    shop.clock.pass(LEASE_MS - 1);
    expect((await takeJob(shop.deps(), id)).kind).toBe("busy");
    shop.clock.pass(1);
    const heir = await taken(id);
    const { db } = shop.deps();
    const nowMs = shop.clock.now();
    await db.batch([
      finishRow(db, dead, nowMs),
      failRow(db, dead, nowMs, "zombie"),
      postponeRow(db, dead, nowMs + HOUR_MS, "zombie", true),
      extendLease(db, dead, nowMs + HOUR_MS),
    ]);
    expect(await outboxRow(shop, id)).toMatchObject({ state: "running", tries: 2, last_error: null });
    await db.batch([finishRow(db, heir, nowMs)]);
    expect(await outboxRow(shop, id)).toMatchObject({ state: "done" });
  });

  it("that one keeps alive is not taken by another", async () => {
    const id = await newJob();
    const row = await taken(id);
    shop.clock.pass(LEASE_MS - 1);
    const { db } = shop.deps();
    await db.batch([extendLease(db, row, shop.clock.now() + LEASE_MS)]);
    shop.clock.pass(LEASE_MS - 1);
    expect((await takeJob(shop.deps(), id)).kind).toBe("busy");
  });
});

describe("the sweep", () => {
  it("rings for a row whose bell was lost, and for one whose job died, but not for one that is under way", async () => {
    const [lost, died, busy, early] = [await newJob(), await newJob(), await newJob(), await newJob(HOUR_MS)];
    await taken(died);
    shop.clock.pass(LEASE_MS);
    await taken(busy);
    await shop.cron();
    expect(shop.rings.map(({ id }) => id).sort()).toEqual([lost, died].sort());
    expect(early).not.toBe("");
  });

  it("brings an import to its end though the queue forgets every bell", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(3)));
    await confirm(shop, importId);
    shop.rings.length = 0;
    for (let slots = 0; slots < 4; slots++) {
      shop.clock.pass(5 * MINUTE_MS);
      await shop.cron();
      for (const { id } of shop.rings.splice(0)) {
        await shop.job(id);
        shop.rings.length = 0;
      }
    }
    const open = "select count(*) from outbox where state <> 'done'";
    expect(await shop.database.number(open)).toBe(0);
    expect((await outboxRow(shop, runJobId(importId))).state).toBe("done");
  });
});

describe("a job that fails", () => {
  const fail = (id: string) => shop.job(id, { discordUrl: NOWHERE });

  /** A job that Discord's absence keeps from its end. */
  async function hopelessJob(): Promise<string> {
    const { importId } = await preview(shop, csvOf(newOrders(1)));
    const id = `job-${shop.newId()}`;
    const deps = shop.deps();
    await deps.db.batch([putJob(deps, id, "import.report", { importId })]);
    return id;
  }

  async function failToTheEnd(id: string): Promise<number> {
    let tries = 1;
    for (; (await fail(id)) !== null; tries++) shop.clock.pass(3 * HOUR_MS);
    return tries;
  }

  it("comes again after a growing pause", async () => {
    const id = await hopelessJob();
    const pauses: number[] = [];
    for (let tries = 0; tries < 8; tries++) {
      const againAtMs = (await fail(id)) ?? 0;
      pauses.push(againAtMs - shop.clock.now());
      shop.clock.pass(againAtMs - shop.clock.now());
    }
    expect(pauses[0]).toBeGreaterThanOrEqual(2_500);
    expect(pauses[0]).toBeLessThanOrEqual(7_500);
    expect(pauses[7]).toBeGreaterThan(3 * MINUTE_MS);
  });

  it("is given up when its tries are used up: staff are told, see it, and can try it again", async () => {
    const id = await hopelessJob();
    const told = await audits("job.failed");
    expect(await failToTheEnd(id)).toBe(TRIES_MAX);
    expect(await outboxRow(shop, id)).toMatchObject({ state: "failed", last_error: "DiscordFailure" });
    expect(await audits("job.failed")).toBe(told + 1);
    expect((await listJobs(shop.deps(), STAFF)).failed.map((row) => row.id)).toEqual([id]);
    await shop.cron();
    expect(await fail(id)).toBeNull();

    expect(await retryFailedJobs(shop.deps(), staff())).toMatchObject({ count: 1 });
    expect(shop.rings).toContainEqual({ lane: "messages", id });
    expect(await shop.job(id)).toBeNull();
    expect(await outboxRow(shop, id)).toMatchObject({ state: "done" });
  });

  it("is told to staff again when it is given up a second time", async () => {
    const id = await hopelessJob();
    const told = await audits("job.failed");
    await failToTheEnd(id);
    await retryFailedJobs(shop.deps(), staff());
    await failToTheEnd(id);
    expect(await audits("job.failed")).toBe(told + 2);
  });

  it("is tried again once by one press, however often that is delivered", async () => {
    const [one, other] = [await hopelessJob(), await hopelessJob()];
    await failToTheEnd(one);
    const request = staff();
    const first = await retryFailedJobs(shop.deps(), request);
    await failToTheEnd(other);
    expect(await retryFailedJobs(shop.deps(), request)).toEqual(first);
    expect(await outboxRow(shop, other)).toMatchObject({ state: "failed" });
    await retryFailedJobs(shop.deps(), staff());
    expect(await retryFailedJobs(shop.deps(), request)).toEqual(first);
    expect(await refusalOf(retryFailedJobs(shop.deps(), staff()))).toEqual({ kind: "job_unknown" });
  });

  it("is tried again by its id alone, and whoever comes late changes nothing and leaves no audit row", async () => {
    const [one, other] = [await hopelessJob(), await hopelessJob()];
    for (const id of [one, other]) await failToTheEnd(id);
    expect((await jobsOverview(shop.deps(), "import.report", null)).failed.map(({ id }) => id)).toEqual(
      expect.arrayContaining([one, other]),
    );
    const [first, second] = [staff(), staff()];
    expect(await retryJobs(shop.deps(), first, [one])).toBe(1);
    expect(await outboxRow(shop, one)).toMatchObject({ state: "waiting", tries: 0 });
    expect(await outboxRow(shop, other)).toMatchObject({ state: "failed" });
    const before = await audits("job.retry");
    expect(await refusalOf(retryJobs(shop.deps(), second, [one]))).toEqual({ kind: "job_unknown" });
    expect(await audits("job.retry")).toBe(before);
    expect(await retryJobs(shop.deps(), first, [one])).toBe(1);
    expect(await retryJobs(shop.deps(), staff(), [other])).toBe(1);
    for (const id of [one, other]) await shop.job(id);
  });

  it("of a kind, or with a payload, that this version does not know is given up at once", async () => {
    const insert = "insert into outbox (id, kind, payload, due_at_ms, created_at_ms) values (?, ?, ?, 0, 0)";
    await shop.database.run(
      { sql: insert, args: ["strange-kind", "coffee.brew", "{}"] },
      { sql: insert, args: ["strange-payload", "import.run", '{"order":1}'] },
    );
    for (const id of ["strange-kind", "strange-payload"]) {
      expect(await shop.job(id)).toBeNull();
      expect(await outboxRow(shop, id), id).toMatchObject({ state: "failed" });
    }
  });
});

describe("a message that the queue gave up on", () => {
  it("is kept once and counted, and its row stays due", async () => {
    const id = await newJob();
    const { dead } = await listJobs(shop.deps(), STAFF);
    const body = JSON.stringify({ v: 1, id });
    await Promise.all([1, 2, 3].map(() => keepDeadLetter(shop.deps(), `dead-${id}`, body, id)));
    expect((await listJobs(shop.deps(), STAFF)).dead).toBe(dead + 1);
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(shop.rings.map((ring) => ring.id)).toContain(id);
  });

  it("is kept whatever is in it", async () => {
    await keepDeadLetter(shop.deps(), `dead-${shop.newId()}`, `${"x".repeat(499)}😀`, null);
    await keepDeadLetter(shop.deps(), `dead-${shop.newId()}`, "", null);
  });
});

describe("what staff did", () => {
  it("is posted to the audit channel, once, though its job comes twice", async () => {
    const shopWithChannel = { cdnUrl: shop.desk.url, auditChannelId: "1180000000000000777" };
    const { id } = await openClaim(shop);
    shop.rings.length = 0;
    const request = staff();
    await revokeClaim(shop.deps({ shop: shopWithChannel }), request, id, "wrong order");
    const [bell] = shop.rings;
    expect(bell).toEqual({ lane: "messages", id: `${request.id}.revoke.post` });
    const posts = () =>
      shop.desk.written.filter(({ call }) => call.includes("/channels/1180000000000000777/"));
    for (let times = 0; times < 3; times++) await shop.job(bell?.id ?? "", { shop: shopWithChannel });
    expect(posts()).toHaveLength(1);
    expect(posts()[0]?.body).toContain("wrong order");
    expect(posts()[0]?.body).toContain('"enforce_nonce":true');
  });
});
