import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { currentBoard, leaderboard } from "../../src/domain/boards/leaderboard.ts";
import { claim } from "../../src/domain/claims/claim.ts";
import { chooseHidden, chooseNotice, noticeChoices } from "../../src/domain/members/choices.ts";
import { changePoints } from "../../src/domain/points/change.ts";
import { eraseMember, erasureStakes, QUESTION_LIVES_MS } from "../../src/domain/privacy/erase.ts";
import { exportMember } from "../../src/domain/privacy/export.ts";
import { cancelTopup } from "../../src/domain/wallet/check.ts";
import { give, giveOften } from "../support/boards.ts";
import { BALANCED, books } from "../support/books.ts";
import { freshClaim, openClaim, openClaims, refusalOf, unknownCode } from "../support/claims.ts";
import { logInAs } from "../support/dashboard.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { tablesOf } from "../support/tables.ts";
import { begunTopup, notify, paidTopup, spend } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
afterAll(() => shop.stop());

const question = () => ({ id: shop.newId(), askedAtMs: shop.clock.now() });
const erase = (memberId: string, asked = question(), change = {}) =>
  eraseMember(shop.deps(change), shop.request(memberId), asked);

const row = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));

const tablesWith = (text: string) => tablesOf(shop, text);

const sums = () =>
  shop.database.rows(
    row,
    `select asset, (select sum(balance) from accounts as own where own.asset = accounts.asset and owner like 'member:%') as held,
      (select count(*) from transfers where transfers.asset = accounts.asset) as transfers,
      (select sum(amount) from transfers where transfers.asset = accounts.asset) as moved
     from accounts group by asset order by asset`,
  );

/** A member with something in every table that can know one. */
async function wellKnownMember(): Promise<string> {
  const memberId = shop.newId();
  const { code } = await openClaim(shop);
  await claim(shop.deps(), shop.request(memberId), code);
  await claim(shop.deps(), shop.request(memberId), unknownCode(shop)).catch(() => null);
  await changePoints(shop.deps(), shop.request(shop.newId(), "admin"), {
    action: "add",
    memberId,
    amount: 70,
    reason: "helped Budi",
    silent: false,
  });
  await give(shop, memberId, -3, { kind: "spend" });
  await chooseNotice(shop.deps(), shop.request(memberId), "achievements", false);
  await debtPaid(memberId);
  await shop.database.run({
    sql: "update awards set reason = 'for Budi', awarded_by = member_id where member_id = ? and achievement = 'first_points'",
    args: [memberId],
  });
  return memberId;
}

/** Topped up, given back after it was spent, and owed no more. */
async function debtPaid(memberId: string): Promise<void> {
  const { topupId } = await paidTopup(shop, 20_000, memberId);
  await shop.midtrans.refund(topupId, 5_000);
  await spend(shop, memberId, 18_000);
  await notify(shop, shop.midtrans.notification(topupId));
  await paidTopup(shop, 10_000, memberId);
}

