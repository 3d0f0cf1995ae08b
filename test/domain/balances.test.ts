import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { askBalances, askReset, readJobId } from "../../src/domain/balances/ask.ts";
import { cancelBalances, confirmBalances, runJobId } from "../../src/domain/balances/decide.ts";
import { balancesReport } from "../../src/domain/balances/report.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { balanceOf } from "../../src/domain/points/balance.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import type { PointsAction } from "../../src/domain/points/limits.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { retireAchievements } from "../support/achievements.ts";
import { BALANCED, books } from "../support/books.ts";
import { memberWith, refusalOf } from "../support/claims.ts";
import { jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { startShop, type TestShop } from "../support/shop.ts";

const ADMIN = "1180000000000000902";
/** More than one batch, so that a death between two is one in the middle. */
const MANY = 1_200;

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

const admin = (id = ADMIN) => shop.request(id, "admin");
const held = async (memberId: string) => (await balanceOf(shop.deps(), shop.request(memberId))).points;
const csvOf = (rows: readonly (readonly [string, string | number])[]) =>
  ["user_id,points", ...rows.map(([id, points]) => `${id},${points}`), ""].join("\n");
const manyMembers = () => Array.from({ length: MANY }, () => shop.newId());

async function upload(csv: string, action: PointsAction = "add"): Promise<string> {
  const file = { name: "balances.csv", url: shop.desk.upload("balances.csv", csv), bytes: csv.length };
  const request = admin();
  await askBalances(shop.deps(), request, {
    file,
    action,
    reason: "moving house",
    interactionToken: "token",
  });
  return request.id;
}

/** Uploads a file and has it read and confirmed; its job waits. */
async function confirmed(csv: string, action: PointsAction = "add"): Promise<string> {
  const changeId = await upload(csv, action);
  await shop.job(readJobId(changeId));
  await confirmBalances(shop.deps(), admin(), changeId, "token");
  shop.rings.length = 0;
  return changeId;
}

async function imported(csv: string, action: PointsAction = "add"): Promise<string> {
  const changeId = await confirmed(csv, action);
  await shop.job(runJobId(changeId));
  await shop.answerBells();
  return changeId;
}

async function confirmedReset(): Promise<string> {
  const request = admin();
  await askReset(shop.deps(), request, { word: "RESET", reason: "a new year", interactionToken: "token" });
  await confirmBalances(shop.deps(), admin(), request.id, "token");
  shop.rings.length = 0;
  return request.id;
}

const transfersOf = (cause: string) =>
  shop.database.number({
    sql: "select count(*) from transfers where cause like ? || '%'",
    args: [cause],
  });
const sumOf = () =>
  shop.database.number("select sum(balance) from accounts where owner like 'member:%' and asset = 'points'");
const written = () => shop.desk.written.at(-1)?.body ?? "";

describe("a file of balances", () => {
  it("is booked for each of its members once it is confirmed, and not before", async () => {
    const [one, two] = [shop.newId(), await memberWith(shop, 10)];
    const changeId = await upload(
      csvOf([
        [`'${one}`, 500],
        [two, '"1,000"'],
      ]),
    );
    await shop.answerBells();
    expect(written()).toContain("**2** members would get **1,500** points in all");
    expect(await held(one)).toBe(0);
    await confirmBalances(shop.deps(), admin(), changeId, "token");
    await shop.answerBells();
    expect([await held(one), await held(two)]).toEqual([500, 1_010]);
    expect(written()).toContain("Points given");
    expect(await transfersOf(`import:${changeId}:`)).toBe(2);
  });

  it("tells every line of a refused row, and refuses all lines of an id that stands in it twice", async () => {
    const [good, twice] = [shop.newId(), shop.newId()];
    const changeId = await upload(
      csvOf([
        [twice, 5],
        ["ayu", 5],
        [good, 7],
        [twice, 6],
        [shop.newId(), "-3"],
        ["1.18E+18", 1],
      ]),
    );
    await shop.answerBells();
    const preview = written();
    for (const line of [
      `"2","this id stands in the file more than once; leave one line of it","${twice}","5"`,
      '"3","not a Discord user id","ayu","5"',
      `"5","this id stands in the file more than once; leave one line of it","${twice}","6"`,
      '"6","negative points"',
      '"7","a spreadsheet has rounded the id',
    ])
      expect(preview).toContain(line);
    await confirmBalances(shop.deps(), admin(), changeId, "token");
    await shop.answerBells();
    expect([await held(good), await held(twice)]).toEqual([7, 0]);
  });

  it("tells the same when every second reply of the database is lost while it is read", async () => {
    const twice = shop.newId();
    const csv = csvOf([
      [twice, 5],
      [shop.newId(), 5],
      [twice, 6],
    ]);
    const tell = async (faulty: boolean) => {
      const changeId = await upload(csv);
      shop.proxy.reset();
      if (faulty) shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
      await shop.job(readJobId(changeId));
      shop.proxy.reset();
      return written()
        .replaceAll(changeId, "")
        .replace(/formdata-undici-\d+/g, "");
    };
    const told = await tell(false);
    expect(told).toContain('"2","this id stands');
    expect(await tell(true)).toBe(told);
  });

  it("holds a member's limit and never goes below zero; those are told in the summary's file", async () => {
    const [rich, poor, fine] = [await memberWith(shop, 9_999_999), await memberWith(shop, 3), shop.newId()];
    const added = await imported(
      csvOf([
        [rich, 2],
        [fine, 2],
      ]),
    );
    expect([await held(rich), await held(fine)]).toEqual([9_999_999, 2]);
    expect(await balancesReport(shop.deps(), added)).toMatchObject({
      members: 1,
      added: 2,
      taken: 0,
      outcomes: { booked: 1, over_member_max: 1 },
      refused: [{ line: 2, memberId: rich }],
    });
    expect(written()).toContain(`"2","more points than a member can have","${rich}","2"`);
    await imported(
      csvOf([
        [poor, 4],
        [fine, 2],
      ]),
      "remove",
    );
    expect([await held(poor), await held(fine)]).toEqual([3, 0]);
  });

  it("sets balances up and down, and leaves those alone that are right already", async () => {
    const [more, less, same, much] = [
      shop.newId(),
      await memberWith(shop, 90),
      await memberWith(shop, 40),
      shop.newId(),
    ];
    const changeId = await imported(
      csvOf([
        [more, 70],
        [less, 0],
        [same, 40],
        [much, 1_000_001],
      ]),
      "set",
    );
    expect([await held(more), await held(less), await held(same), await held(much)]).toEqual([70, 0, 40, 0]);
    expect(await balancesReport(shop.deps(), changeId)).toMatchObject({
      members: 2,
      added: 70,
      taken: 90,
      outcomes: { booked: 2, same: 1, over_change_max: 1 },
    });
  });

  it.each([
    ["name,coins\nayu,5\n", "No column `user_id` was found"],
    ["1180000000000000203,5\n", "The first line must name the columns"],
    ["user_id,points\n", "The file is empty"],
  ])("that cannot be read is refused with what to do: %j", async (csv, sentence) => {
    await upload(csv);
    await shop.answerBells();
    expect(written()).toContain(sentence);
  });

  it.each(LAST_EXCHANGES)(
    "whose job dies at any exchange with the database books each member once: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= 6; at++) {
        const members = manyMembers();
        const changeId = await confirmed(csvOf(members.map((id, n) => [id, 1 + (n % 7)])));
        if (await jobThatDies(shop, runJobId(changeId), at, last)) deaths++;
        shop.clock.pass(LEASE_MS);
        await shop.cron();
        await shop.answerBells();
        expect(await transfersOf(`import:${changeId}:`), `dead at exchange ${at}`).toBe(MANY);
        const report = await balancesReport(shop.deps(), changeId);
        expect(report).toMatchObject({
          members: MANY,
          outcomes: { booked: MANY },
          change: { state: "done", done: MANY },
        });
      }
      expect(deaths).toBeGreaterThanOrEqual(5);
    },
  );

  it("is asked for once and confirmed once, however often the requests come", async () => {
    const csv = csvOf([[shop.newId(), 5]]);
    const file = { name: "balances.csv", url: shop.desk.upload("balances.csv", csv), bytes: csv.length };
    const request = admin();
    const asked = { file, action: "add", reason: "twice", interactionToken: "token" } as const;
    await Promise.all([1, 2, 3].map(() => askBalances(shop.deps(), request, asked)));
    await shop.job(readJobId(request.id));
    const press = admin();
    await Promise.all([1, 2, 3].map(() => confirmBalances(shop.deps(), press, request.id, "token")));
    await shop.answerBells();
    expect(await transfersOf(`import:${request.id}:`)).toBe(1);
    expect(await refusalOf(confirmBalances(shop.deps(), admin(), request.id, "token"))).toEqual({
      kind: "balances_decided",
      state: "done",
    });
  });

  it("is decided by whoever uploaded it, and within 15 minutes", async () => {
    const changeId = await upload(csvOf([[shop.newId(), 5]]));
    await shop.job(readJobId(changeId));
    const other = confirmBalances(shop.deps(), admin(shop.newId()), changeId, "token");
    expect(await refusalOf(other)).toEqual({ kind: "balances_not_yours", askedBy: ADMIN });
    shop.clock.pass(15 * MINUTE_MS);
    expect(await refusalOf(confirmBalances(shop.deps(), admin(), changeId, "token"))).toEqual({
      kind: "balances_lapsed",
    });
  });

  it("that is cancelled books nothing; its rows are gone, and those of a booked one after a day", async () => {
    const member = shop.newId();
    const cancelled = await upload(csvOf([[member, 5]]));
    await shop.job(readJobId(cancelled));
    await cancelBalances(shop.deps(), admin(), cancelled);
    const booked = await imported(csvOf([[shop.newId(), 5]]));
    expect(await held(member)).toBe(0);
    const rows = (id: string) =>
      shop.database.number({
        sql: "select count(*) from balance_change_rows where change_id = ?",
        args: [id],
      });
    expect([await rows(cancelled), await rows(booked)]).toEqual([0, 1]);
    shop.clock.pass(DAY_MS);
    await shop.cron();
    expect(await rows(booked)).toBe(0);
  });
});

