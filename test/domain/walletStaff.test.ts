import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { changeMoney, type MoneyAction } from "../../src/domain/wallet/change.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, owingMember, walletOf } from "../support/wallet.ts";

const ADMIN = "1180000000000000902";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.rings.length = 0;
});
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

type More = { silent?: boolean; reason?: string; request?: ReturnType<typeof admin>; deps?: DepsChange };

const admin = () => shop.request(ADMIN, "admin");
function change(action: MoneyAction, memberId: string, typed: number, more: More = {}) {
  const { silent = true, reason = "a reason", request = admin(), deps } = more;
  return changeMoney(shop.deps(deps), request, { action, memberId, typed, reason, silent });
}
const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;
const times = <T>(count: number, act: () => Promise<T>) =>
  Promise.allSettled(Array.from({ length: count }, act));

async function memberWithMoney(amount: number): Promise<string> {
  const memberId = shop.newId();
  await change("add", memberId, amount);
  return memberId;
}

describe("giving money", () => {
  it("counts every one of 20 that come at once, in one round trip each", async () => {
    const memberId = shop.newId();
    expect(fulfilled(await times(20, () => change("add", memberId, 700)))).toBe(20);
    expect(await walletOf(shop, memberId)).toEqual({ money: 14_000, debt: 0 });
    shop.proxy.reset();
    expect(await change("add", memberId, 1_000)).toMatchObject({ change: 1_000, balance: 15_000, debt: 0 });
    expect(shop.proxy.exchanges).toBe(1);
  });

  it("stops at a wallet's limit though 20 come at once, and what may still be paid in takes room", async () => {
    const deps = { shop: { walletPerMemberMax: 100_000 } };
    const { memberId } = await begunTopup(shop, 10_000);
    expect(fulfilled(await times(20, () => change("add", memberId, 9_000, { deps })))).toBe(10);
    expect(await walletOf(shop, memberId)).toMatchObject({ money: 90_000 });
    expect(await refusalOf(change("add", memberId, 1, { deps }))).toEqual({
      kind: "wallet_over_max",
      held: 90_000,
      waiting: 10_000,
      max: 100_000,
      currency: "IDR",
    });
  });

  it("pays a debt first, and tells what was paid and what is left", async () => {
    const memberId = await owingMember(shop, 50_000);
    expect(await change("add", memberId, 20_000)).toMatchObject({
      change: 20_000,
      debtPaid: 20_000,
      balance: 0,
      debt: 30_000,
    });
    const request = admin();
    const paid = { change: 100_000, debtPaid: 30_000, balance: 70_000, debt: 0 };
    expect(await change("add", memberId, 100_000, { request })).toMatchObject(paid);
    await change("deduct", memberId, 5_000);
    expect(await change("add", memberId, 100_000, { request })).toMatchObject(paid);
    expect(await walletOf(shop, memberId)).toEqual({ money: 65_000, debt: 0 });
    expect((await movesOf(shop, memberId)).slice(-4)).toEqual([
      "debt.pay -20000",
      "wallet.add +100000",
      "debt.pay -30000",
      "wallet.deduct -5000",
    ]);
  });
});

describe("taking money", () => {
  it("20 times at once succeeds exactly as often as the wallet allows, and never goes below zero", async () => {
    const memberId = await memberWithMoney(10_000);
    expect(fulfilled(await times(20, () => change("deduct", memberId, 900)))).toBe(11);
    expect(await walletOf(shop, memberId)).toEqual({ money: 100, debt: 0 });
    expect(await refusalOf(change("deduct", memberId, 900))).toEqual({
      kind: "money_too_little",
      memberId,
      held: 100,
      currency: "IDR",
    });
  });

  it("from somebody who never had any is refused and leaves no trace", async () => {
    const memberId = shop.newId();
    const refused = await refusalOf(change("deduct", memberId, 1, { silent: false }));
    expect(refused).toMatchObject({ kind: "money_too_little", held: 0 });
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

describe("an amount", () => {
  it.each([0, 0.5, 10_000.25, 2_000_001, 1e21])("of %d rupiah is refused, asking nobody", async (typed) => {
    for (const action of ["add", "deduct"] as const) {
      const refused = await refusalOf(change(action, shop.newId(), typed));
      expect(refused).toEqual({ kind: "money_amount", min: 1, max: 2_000_000, currency: "IDR" });
    }
    expect(shop.proxy.exchanges).toBe(0);
  });

  it("of dollars is booked to the cent", async () => {
    const memberId = shop.newId();
    const deps = { shop: { currency: "USD" } };
    expect(await change("add", memberId, 10.1, { deps })).toMatchObject({ balance: 1_010 });
    expect(await change("deduct", memberId, 0.07, { deps })).toMatchObject({ balance: 1_003 });
    const refused = await refusalOf(change("add", memberId, 0.005, { deps }));
    expect(refused).toMatchObject({ kind: "money_amount", currency: "USD" });
  });

  it("needs a reason that says something", async () => {
    const refused = await refusalOf(change("add", shop.newId(), 1, { reason: "  " }));
    expect(refused).toEqual({ kind: "option_invalid", option: "reason", expected: "some_text" });
  });
});

describe("a request that comes again", () => {
  it.each(["add", "deduct"] as const)("%s acts once and gets its first answer", async (action) => {
    const memberId = await memberWithMoney(30_000);
    const request = admin();
    const asked = () => change(action, memberId, 10_000, { request });
    const answers = await Promise.all(Array.from({ length: 6 }, asked));
    await change("add", memberId, 5);
    answers.push(await asked());
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await walletOf(shop, memberId)).toMatchObject({ money: { add: 40_005, deduct: 20_005 }[action] });
    const sql = "select count(*) from audits where cause = ?";
    expect(await shop.database.number({ sql, args: [`interaction:${request.id}`] })).toBe(1);
  });

  it("because the database lost its reply acts once, and the member is still told", async () => {
    const memberId = shop.newId();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await change("add", memberId, 400, { silent: false })).toMatchObject({ balance: 400 });
    expect(await walletOf(shop, memberId)).toMatchObject({ money: 400 });
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
    const memberId = await memberWithMoney(100_000);
    await change("deduct", memberId, 25_000, { silent: false, reason: "paid *twice*" });
    await shop.answerBells();
    expect(tellings(memberId)).toHaveLength(1);
    const message = shop.desk.written.at(-1)?.body ?? "";
    for (const text of ["−Rp 25,000", "Rp 75,000", "paid \\\\*twice\\\\*"]) expect(message).toContain(text);
    const told = shop.desk.written.length;
    await change("add", memberId, 1);
    await shop.answerBells();
    expect(shop.desk.written).toHaveLength(told);
  });

  it("leaves one audit row with who, whom, why, the wallet before and after, and a source of its own", async () => {
    const memberId = await owingMember(shop, 20_000);
    await change("add", memberId, 50_000);
    const row = z.object({ actor: z.string(), before: z.string(), after: z.string(), reason: z.string() });
    const rows = await shop.database.rows(row, {
      sql: 'select actor, "before", "after", reason from audits where action = \'wallet.add\' and target = ?',
      args: [`member:${memberId}`],
    });
    expect(rows).toEqual([
      {
        actor: ADMIN,
        before: '{"money":0,"owed":20000}',
        after: '{"amount":50000,"money":30000,"owed":0}',
        reason: "a reason",
      },
    ]);
    const sql =
      "select count(*) from transfers where credit = ? and kind = 'wallet.add' and source = 'staff'";
    expect(await shop.database.number({ sql, args: [`member:${memberId}/money`] })).toBe(1);
  });
});
