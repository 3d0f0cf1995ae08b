import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { claim, expireClaims } from "../../src/domain/claims/claim.ts";
import { WRONG_CODES_WINDOW_MS } from "../../src/domain/claims/guessing.ts";
import { checkBooks } from "../../src/domain/ledger/books.ts";
import { askBooksCheck, checkBooksDuly, stateOfCheck } from "../../src/domain/ledger/booksCheck.ts";
import { booksStanding } from "../../src/domain/ledger/standing.ts";
import { endSlot, slotOf, takeSlot } from "../../src/domain/upkeep/duty.ts";

import { databaseAnswers } from "../../src/domain/upkeep/health.ts";
import { prune } from "../../src/domain/upkeep/prune.ts";
import { duties } from "../../src/jobs/cron.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { claimsOf, memberWith, openClaims, refusalOf, unknownCode } from "../support/claims.ts";
import { startDatabase } from "../support/database.ts";
import { csvOf, imported, newOrders, preview } from "../support/orders.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(() => shop.stop());

describe("a duty", () => {
  const name = () => `duty-${shop.newId()}`;
  const takeIn = async (duty: string, everyMs: number, scheduledMs: number) =>
    (await takeSlot(shop.deps(), duty, slotOf(everyMs, scheduledMs))) !== null;
  const take = (duty: string) => takeIn(duty, HOUR_MS, shop.clock.now());

  it("is one of twenty takers' in its slot, and in the next slot one's again", async () => {
    const duty = name();
    const takers = () => Promise.all(Array.from({ length: 20 }, () => take(duty)));
    expect((await takers()).filter(Boolean)).toHaveLength(1);
    shop.clock.pass(HOUR_MS);
    expect((await takers()).filter(Boolean)).toHaveLength(1);
  });

  it("that was done is not done again in its slot, however late the cron fires once more", async () => {
    const duty = name();
    const scheduledMs = shop.clock.now();
    expect(await takeIn(duty, DAY_MS, scheduledMs)).toBe(true);
    await endSlot(shop.deps(), duty, slotOf(DAY_MS, scheduledMs));
    shop.clock.pass(HOUR_MS);
    expect(await takeIn(duty, DAY_MS, scheduledMs)).toBe(false);
  });

  it("whose taker died is taken up again after a quarter of an hour, not before", async () => {
    const duty = name();
    const scheduledMs = shop.clock.now();
    const again = () => takeIn(duty, DAY_MS, scheduledMs);
    expect(await again()).toBe(true);
    shop.clock.pass(15 * MINUTE_MS - 1);
    expect(await again()).toBe(false);
    shop.clock.pass(1);
    expect(await again()).toBe(true);
  });

  it("missed for three weeks is done once when the cron is back", async () => {
    const duty = name();
    expect(await take(duty)).toBe(true);
    await endSlot(shop.deps(), duty, slotOf(HOUR_MS, shop.clock.now()));
    shop.clock.pass(21 * DAY_MS);
    expect([await take(duty), await take(duty)]).toEqual([true, false]);
  });

  it("that fails keeps no other from its turn", async () => {
    shop.clock.pass(DAY_MS);
    shop.proxy.plan((at) => (at === 2 ? { kind: "status", status: 400 } : undefined));
    await shop.cron();
    shop.proxy.reset();
    const done = "select count(*) from duties where done_at_ms = ?";
    expect(await shop.database.number({ sql: done, args: [shop.clock.now()] })).toBe(duties.length - 1);
  });
});

describe("expiring", () => {
  it("ends open claims whose time is over, as many as it may at once, and no others", async () => {
    const made = await openClaims(shop, 5);
    const [claimed] = made;
    await claim(shop.deps(), shop.request(), claimed?.code ?? "");
    shop.clock.pass(90 * DAY_MS - 1);
    expect(await expireClaims(shop.deps(), 100)).toBe(0);
    shop.clock.pass(1);
    expect([await expireClaims(shop.deps(), 3), await expireClaims(shop.deps(), 3)]).toEqual([3, 1]);
    expect(await expireClaims(shop.deps(), 3)).toBe(0);
  });
});

