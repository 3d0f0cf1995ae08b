import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { changePoints, type PointsChange } from "../../src/domain/points/change.ts";
import { retireAchievements } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith, refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const ADMIN = "1180000000000000902";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
  await retireAchievements(shop);
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const admin = () => shop.request(ADMIN, "admin");
const change = (
  action: PointsChange["action"],
  memberId: string,
  amount: number,
  request = admin(),
  more: Partial<PointsChange> = {},
) =>
  changePoints(shop.deps(), request, { action, memberId, amount, reason: "a reason", silent: true, ...more });
const held = async (memberId: string) => (await balanceOf(shop.deps(), shop.request(memberId))).points;
const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

describe("adding points", () => {
  it("counts every one of 20 that come at once, in one round trip each", async () => {
    const memberId = shop.newId();
    const done = await Promise.all(Array.from({ length: 20 }, () => change("add", memberId, 7)));
    expect(done.map(({ balance }) => balance).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, at) => 7 * (at + 1)),
    );
    expect(await held(memberId)).toBe(140);
    shop.proxy.reset();
    await change("add", memberId, 1);
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("stops at a member's limit though 20 come at once, and tells the limit and what is there", async () => {
    const deps = () => shop.deps({ shop: { pointsPerMemberMax: 100 } });
    const memberId = shop.newId();
    const asked = { action: "add", memberId, amount: 9, reason: "a race", silent: true } as const;
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => changePoints(deps(), admin(), asked)),
    );
    expect(fulfilled(results)).toBe(11);
    expect(await held(memberId)).toBe(99);
    expect(await refusalOf(changePoints(deps(), admin(), asked))).toEqual({
      kind: "points_over_member_max",
      memberId,
      balance: 99,
      max: 100,
    });
  });

  it("at most a million at once, asking the database nothing", async () => {
    for (const action of ["add", "remove"] as const) {
      const refused = await refusalOf(change(action, shop.newId(), 1_000_001));
      expect(refused).toEqual({ kind: "points_over_change_max", max: 1_000_000 });
    }
    expect(shop.proxy.exchanges).toBe(0);
    expect(await change("add", shop.newId(), 1_000_000)).toMatchObject({ balance: 1_000_000 });
  });

  it("needs a reason that says something", async () => {
    const refused = await refusalOf(change("add", shop.newId(), 1, admin(), { reason: "  " }));
    expect(refused).toEqual({ kind: "option_invalid", option: "reason", expected: "some_text" });
  });
});

describe("removing points", () => {
  it("20 times at once succeeds exactly as often as the balance allows, and never goes below zero", async () => {
    const memberId = await memberWith(shop, 100);
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => change("remove", memberId, 9)));
    expect(fulfilled(results)).toBe(11);
    expect(await held(memberId)).toBe(1);
    const refused = await refusalOf(change("remove", memberId, 9));
    expect(refused).toEqual({ kind: "points_too_few", memberId, balance: 1 });
  });

  it("from somebody who never had any is refused", async () => {
    const memberId = shop.newId();
    expect(await refusalOf(change("remove", memberId, 1))).toEqual({
      kind: "points_too_few",
      memberId,
      balance: 0,
    });
  });
});