describe("who is forgotten", () => {
  it("is in no table any more but the audit log, and the books are whole", async () => {
    const memberId = await wellKnownMember();
    await give(shop, memberId, 5);
    shop.clock.pass(1);
    const [before, wholeBefore] = [await sums(), await books(shop.database)];
    expect((await tablesWith(memberId)).sort()).toEqual(
      [
        "account_stats",
        "accounts",
        "audits",
        "awards",
        "claim_failures",
        "claims",
        "members",
        "muted_notices",
        "outbox",
        "standings",
        "topups",
        "transfers",
      ].sort(),
    );
    shop.clock.pass(11 * 60_000);
    await erase(memberId);
    expect(await tablesWith(memberId)).toEqual(["audits"]);
    expect(await sums()).toEqual(before);
    expect(await books(shop.database)).toEqual(wholeBefore);
    expect(wholeBefore).toEqual(BALANCED);
    expect(await tablesWith("helped Budi")).toEqual(["audits"]);
    expect(await tablesWith("for Budi")).toEqual([]);
    expect(await shop.database.number("select count(*) from renames")).toBe(0);
    const [audit] = await shop.database.rows(row, "select * from audits where action = 'member.erase'");
    expect(audit).toMatchObject({
      actor: "system",
      target: expect.stringMatching(/^member:erased-[a-z0-9]{16}$/),
    });
    expect(
      await shop.database.number(
        "select count(*) from claims where claimed_by like 'erased-%' and email_sealed <> ''",
      ),
    ).toBe(0);
    expect(
      await shop.database.number(
        "select count(*) from claims where claimed_by like 'erased-%' and email_hash <> ''",
      ),
    ).toBe(1);
  });

  it("with many transfers is forgotten in one batch, and statistics go on agreeing with the books", async () => {
    const memberId = shop.newId();
    await giveOften(shop, memberId, 5_000);
    const before = await sums();
    shop.proxy.reset();
    await erase(memberId);
    expect(shop.proxy.exchanges).toBe(1);
    expect(await sums()).toEqual(before);
    expect(await books(shop.database)).toEqual(BALANCED);
    const [stats] = await shop.database.rows(
      row,
      "select owner, balance, earned, transfers from account_stats join accounts on account = id where transfers = 5000",
    );
    expect(stats).toMatchObject({
      owner: expect.stringContaining("member:erased-"),
      balance: 5_000,
      earned: 5_000,
    });
    expect(await tablesWith("why number")).toEqual([]);
  });

  it("is logged out of the dashboard, and others are not", async () => {
    const [forgotten, other] = [shop.newId(), shop.newId()];
    for (const memberId of [forgotten, other]) await logInAs(shop, memberId);
    const sessionsOf = (memberId: string) =>
      shop.database.number({ sql: "select count(*) from sessions where member_id = ?", args: [memberId] });
    expect(await sessionsOf(forgotten)).toBe(1);
    await erase(forgotten);
    expect([await sessionsOf(forgotten), await sessionsOf(other)]).toEqual([0, 1]);
  });

  it("begins anew with a later claim, which the same question does not erase again", async () => {
    const memberId = await wellKnownMember();
    const asked = question();
    await erase(memberId, asked);
    const { code, points } = await openClaim(shop);
    const claimed = await claim(shop.deps(), shop.request(memberId), code);
    expect(claimed.points).toBe(points);
    await erase(memberId, asked);
    const own = { sql: "select balance from accounts where id = ?", args: [`member:${memberId}/points`] };
    expect(await shop.database.number(own)).toBe(claimed.balance);
    expect(claimed.balance).toBeLessThan(points + 1_000);
    expect(await books(shop.database)).toEqual(BALANCED);
    await erase(memberId);
    expect(await tablesWith(`member:${memberId}/`)).toEqual([]);
  });

  it("is forgotten once when the database's reply is lost, and when the button is pressed ten times", async () => {
    const memberId = await wellKnownMember();
    const asked = question();
    const erased = "select count(*) from audits where action = 'member.erase'";
    const before = await shop.database.number(erased);
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    await erase(memberId, asked);
    shop.proxy.reset();
    await Promise.all(Array.from({ length: 10 }, () => erase(memberId, asked)));
    expect(await shop.database.number(erased)).toBe(before + 1);
    expect(await tablesWith(`member:${memberId}/`)).toEqual([]);
  });

  it("keeps or loses each claim whole, whichever comes first", async () => {
    const memberId = shop.newId();
    const open = await openClaims(shop, 12);
    const [, ...claimed] = await Promise.all([
      erase(memberId),
      ...open.slice(0, 6).map(({ code }) => claim(shop.deps(), shop.request(memberId), code)),
      erase(memberId),
      ...open.slice(6).map(({ code }) => claim(shop.deps(), shop.request(memberId), code)),
    ]);
    expect(claimed).toHaveLength(13);
    expect(await books(shop.database)).toEqual(BALANCED);
    const ids = JSON.stringify(open.map(({ id }) => id));
    expect(
      await shop.database.number({
        sql: "select sum(amount) from transfers where cause in (select 'claim:' || value from json_each(?))",
        args: [ids],
      }),
    ).toBe(open.reduce((sum, { points }) => sum + points, 0));
    expect(
      await shop.database.number({
        sql: `select count(*) from claims join transfers on cause = 'claim:' || claims.id
          where claims.id in (select value from json_each(?)) and credit = 'member:' || claimed_by || '/points'`,
        args: [ids],
      }),
    ).toBe(12);
  });

  it("still has the wrong codes of the last minutes counted", async () => {
    const memberId = shop.newId();
    for (let at = 0; at < 6; at++) {
      await claim(shop.deps(), shop.request(memberId), unknownCode(shop)).catch(() => null);
      await erase(memberId);
    }
    const { code } = await freshClaim(shop);
    expect(await refusalOf(claim(shop.deps(), shop.request(memberId), code))).toMatchObject({
      kind: "too_many_wrong_codes",
    });
  });

  it("is not yet forgotten with a debt or a payment that may still come", async () => {
    const memberId = shop.newId();
    const { topupId } = await paidTopup(shop, 20_000, memberId);
    await spend(shop, memberId, 20_000);
    await shop.midtrans.refund(topupId);
    await notify(shop, shop.midtrans.notification(topupId));
    const owing = { kind: "erase_owing", debt: 20_000, currency: "IDR" };
    expect(await refusalOf(erasureStakes(shop.deps(), shop.request(memberId)))).toEqual(owing);
    expect(await refusalOf(erase(memberId))).toEqual(owing);
    await paidTopup(shop, 30_000, memberId);
    expect(await erasureStakes(shop.deps(), shop.request(memberId))).toMatchObject({ money: 10_000 });
    const open = await begunTopup(shop, 10_000, memberId);
    expect(await refusalOf(erase(memberId))).toEqual({ kind: "erase_topup_open" });
    await cancelTopup(shop.deps(), shop.request(memberId), open.topupId);
    await erase(memberId);
    expect(await tablesWith(`member:${memberId}/`)).toEqual([]);
  });

  it("and paid all the same has the money booked, and nobody is written to", async () => {
    const memberId = shop.newId();
    const { topupId } = await begunTopup(shop, 15_000, memberId);
    await cancelTopup(shop.deps(), shop.request(memberId), topupId);
    await erase(memberId);
    shop.midtrans.settle(topupId);
    expect(await notify(shop, shop.midtrans.notification(topupId))).toBe(200);
    expect(await shop.database.number("select count(*) from outbox where member_id like 'erased-%'")).toBe(0);
    const credited = { sql: "select amount from transfers where cause = ?", args: [`topup:${topupId}`] };
    expect(await shop.database.number(credited)).toBe(15_000);
  });

  it("is asked anew when the question is old", async () => {
    const memberId = await wellKnownMember();
    const asked = question();
    shop.clock.pass(QUESTION_LIVES_MS + 1);
    expect(await refusalOf(erase(memberId, asked))).toEqual({ kind: "question_lapsed" });
    expect(await tablesWith(memberId)).toContain("members");
  });
});