describe("pruning", () => {
  const left = (table: string, where: string) =>
    shop.database.number(`select count(*) from ${table} where ${where}`);

  it("forgets outbox rows that were done two weeks ago, and keeps those that failed or wait", async () => {
    const insert =
      "insert into outbox (id, kind, payload, state, due_at_ms, created_at_ms, finished_at_ms) values (?, 'x', '{}', ?, 0, 0, ?)";
    const nowMs = shop.clock.now();
    await shop.database.run(
      { sql: insert, args: ["old-done", "done", nowMs - 14 * DAY_MS] },
      { sql: insert, args: ["new-done", "done", nowMs - 14 * DAY_MS + 1] },
      { sql: insert, args: ["old-failed", "failed", nowMs - 100 * DAY_MS] },
      { sql: insert, args: ["waiting", "waiting", null] },
    );
    await prune(shop.deps());
    const ids = "id in ('old-done', 'new-done', 'old-failed', 'waiting')";
    expect(await left("outbox", ids)).toBe(3);
    expect(await left("outbox", "id = 'old-done'")).toBe(0);
    await shop.database.run(`delete from outbox where ${ids}`);
  });

  it("forgets wrong codes that make nobody wait any more", async () => {
    const request = shop.request();
    await refusalOf(claim(shop.deps(), request, unknownCode(shop)));
    shop.clock.pass(WRONG_CODES_WINDOW_MS - 1);
    await prune(shop.deps());
    expect(await left("claim_failures", `member_id = '${request.actor.id}'`)).toBe(1);
    shop.clock.pass(1);
    await prune(shop.deps());
    expect(await left("claim_failures", `member_id = '${request.actor.id}'`)).toBe(0);
  });

  it("forgets the rows of a preview that nobody confirmed, also when the cron was away for a week", async () => {
    const { importId } = await preview(shop, csvOf(newOrders(3)));
    await prune(shop.deps());
    expect(await left("import_rows", `import_id = '${importId}'`)).toBe(3);
    shop.clock.pass(7 * DAY_MS);
    await prune(shop.deps());
    expect(await left("import_rows", `import_id = '${importId}'`)).toBe(0);
    expect(await left("imports", `id = '${importId}' and state = 'lapsed' and file_url is null`)).toBe(1);
  });

  it("leaves an import alone that is under way", async () => {
    const importId = await imported(shop, csvOf(newOrders(2)));
    shop.clock.pass(DAY_MS);
    await prune(shop.deps());
    expect(await left("imports", `id = '${importId}' and state = 'done'`)).toBe(1);
    expect(await claimsOf(shop, importId)).toHaveLength(2);
  });
});

describe("the health check", () => {
  it("says no while the database has not been migrated", async () => {
    const empty = await startDatabase({ migrated: false });
    const answers = await databaseAnswers(shop.deps({ databaseUrl: empty.url }));
    await empty.stop();
    expect(answers).toBe(false);
  });
});

describe("the proof of the books", () => {
  const audits = () => shop.database.number("select count(*) from audits where action = 'ledger.broken'");

  it("finds nothing wrong with books that nobody touched", async () => {
    await memberWith(shop, 10);
    expect((await checkBooks(shop.deps())).broken).toEqual([]);
    await checkBooksDuly(shop.deps());
    expect(await audits()).toBe(0);
  });

  it("names an account whose balance was changed past the schema's rules, and tells staff once a day", async () => {
    const account = `member:${await memberWith(shop, 10)}/points`;
    await shop.database.run("drop trigger account_follows_transfers", {
      sql: "update accounts set balance = balance + 1 where id = ?",
      args: [account],
    });
    expect([...(await checkBooks(shop.deps())).broken].sort()).toEqual(["asset:points", account]);
    await checkBooksDuly(shop.deps());
    await checkBooksDuly(shop.deps());
    expect(await audits()).toBe(1);
    shop.clock.pass(DAY_MS);
    await shop.cron();
    expect(await audits()).toBe(2);
  });

  it("names an account one of whose transfers is gone, though the balances still sum to zero", async () => {
    const account = `member:${await memberWith(shop, 25)}/points`;
    await shop.database.run("drop trigger transfer_is_kept", {
      sql: "delete from transfers where credit = ?",
      args: [account],
    });
    expect((await checkBooks(shop.deps())).broken).toContain(account);
  });

  it("that staff ask for is made once by a job, and kept with what it found", async () => {
    const request = shop.request("1180000000000000902", "admin");
    await askBooksCheck(shop.deps(), request);
    expect(await stateOfCheck(shop.deps(), request.id)).toBe("running");
    await askBooksCheck(shop.deps(), request);
    await shop.answerBells();
    expect(await stateOfCheck(shop.deps(), request.id)).toBe("done");
    const { checks } = await booksStanding(shop.deps());
    expect(checks.filter(({ actor }) => actor === request.actor.id)).toHaveLength(1);
    expect(checks[0]?.transfers).toBe(await shop.database.number("select max(seq) from transfers"));
    expect(await stateOfCheck(shop.deps(), "nothing")).toBeNull();
  });
});
