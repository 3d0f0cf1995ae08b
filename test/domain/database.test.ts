import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Given, prepared } from "../../src/db/prepared.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { databaseAnswers } from "../../src/domain/upkeep/health.ts";
import { DatabaseAway, isDatabaseAway } from "../../src/lib/away.ts";
import { errorFields } from "../../src/lib/log.ts";
import { bonusesFor } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith, openClaim } from "../support/claims.ts";
import type { Fault } from "../support/proxy.ts";
import { startShop, type TestShop } from "../support/shop.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => shop.proxy.reset());
afterAll(() => shop.stop());

const transfersOf = (claimId: string) =>
  shop.database.number({ sql: "select count(*) from transfers where cause = ?", args: [`claim:${claimId}`] });

describe("a database that fails in passing", () => {
  const faults: [string, Fault][] = [
    ["answers 429", { kind: "status", status: 429 }],
    ["answers 502", { kind: "status", status: 502 }],
    ["answers 503", { kind: "status", status: 503 }],
    ["never sees the request", { kind: "request_lost" }],
    ["commits and its reply is lost", { kind: "reply_lost" }],
    ["commits and its reply breaks off", { kind: "reply_cut" }],
  ];

  it.each(faults)("%s, once or three times: the claim is paid once and told as paid", async (_, fault) => {
    for (const times of [1, 3]) {
      const { id, code, points } = await openClaim(shop);
      const request = shop.request();
      shop.proxy.reset();
      shop.proxy.plan((at) => (at <= times ? fault : undefined));
      const claimed = await claim(shop.deps(), request, code);
      expect(shop.proxy.exchanges).toBe(times + 1);
      const balance = points + (await bonusesFor(shop, request.actor.id));
      expect(claimed).toMatchObject({ points, balance });
      expect(await transfersOf(id)).toBe(1);
      expect((await balanceOf(shop.deps(), request)).points).toBe(balance);
    }
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("is slow: the claim waits for it and is paid", async () => {
    const { code, points } = await openClaim(shop);
    shop.proxy.plan(() => ({ kind: "delay", ms: 300 }));
    shop.proxy.reset();
    expect(await claim(shop.deps(), shop.request(), code)).toMatchObject({ points });
  });
});

describe("a database that stays away", () => {
  const PATIENCE_MS = 500;
  /** For a busy machine; what is not given up takes five seconds and more. */
  const SLACK_MS = 2_000;

  it.each<Fault>([{ kind: "request_lost" }, { kind: "status", status: 503 }, { kind: "delay", ms: 5_000 }])(
    "is given up within the caller's time: %o",
    async (fault) => {
      const { code } = await openClaim(shop);
      shop.proxy.plan(() => fault);
      const startedAtMs = performance.now();
      const work = claim(shop.deps({ patienceMs: PATIENCE_MS }), shop.request(), code);
      await expect(work).rejects.toBeInstanceOf(DatabaseAway);
      expect(performance.now() - startedAtMs).toBeLessThan(PATIENCE_MS + SLACK_MS);
    },
  );

  it("that had committed before: the same request is told as paid when it comes again", async () => {
    const { id, code, points } = await openClaim(shop);
    const request = shop.request();
    shop.proxy.plan(() => ({ kind: "reply_lost" }));
    await expect(claim(shop.deps({ patienceMs: 100 }), request, code)).rejects.toBeInstanceOf(DatabaseAway);
    shop.proxy.reset();
    const claimed = await claim(shop.deps(), request, code);
    expect(claimed).toMatchObject({ points, balance: points + (await bonusesFor(shop, request.actor.id)) });
    expect(await transfersOf(id)).toBe(1);
  });

  it("is known as that also where a single question was asked", async () => {
    const memberId = shop.newId();
    shop.proxy.plan(() => ({ kind: "request_lost" }));
    const error = await balanceOf(shop.deps({ patienceMs: 100 }), shop.request(memberId)).catch(
      (thrown) => thrown,
    );
    expect(isDatabaseAway(error)).toBe(true);
  });

  it("is told as away by the health check, and as there again afterwards", async () => {
    shop.proxy.plan(() => ({ kind: "request_lost" }));
    expect(await databaseAnswers(shop.deps({ patienceMs: 100 }))).toBe(false);
    shop.proxy.reset();
    expect(await databaseAnswers(shop.deps())).toBe(true);
  });
});

describe("what trying again cannot mend", () => {
  it("is not tried again", async () => {
    shop.proxy.reset();
    await expect(shop.deps().db.run(sql`select * from nowhere`)).rejects.toThrow();
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("leaves nothing in the log of what was asked with", async () => {
    const secret = "sari@example.com";
    const error = await shop
      .deps()
      .db.run(sql`insert into members (id, locale, created_at_ms) values (${secret}, 'en', null)`)
      .catch((thrown: unknown) => thrown);
    expect(String(error)).toContain(secret);
    expect(JSON.stringify(errorFields(error))).not.toContain(secret);
  });
});

describe("on the wire", () => {
  it("a claim that pays is one exchange, and so is one that is refused", async () => {
    const { code } = await openClaim(shop);
    shop.proxy.reset();
    await claim(shop.deps(), shop.request(), code);
    expect(shop.proxy.exchanges).toBe(1);
    await claim(shop.deps(), shop.request(), code).catch(() => null);
    expect(shop.proxy.exchanges).toBe(2);
  });

  it("a balance is one exchange, of somebody known and of somebody never seen", async () => {
    const memberId = await memberWith(shop, 12);
    shop.proxy.reset();
    expect(await balanceOf(shop.deps(), shop.request(memberId))).toMatchObject({ points: 12, locale: "en" });
    const stranger = shop.newId();
    expect(await balanceOf(shop.deps(), shop.request(stranger))).toEqual({
      points: 0,
      money: null,
      debt: 0,
      waiting: 0,
      stats: null,
      locale: "en",
    });
    expect(shop.proxy.exchanges).toBe(2);
  });
});

describe("statements that are built once", () => {
  const echo = prepared((db, given: Given<{ one: string; other: string | null }>) => [
    db.all<{ text: string }>(sql`select ${given("one")} || ${"-"} || ${given("one")} as text`),
    db.all<{ text: string | null }>(sql`select ${given("other")} as text`),
  ]);

  it("have in each call the values of that call, also of calls at once", async () => {
    const values = Array.from({ length: 20 }, () => ({ one: shop.newId(), other: null }));
    const answers = await Promise.all(values.map((given) => echo(shop.deps().db, given)));
    expect(answers).toEqual(values.map(({ one }) => [[{ text: `${one}-${one}` }], [{ text: null }]]));
  });

  it("are refused as a whole when one of them is", async () => {
    const memberId = shop.newId();
    const insert = prepared((db, given: Given<{ id: string }>) => [
      db.run(sql`insert into members (id, created_at_ms) values (${given("id")}, 1)`),
      db.run(sql`insert into guards (held) values (0)`),
    ]);
    await expect(insert(shop.deps().db, { id: memberId })).rejects.toThrow("guard_held");
    expect(
      await shop.database.number({ sql: "select count(*) from members where id = ?", args: [memberId] }),
    ).toBe(0);
  });
});