describe("a transfer's words and names", () => {
  it("change for nothing but such a batch", async () => {
    const [memberId, other] = [shop.newId(), shop.newId()];
    await give(shop, memberId, 5);
    await give(shop, other, 5);
    const update = (set: string) => ({
      sql: `update transfers set ${set} where credit = ?`,
      args: [`member:${memberId}/points`],
    });
    for (const set of ["memo = null", "cause = 'x'", "actor = 'x'", "memo = 'y'"]) {
      await expect(shop.database.run(update(set))).rejects.toThrow("transfer_stays_itself");
      const foreign = { sql: "insert into renames values (?, 'member:x')", args: [`member:${other}`] };
      await expect(shop.database.run(foreign, update(set))).rejects.toThrow("transfer_stays_itself");
      const own = { sql: "insert into renames values ('member:x', ?)", args: [`member:${memberId}`] };
      if (set !== "memo = null")
        await expect(shop.database.run(own, update(set))).rejects.toThrow("transfer_stays_itself");
    }
  });
});

describe("what is kept of a member", () => {
  const fileSchema = z.looseObject({
    memberId: z.string(),
    balances: z.array(z.object({ asset: z.string(), balance: z.number() })),
    claims: z.array(z.looseObject({ points: z.number(), claimedAt: z.string() })),
    achievements: z.array(z.looseObject({ name: z.string() })),
    topups: z.array(z.looseObject({ amount: z.number(), state: z.string(), givenBack: z.number() })),
    messages: z.array(z.looseObject({ what: z.string(), state: z.string() })),
    messagesNotWanted: z.array(z.string()),
    wrongCodes: z.array(z.unknown()),
    staffActsAboutYou: z.array(z.looseObject({ action: z.string() })),
    transfers: z.array(
      z.looseObject({
        asset: z.string(),
        change: z.number(),
        balance: z.number(),
        source: z.string(),
        with: z.string(),
        by: z.string(),
      }),
    ),
  });

  it("comes as JSON with all of it and nothing of others", async () => {
    const memberId = await wellKnownMember();
    const stranger = await wellKnownMember();
    const found = await exportMember(shop.deps(), memberId);
    const file = fileSchema.parse(JSON.parse(found.text));
    expect(file).toMatchObject({
      memberId,
      messagesNotWanted: ["achievements"],
      claims: [{ points: expect.any(Number) }],
      topups: [
        { amount: 10_000, state: "paid", givenBack: 0 },
        { amount: 20_000, state: "partly_refunded", givenBack: 5_000 },
      ],
      staffActsAboutYou: [{ action: "points.add", reason: "helped Budi" }],
    });
    expect(file.wrongCodes).toHaveLength(1);
    expect(file.achievements.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["First points", "First claim"]),
    );
    const moves = (asset: string) =>
      file.transfers
        .filter((one) => one.asset === asset)
        .map(({ change, by, with: other }) => [change, by, other]);
    const moved = moves("points");
    expect(moves("money")).toEqual([
      [-3_000, "the shop", "what you owe"],
      [10_000, "you", "system:midtrans/money"],
      [-2_000, "the shop", "system:midtrans/money"],
      [-18_000, "you", "system:grants/money"],
      [20_000, "you", "system:midtrans/money"],
    ]);
    expect(moved[0]).toEqual([-3, "you", "system:grants/points"]);
    expect(moved).toContainEqual([70, "staff", "system:grants/points"]);
    expect(moved.at(-1)).toEqual([file.claims[0]?.points, "you", "system:claims/points"]);
    expect(file.balances).toContainEqual({ asset: "money", balance: 7_000 });
    expect(file.balances).toContainEqual({ asset: "debt", balance: 0 });
    const count = file.transfers.length;
    expect(found).toMatchObject({ transfers: count, transfersKept: count, shortened: [] });
    expect(found.text).not.toContain(stranger);
    const secrets = await shop.database.rows(row, {
      sql: "select code_hash, email_hash, email_sealed from claims where claimed_by = ?",
      args: [memberId],
    });
    for (const secret of Object.values(secrets[0] ?? {})) expect(found.text).not.toContain(String(secret));
  });

  it("tells staff where they are logged in to the dashboard, and nothing that proves a session", async () => {
    const memberId = shop.newId();
    const other = shop.newId();
    const secret = (await logInAs(shop, memberId)).split("=")[1] ?? "";
    await logInAs(shop, other);
    const { text } = await exportMember(shop.deps(), memberId);
    const at = new Date(shop.clock.now()).toISOString();
    expect(JSON.parse(text)).toMatchObject({
      dashboardSessions: [{ device: "a test", level: "admin", name: "Ratna", loggedInAt: at }],
    });
    const hash = await shop.database.rows(z.object({ id_hash: z.string() }), {
      sql: "select id_hash from sessions where member_id = ?",
      args: [memberId],
    });
    for (const proof of [secret, hash[0]?.id_hash ?? secret]) expect(text).not.toContain(proof);
    expect(JSON.parse((await exportMember(shop.deps(), shop.newId())).text).dashboardSessions).toEqual([]);
  });

  it("has the newest transfers when all would be too much, and says how many there are", async () => {
    const memberId = shop.newId();
    await giveOften(shop, memberId, 4_500);
    const whole = await exportMember(shop.deps(), memberId);
    expect(whole).toMatchObject({ transfers: 4_500, transfersKept: 4_500 });
    const bytesMax = 100_000;
    const part = await exportMember(shop.deps(), memberId, bytesMax);
    expect(Buffer.byteLength(part.text)).toBeLessThanOrEqual(bytesMax + 200);
    expect(part.transfers).toBeLessThan(1_000);
    expect(part.transfersKept).toBe(4_500);
    const balances = fileSchema.parse(JSON.parse(part.text)).transfers.map(({ balance }) => balance);
    expect(balances).toEqual(Array.from({ length: part.transfers }, (_, at) => 4_500 - at));
  });

  it("of somebody unknown is a file too", async () => {
    const memberId = shop.newId();
    const { text } = await exportMember(shop.deps(), memberId);
    expect(fileSchema.parse(JSON.parse(text))).toMatchObject({ memberId, transfers: [], member: null });
  });
});