describe("setting points", () => {
  it("books what is missing or too much, and says so when nothing is", async () => {
    const memberId = shop.newId();
    expect(await change("set", memberId, 500)).toMatchObject({ change: 500, balance: 500 });
    expect(await change("set", memberId, 120)).toMatchObject({ change: -380, balance: 120 });
    expect(await change("set", memberId, 120)).toMatchObject({ change: 0, balance: 120 });
    expect(await change("set", memberId, 0)).toMatchObject({ change: -120, balance: 0 });
    const counted = await shop.database.number({
      sql: "select count(*) from transfers where kind = 'points.set' and ? in (debit, credit)",
      args: [`member:${memberId}/points`],
    });
    expect(counted).toBe(3);
  });

  it("holds both limits", async () => {
    const memberId = shop.newId();
    expect(await refusalOf(change("set", memberId, 10_000_001))).toEqual({
      kind: "points_set_over_max",
      max: 10_000_000,
    });
    expect(await refusalOf(change("set", memberId, 1_000_001))).toEqual({
      kind: "points_over_change_max",
      max: 1_000_000,
    });
    expect(await held(memberId)).toBe(0);
  });

  it("while others add ends with the number and what was added after it, and its own answer is the number", async () => {
    for (let round = 0; round < 5; round++) {
      const memberId = await memberWith(shop, 1_000);
      const [set, ...added] = await Promise.all([
        change("set", memberId, 50),
        ...Array.from({ length: 8 }, () => change("add", memberId, 3)),
      ]);
      expect(set.balance).toBe(50);
      const after = added.filter(({ balance }) => balance < 1_000).length;
      expect(await held(memberId)).toBe(50 + 3 * after);
      expect(added.map(({ balance }) => balance)).toContain(after > 0 ? 53 : 1_003);
    }
  });
});

describe("a request that comes again", () => {
  it.each(["add", "remove", "set"] as const)("%s acts once and gets its first answer", async (action) => {
    const memberId = await memberWith(shop, 300);
    const request = admin();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => change(action, memberId, 100, request)),
    );
    await change("add", memberId, 5);
    const late = await change(action, memberId, 100, request);
    expect(new Set([...answers, late].map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await held(memberId)).toBe({ add: 405, remove: 205, set: 105 }[action]);
    const audits = await shop.database.number({
      sql: "select count(*) from audits where cause = ?",
      args: [`interaction:${request.id}`],
    });
    expect(audits).toBe(1);
  });

  it("because the database lost its reply acts once, and the member is still told", async () => {
    const memberId = shop.newId();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await change("add", memberId, 40, admin(), { silent: false })).toMatchObject({ balance: 40 });
    expect(await held(memberId)).toBe(40);
    await shop.answerBells();
    expect(tellings(memberId)).toHaveLength(1);
  });
});

const tellings = (memberId: string) =>
  shop.desk.written.filter(
    ({ call, body }) => call.endsWith("/users/@me/channels") && body.includes(`"${memberId}"`),
  );

describe("a change", () => {
  it("tells the member what changed, what is there now and why; a silent one tells nothing", async () => {
    const memberId = await memberWith(shop, 1_000);
    const before = shop.desk.written.length;
    await change("remove", memberId, 250, admin(), { silent: false, reason: "won *twice*" });
    await shop.answerBells();
    expect(tellings(memberId)).toHaveLength(1);
    const message = shop.desk.written.at(-1)?.body ?? "";
    for (const text of ["−250", "750", "won \\\\*twice\\\\*"]) expect(message).toContain(text);
    const told = shop.desk.written.length;
    expect(told).toBeGreaterThan(before);
    await change("add", memberId, 1);
    await shop.answerBells();
    expect(shop.desk.written).toHaveLength(told);
  });

  it("leaves one audit row with who, whom, why, before and after", async () => {
    const memberId = await memberWith(shop, 10);
    await change("set", memberId, 4);
    const row = z.object({ actor: z.string(), before: z.string(), after: z.string(), reason: z.string() });
    const rows = await shop.database.rows(row, {
      sql: 'select actor, "before", "after", reason from audits where action = \'points.set\' and target = ?',
      args: [`member:${memberId}`],
    });
    expect(rows).toEqual([
      { actor: ADMIN, before: '{"points":10}', after: '{"points":4}', reason: "a reason" },
    ]);
  });

  it("that is refused leaves no trace", async () => {
    const memberId = shop.newId();
    await refusalOf(change("remove", memberId, 1, admin(), { silent: false }));
    const left = {
      audits: "target = 'member:' || ?",
      outbox: "member_id = ?",
      members: "id = ?",
      accounts: "owner = 'member:' || ?",
    };
    for (const [table, where] of Object.entries(left)) {
      const sql = `select count(*) from ${table} where ${where}`;
      expect(await shop.database.number({ sql, args: [memberId] }), table).toBe(0);
    }
    expect(shop.rings).toEqual([]);
  });
});