describe("a reset", () => {
  it("needs the word, and tells how many members and points it would take before it takes any", async () => {
    const word = askReset(shop.deps(), admin(), { word: "reset", reason: "why", interactionToken: "t" });
    expect(await refusalOf(word)).toEqual({
      kind: "option_invalid",
      option: "confirm",
      expected: "reset_word",
    });
    await memberWith(shop, 5);
    const before = await sumOf();
    shop.proxy.reset();
    const preview = await askReset(shop.deps(), admin(), {
      word: "RESET",
      reason: "why",
      interactionToken: "t",
    });
    expect(shop.proxy.exchanges).toBe(1);
    expect(preview.points).toBe(before);
    expect(await sumOf()).toBe(before);
  });

  it.each(LAST_EXCHANGES)(
    "takes everything from everybody once, though its job dies at any exchange with the database: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= 6; at++) {
        const members = manyMembers();
        await imported(csvOf(members.map((id) => [id, 3])));
        const changeId = await confirmedReset();
        const before = await sumOf();
        if (await jobThatDies(shop, runJobId(changeId), at, last)) deaths++;
        shop.clock.pass(LEASE_MS);
        await shop.cron();
        await shop.answerBells();
        expect(await sumOf(), `dead at exchange ${at}`).toBe(0);
        const report = await balancesReport(shop.deps(), changeId);
        expect(report).toMatchObject({ added: 0, taken: before, change: { state: "done" } });
        expect(await transfersOf(`reset:${changeId}:member:${members[0]}/points`)).toBe(1);
      }
      expect(deaths).toBeGreaterThanOrEqual(5);
    },
  );

  it("leaves points alone that somebody gets after they were taken, and is audited with what it took", async () => {
    const memberId = await memberWith(shop, 100);
    const changeId = await confirmedReset();
    await shop.job(runJobId(changeId));
    const asked = { action: "add", memberId, amount: 8, reason: "after", silent: true } as const;
    await changePoints(shop.deps(), admin(), asked);
    await shop.database.run({
      sql: "update balance_changes set state = 'running' where id = ?",
      args: [changeId],
    });
    await shop.database.run({
      sql: "update outbox set state = 'waiting', due_at_ms = 0 where id = ?",
      args: [runJobId(changeId)],
    });
    await shop.job(runJobId(changeId));
    expect(await held(memberId)).toBe(8);
    const audit = z.object({ actor: z.string(), after: z.string(), reason: z.string() });
    const rows = await shop.database.rows(audit, {
      sql: "select actor, \"after\", reason from audits where action = 'balances.done' and target = ?",
      args: [`balances:${changeId}`],
    });
    expect(rows).toEqual([
      { actor: ADMIN, after: '{"members":1,"added":0,"taken":100}', reason: "a new year" },
    ]);
    expect(await transfersOf(`reset:${changeId}:`)).toBe(1);
  });
});