describe("a member's choices", () => {
  it("hide them from the boards and show them again, however often they are made", async () => {
    const memberId = shop.newId();
    await give(shop, memberId, 9_999_999);
    const ids = async () => {
      const board = await leaderboard(shop.deps(), shop.request(), currentBoard(shop.deps(), "all"));
      return board.rows.map((place) => place.memberId);
    };
    expect(await ids()).toContain(memberId);
    for (let time = 0; time < 2; time++) await chooseHidden(shop.deps(), shop.request(memberId), true);
    expect(await ids()).not.toContain(memberId);
    await give(shop, memberId, 1);
    expect(await ids()).not.toContain(memberId);
    for (let time = 0; time < 2; time++) await chooseHidden(shop.deps(), shop.request(memberId), false);
    expect((await ids())[0]).toBe(memberId);
  });

  it("about messages are what was chosen last", async () => {
    const memberId = shop.newId();
    const choose = (wanted: boolean) => chooseNotice(shop.deps(), shop.request(memberId), "points", wanted);
    expect((await choose(false)).muted).toEqual(new Set(["points"]));
    expect((await choose(false)).muted).toEqual(new Set(["points"]));
    expect((await noticeChoices(shop.deps(), memberId)).muted).toEqual(new Set(["points"]));
    expect((await choose(true)).muted).toEqual(new Set());
  });
});
