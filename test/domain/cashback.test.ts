import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { askCashback } from "../../src/domain/cashback/ask.ts";
import { freezeJobId, payJobId, retryJobId } from "../../src/domain/cashback/batch.ts";
import { cancelCashback, confirmCashback } from "../../src/domain/cashback/decide.ts";
import { exportCashback } from "../../src/domain/cashback/export.ts";
import { cashbackHistory, suggestCashback } from "../../src/domain/cashback/history.ts";
import { retryCashback } from "../../src/domain/cashback/retry.ts";
import { checkBooks } from "../../src/domain/ledger/books.ts";
import { prune } from "../../src/domain/upkeep/prune.ts";
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import {
  batchOf,
  batchState,
  CASHBACK_ADMIN,
  confirmedBatch,
  earn,
  forgetBells,
  manyReferrers,
  paidBatch,
  payoutsIn,
  pendingOf,
  previewed,
  provenCashback,
  walletOf,
} from "../support/cashback.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { spend } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(async () => {
  shop.proxy.reset();
  shop.desk.refuse(() => null);
  // What other tests left to be paid is paid, so that each sees its own alone.
  await paidBatch(shop).catch(() => null);
  await shop.database.run("update outbox set state = 'done', finished_at_ms = 0 where state = 'waiting'");
  shop.rings.length = 0;
  shop.clock.pass(MINUTE_MS);
});
afterAll(async () => {
  await provenCashback(shop);
  expect(await books(shop.database)).toEqual(BALANCED);
  expect((await checkBooks(shop.deps())).broken).toEqual([]);
  await shop.stop();
});

const admin = (id = CASHBACK_ADMIN) => shop.request(id, "admin");
const written = () => shop.desk.written.at(-1)?.body ?? "";
const confirm = (batchId: string, request = admin()) =>
  confirmCashback(shop.deps(), request, batchId, "token");
const pay = (batchId: string) => shop.job(payJobId(batchId));
const blacklist = (memberId: string) =>
  shop.database.run({
    sql: "insert into referral_blacklist (member_id, reason, blocked_by, created_at_ms) values (?, 'bought *likes*', '1', 0)",
    args: [memberId],
  });
const clear = () => shop.database.run("delete from referral_blacklist");
/** From now on the database refuses to credit a member. */
const refuseCredit = (memberId: string) =>
  shop.database.run(
    `create trigger refused_${memberId} before insert on transfers when new.credit = 'member:${memberId}/money'
      begin select raise(abort, 'refused_by_a_test'); end`,
  );
const allowCredit = (memberId: string) => shop.database.run(`drop trigger refused_${memberId}`);

describe("a cashback batch", () => {
  it("pays nobody before it is confirmed, and then each referrer whole units, the rest of which stays", async () => {
    const [one, two] = [shop.newId(), shop.newId()];
    const brought = shop.newId();
    await earn(
      shop,
      { referrer: one, member: brought, units: 25_000 },
      { referrer: one, member: brought, units: 9_999 },
      { referrer: one, units: 1 },
      { referrer: two, units: 10_000 },
    );
    const batchId = await previewed(shop);
    expect(batchId).toMatch(/^BATCH-\d{8}-\d{6}$/);
    expect(written()).toContain("Members who would be paid: **2**, in all **Rp 4**.");
    expect(written()).toContain(`<@${one}> · **Rp 3** · referrals: 2`);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([0, 0]);
    await confirm(batchId);
    await pay(batchId);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([3, 1]);
    expect([await pendingOf(shop, one), await pendingOf(shop, two)]).toEqual([5_000, 0]);
    expect(await payoutsIn(shop, batchId)).toEqual([
      { memberId: one, amount: 3, referrals: 2, state: "paid", reason: null },
      { memberId: two, amount: 1, referrals: 1, state: "paid", reason: null },
    ]);
    expect(await batchState(shop, batchId)).toBe("done");
  });

  it("books a transfer with its cause, who confirmed it, how many referrals, and the batch", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 20_000 }, { referrer, units: 20_000 });
    const batchId = await paidBatch(shop);
    const schema = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
    const rows = await shop.database.rows(schema, {
      sql: `select debit, amount, kind, cause, actor, memo, metadata, source from transfers where credit = 'member:' || ? || '/money'`,
      args: [referrer],
    });
    expect(rows).toEqual([
      {
        debit: "system:cashback/money",
        amount: 4,
        kind: "referral_cashback",
        cause: `cashback:${batchId}:${referrer}`,
        actor: CASHBACK_ADMIN,
        memo: "Referral cashback - 2 active referrals",
        metadata: `{"batchId":"${batchId}","count":2}`,
        source: "staff",
      },
    ]);
  });

  it("pays what was previewed: what is earned or taken back after that waits for the next", async () => {
    const [one, two] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: one, units: 50_000 });
    const batchId = await previewed(shop);
    await earn(shop, { referrer: one, units: 70_000 }, { referrer: two, units: 10_000 });
    await earn(shop, { referrer: one, units: -30_000 });
    await confirm(batchId);
    await pay(batchId);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([5, 0]);
    await paidBatch(shop);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([9, 1]);
  });

  it("leaves out who was blacklisted since the preview, and tells so", async () => {
    const [good, bad] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: good, units: 10_000 }, { referrer: bad, units: 990_000 });
    const batchId = await previewed(shop);
    await blacklist(bad);
    await confirm(batchId);
    await pay(batchId);
    await shop.answerBells();
    expect([await walletOf(shop, good), await walletOf(shop, bad)]).toEqual([1, 0]);
    expect(shop.desk.written.map(({ body }) => body).join()).toContain(
      "Left out: blacklisted since the preview",
    );
    expect(await pendingOf(shop, bad)).toBe(990_000);
    await clear();
    await paidBatch(shop);
    expect(await walletOf(shop, bad)).toBe(99);
  });

  it("names in its preview how many are left out, and why", async () => {
    const [bad, owing, small, fine] = [shop.newId(), shop.newId(), shop.newId(), shop.newId()];
    await blacklist(bad);
    await earn(
      shop,
      { referrer: bad, units: 120_000 },
      { referrer: owing, units: -500_000 },
      { referrer: small, units: 9_999 },
      { referrer: fine, units: 10_000 },
    );
    await previewed(shop);
    expect(written()).toContain("Blacklisted: 1, in all Rp 12");
    expect(written()).toContain("Refunds were more than they earned: 1");
    expect(written()).toContain("Less than the smallest amount:");
    await clear();
    await earn(shop, { referrer: owing, units: 500_000 });
  });

  it("lets a refund after payout come off the next one, and pays nobody below zero", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 100_000 });
    await paidBatch(shop);
    await earn(shop, { referrer, units: -40_000 }, { referrer, units: 30_000 });
    const batchId = await previewed(shop);
    expect(await batchState(shop, batchId)).toBe("cancelled");
    expect(await walletOf(shop, referrer)).toBe(10);
    await earn(shop, { referrer, units: 35_000 });
    await paidBatch(shop);
    expect([await walletOf(shop, referrer), await pendingOf(shop, referrer)]).toEqual([12, 5_000]);
  });

  it("waits for what is held back", async () => {
    const referrer = shop.newId();
    const payableAtMs = shop.clock.now() + DAY_MS;
    await earn(shop, { referrer, units: 10_000 }, { referrer, units: 20_000, payableAtMs });
    await paidBatch(shop);
    expect(await walletOf(shop, referrer)).toBe(1);
    shop.clock.pass(DAY_MS);
    await paidBatch(shop);
    expect(await walletOf(shop, referrer)).toBe(3);
  });

  it("pays a debt from what it credits", async () => {
    const referrer = shop.newId();
    await shop.database.run(
      `insert into accounts (id, owner, asset) values ('system:debt:${referrer}/money', 'system:debt:${referrer}', 'money')`,
      `insert into transfers (debit, credit, amount, asset, kind, cause, actor, created_at_ms, local_day)
        values ('system:debt:${referrer}/money', 'system:midtrans/money', 4, 'money', 'topup.refund', 'test:${referrer}', 'system', 0, 0)`,
    );
    await earn(shop, { referrer, units: 100_000 });
    await paidBatch(shop);
    expect(await walletOf(shop, referrer)).toBe(6);
    await spend(shop, referrer, 6);
  });

  it("does not pay who was forgotten", async () => {
    await earn(shop, { referrer: "erased-abc", units: 100_000 });
    expect(await batchState(shop, await previewed(shop))).toBe("cancelled");
    await earn(shop, { referrer: "erased-abc", units: -100_000 });
  });

  it("does not pay who was forgotten since the preview", async () => {
    const [gone, other] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: gone, units: 100_000 }, { referrer: other, units: 10_000 });
    const batchId = await confirmedBatch(shop);
    await shop.database.run(
      { sql: "update earnings set referrer_id = 'erased-xyz' where referrer_id = ?", args: [gone] },
      { sql: "update cashback_payouts set member_id = 'erased-xyz' where member_id = ?", args: [gone] },
    );
    await pay(batchId);
    expect(await payoutsIn(shop, batchId)).toMatchObject([
      { memberId: other, state: "paid" },
      { memberId: "erased-xyz", state: "changed" },
    ]);
    expect(await walletOf(shop, gone)).toBe(0);
  });

  it("has an id of its own though many are asked for in the same second", async () => {
    const requests = Array.from({ length: 30 }, () => admin());
    const asked = { memberId: null, interactionToken: "t" };
    await Promise.all([...requests, ...requests].map((request) => askCashback(shop.deps(), request, asked)));
    const ids = await Promise.all(requests.map(({ id }) => batchOf(shop, id)));
    expect(new Set(ids).size).toBe(30);
    for (const id of ids) expect(id).toMatch(/^BATCH-\d{8}-\d{6}$/);
    shop.rings.length = 0;
  });
});

describe("the two buttons", () => {
  it("are for whoever asked, once, and for two minutes", async () => {
    await earn(shop, { referrer: shop.newId(), units: 10_000 });
    const batchId = await previewed(shop);
    expect(await refusalOf(confirm(batchId, admin(shop.newId())))).toEqual({
      kind: "cashback_not_yours",
      askedBy: CASHBACK_ADMIN,
    });
    shop.clock.pass(2 * MINUTE_MS);
    expect(await refusalOf(confirm(batchId))).toEqual({ kind: "cashback_lapsed" });
    const other = await previewed(shop);
    shop.clock.pass(2 * MINUTE_MS - 1);
    const press = admin();
    await Promise.all([1, 2, 3].map(() => confirm(other, press)));
    expect(await refusalOf(confirm(other))).toEqual({
      kind: "cashback_decided",
      batchId: other,
      state: "running",
    });
    await pay(other);
    expect((await confirm(other, press)).batch.state).toBe("done");
    await provenCashback(shop);
  });

  it("drop a batch that is cancelled; what it would have paid is forgotten, like that of a lapsed one", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 10_000 });
    const [cancelled, lapsed] = [await previewed(shop), await previewed(shop)];
    const press = admin();
    await cancelCashback(shop.deps(), press, cancelled);
    await cancelCashback(shop.deps(), press, cancelled);
    expect(await refusalOf(confirm(cancelled))).toMatchObject({
      kind: "cashback_decided",
      state: "cancelled",
    });
    shop.clock.pass(2 * MINUTE_MS);
    await prune(shop.deps());
    expect([await batchState(shop, cancelled), await batchState(shop, lapsed)]).toEqual([
      "cancelled",
      "lapsed",
    ]);
    expect([await payoutsIn(shop, cancelled), await payoutsIn(shop, lapsed)]).toEqual([[], []]);
    expect([await walletOf(shop, referrer), await pendingOf(shop, referrer)]).toEqual([0, 10_000]);
  });

  it("start one batch at a time; what the second finds paid already it leaves out and tells", async () => {
    const [one, two] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: one, units: 10_000 });
    const first = await previewed(shop);
    await earn(shop, { referrer: two, units: 10_000 });
    const second = await previewed(shop);
    await confirm(first);
    expect(await refusalOf(confirm(second))).toEqual({ kind: "cashback_running", batchId: first });
    await pay(first);
    await confirm(second);
    await pay(second);
    expect(await payoutsIn(shop, second)).toMatchObject([
      { memberId: one, state: "changed" },
      { memberId: two, state: "paid" },
    ]);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([1, 1]);
    await shop.answerBells();
    expect(shop.desk.written.map(({ body }) => body).join()).toContain(
      "Left out: another batch paid these earnings",
    );
  });
});

describe("a batch for one member", () => {
  it("pays that member alone, also over the limit of one payout", async () => {
    const [one, two] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: one, units: 90_000 }, { referrer: two, units: 90_000 });
    const change = { shop: { cashbackPayoutMax: 5 } };
    await paidBatch(shop, { memberId: one, change });
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([9, 0]);
  });

  it.each([
    ["who is blacklisted", 90_000, 0, "is on the referral blacklist: bought"],
    ["who lost more than they earned", -90_000, 0, "Refunds took back more"],
    ["who has less than the smallest amount", 9_999, 0, "less than the smallest amount"],
    ["whose earnings are held back", 90_000, DAY_MS, "held back for some days"],
    ["with nothing pending", null, 0, "no cashback that is still to be paid"],
  ])("is refused, with the reason, for one %s", async (_, units, waitMs, sentence) => {
    const memberId = shop.newId();
    if (units !== null)
      await earn(shop, { referrer: memberId, units, payableAtMs: shop.clock.now() + waitMs });
    if (sentence.includes("blacklist")) await blacklist(memberId);
    const batchId = await previewed(shop, { memberId });
    expect(written()).toContain(sentence);
    expect(written()).toContain("This member cannot be paid");
    expect(written()).not.toContain("custom_id");
    expect(await batchState(shop, batchId)).toBe("cancelled");
    await clear();
    if (units !== null) await earn(shop, { referrer: memberId, units: -units });
  });
});

describe("a limit", () => {
  it("of one payout sets the member aside, who is told to admins and can be paid alone", async () => {
    const [large, small] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: large, units: 60_000 }, { referrer: small, units: 50_000 });
    const change = { shop: { cashbackPayoutMax: 5 } };
    const batchId = await previewed(shop, { change });
    expect(written()).toContain("Over the limit of one payout, not paid: 1");
    expect(written()).toContain(`<@${large}> · **Rp 6**`);
    await confirm(batchId);
    await pay(batchId);
    expect([await walletOf(shop, large), await walletOf(shop, small)]).toEqual([0, 5]);
    expect(await payoutsIn(shop, batchId)).toMatchObject([
      { memberId: large, state: "review", reason: "payout_max" },
      { memberId: small, state: "paid" },
    ]);
    await shop.answerBells();
    expect(shop.desk.written.map(({ body }) => body).join()).toContain("Over a limit, to be reviewed");
    await paidBatch(shop, { memberId: large, change });
    expect(await walletOf(shop, large)).toBe(6);
  });

  it("of receivers pays those with the oldest earnings first, and the others next time", async () => {
    const [young, old, oldest] = [shop.newId(), shop.newId(), shop.newId()];
    await earn(shop, { referrer: oldest, units: 10_000 }, { referrer: old, units: 10_000 });
    await earn(shop, { referrer: young, units: 90_000 }, { referrer: oldest, units: 10_000 });
    const change = { shop: { cashbackReceiversMax: 2 } };
    await paidBatch(shop, { change });
    const wallets = () => Promise.all([oldest, old, young].map((id) => walletOf(shop, id)));
    expect(await wallets()).toEqual([2, 1, 0]);
    await paidBatch(shop, { change });
    expect(await wallets()).toEqual([2, 1, 9]);
  });
});

describe("a member who cannot be credited", () => {
  it("is left pending with the reason, the others of the thousand are paid, and a retry pays them", async () => {
    const ids = await manyReferrers(shop, 1_000);
    const [bad = "", worse = ""] = [ids[333], ids[777]];
    await refuseCredit(bad);
    await refuseCredit(worse);
    const batchId = await confirmedBatch(shop);
    await pay(batchId);
    const unpaid = (await payoutsIn(shop, batchId)).filter(({ state }) => state !== "paid");
    expect(unpaid).toMatchObject([
      { memberId: bad, state: "failed", reason: "refused_by_a_test" },
      { memberId: worse, state: "failed", reason: "refused_by_a_test" },
    ]);
    await provenCashback(shop);
    forgetBells(shop, "cashback:");
    await shop.answerBells();
    expect(shop.desk.written.map(({ body }) => body).join()).toContain(
      `/sendref-cashb action:retry batch_id:${batchId}`,
    );
    await allowCredit(bad);
    const request = admin();
    await Promise.all([1, 2].map(() => retryCashback(shop.deps(), request, batchId, "token")));
    await shop.job(retryJobId(request));
    expect(await walletOf(shop, bad)).toBe(unpaid[0]?.amount);
    expect(await walletOf(shop, worse)).toBe(0);
    await allowCredit(worse);
    await paidBatch(shop);
    forgetBells(shop, "cashback:");
    expect(await walletOf(shop, worse)).toBe(unpaid[1]?.amount);
    const late = admin();
    await retryCashback(shop.deps(), late, batchId, "token");
    await shop.job(retryJobId(late));
    expect((await payoutsIn(shop, batchId)).filter(({ state }) => state !== "paid")).toMatchObject([
      { memberId: worse, state: "changed" },
    ]);
    expect(await refusalOf(retryCashback(shop.deps(), admin(), batchId, "token"))).toEqual({
      kind: "cashback_nothing_failed",
      batchId,
    });
    expect(await refusalOf(retryCashback(shop.deps(), admin(), "BATCH-1", "token"))).toEqual({
      kind: "cashback_unknown",
    });
    await provenCashback(shop);
  });

  it("among very many who cannot lets the job rest and go on, until each is alone", async () => {
    const ids = await manyReferrers(shop, 200);
    await shop.database.run(
      "create trigger refused_all before insert on transfers when new.kind = 'referral_cashback' begin select raise(abort, 'refused_by_a_test'); end",
    );
    const batchId = await confirmedBatch(shop);
    let jobs = 0;
    for (let again: number | null = 0; again !== null && jobs < 10; jobs++) again = await pay(batchId);
    await shop.database.run("drop trigger refused_all");
    expect(jobs).toBeGreaterThan(1);
    expect(await batchState(shop, batchId)).toBe("done");
    const states = (await payoutsIn(shop, batchId)).map(({ state }) => state);
    expect([states.length, new Set(states)]).toEqual([ids.length, new Set(["failed"])]);
  });
});

describe("what is told", () => {
  it("goes to each receiver, who may have left or take no messages and is paid all the same", async () => {
    const [one, gone] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: one, units: 30_000 }, { referrer: gone, units: 20_000 });
    shop.desk.guild.left.add(gone);
    const batchId = await confirmedBatch(shop);
    await pay(batchId);
    const notices = shop.rings.filter(({ id }) => id.startsWith(`cashback:${batchId}:`));
    expect(notices.map(({ id }) => id.split(":").at(-1)).toSorted()).toEqual([one, gone].toSorted());
    shop.desk.refuse((call) => (call.endsWith("/users/@me/channels") ? { status: 403, code: 50_007 } : null));
    await shop.job(`cashback:${batchId}:${gone}`);
    shop.desk.refuse(() => null);
    await shop.job(`cashback:${batchId}:${one}`);
    for (const part of ["You got **Rp 3**", "Active referrals: **1**", "**Rp 3** in your wallet", batchId])
      expect(written()).toContain(part);
    expect([await walletOf(shop, one), await walletOf(shop, gone)]).toEqual([3, 2]);
  });

  it("to many receivers comes spread over time, so that other messages find room", async () => {
    await manyReferrers(shop, 600);
    const batchId = await paidBatch(shop);
    const due = await shop.database.rows(z.object({ waits: z.number(), count: z.number() }), {
      sql: `select (due_at_ms - ?) / 60000 as waits, count(*) as count from outbox
        where id > ?2 and id < ?2 || '~' group by 1 order by 1`,
      args: [BigInt(shop.clock.now()), `cashback:${batchId}:`],
    });
    expect(due).toEqual([
      { waits: 0, count: 250 },
      { waits: 5, count: 250 },
      { waits: 10, count: 100 },
    ]);
    await shop.database.run("update outbox set state = 'done' where kind = 'notice.send'");
    shop.rings.length = 0;
  });

  it("comes as the answer's result with counts, batch, by whom and mode, and as two audit rows", async () => {
    const change = { shop: { auditChannelId: "55" } };
    await earn(shop, { referrer: shop.newId(), units: 30_000 }, { referrer: shop.newId(), units: 10_000 });
    const batchId = await previewed(shop);
    await confirmCashback(shop.deps(change), admin(), batchId, "token");
    await shop.job(payJobId(batchId), change);
    await shop.answerBells(change);
    const bodies = shop.desk.written.map(({ body }) => body);
    const result = bodies.findLast((body) => body.includes("Cashback paid")) ?? "";
    for (const part of ['"value":"2"', "Rp 4", batchId, `<@${CASHBACK_ADMIN}>`, "everybody, by hand"])
      expect(result).toContain(part);
    const posts = shop.desk.written.filter(({ call }) => call.includes("/channels/55/"));
    expect(posts.map(({ body }) => /"title":"([^"]+)"/.exec(body)?.[1])).toEqual([
      "Cashback batch started",
      "Cashback batch done",
    ]);
    for (const { body } of posts)
      for (const part of [batchId, "Rp 4", "**Members:** 2"]) expect(body).toContain(part);
  });

  it("is a history of batches, and a file of each one's payouts with guarded cells", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 30_000 });
    const batchId = await paidBatch(shop);
    const { rows, pages } = await cashbackHistory(shop.deps(), CASHBACK_ADMIN, 1);
    expect(rows[0]).toMatchObject({ batch: { id: batchId, state: "done" }, paid: 1, amount: 3, failed: 0 });
    expect((await cashbackHistory(shop.deps(), CASHBACK_ADMIN, pages + 5)).page).toBe(pages);
    await earn(shop, { referrer, units: 30_000 });
    const cancelled = await previewed(shop);
    await cancelCashback(shop.deps(), admin(), cancelled);
    expect((await cashbackHistory(shop.deps(), CASHBACK_ADMIN, 1)).rows[0]?.batch.id).toBe(batchId);
    expect(await suggestCashback(shop.deps(), cancelled)).toEqual([]);
    await shop.database.run({
      sql: "update cashback_payouts set reason = '=1+1' where batch_id = ?",
      args: [batchId],
    });
    const exported = await exportCashback(shop.deps(), admin(), batchId);
    expect(exported.csv).toBe(
      `"member","amount","referrals","state","reason"\r\n"${referrer}","3","1","paid","'=1+1"\r\n`,
    );
    const dollars = { shop: { currency: "USD" } };
    expect((await exportCashback(shop.deps(dollars), admin(), batchId)).csv).toContain('"0.03"');
    expect(await refusalOf(exportCashback(shop.deps(), admin(), "BATCH-0"))).toEqual({
      kind: "cashback_unknown",
    });
  });
});

describe("the daily check of the books", () => {
  it("finds a payout that the transfers do not know of", async () => {
    await shop.database.run(
      `insert into cashback_payouts (batch_id, member_id, units, amount, referrals, state, state_at_ms)
        values ('BATCH-X', '1', 10000, 1, 1, 'paid', 0)`,
    );
    expect((await checkBooks(shop.deps())).broken).toEqual(["cashback"]);
    await shop.database.run(
      "drop trigger payout_is_kept",
      "delete from cashback_payouts where batch_id = 'BATCH-X'",
      "create trigger payout_is_kept before delete on cashback_payouts when old.state = 'paid' begin select raise(abort, 'payout_is_kept'); end",
    );
  });
});

describe("the weekly batch", () => {
  const FRIDAY_MS = Date.UTC(2027, 2, 5, 15);
  const weeklies = () =>
    shop.database.rows(z.object({ id: z.string(), cause: z.string(), state: z.string() }), {
      sql: "select id, cause, state from cashback_batches where mode = 'weekly' order by created_at_ms",
      args: [],
    });
  const until = (ms: number) => shop.clock.pass(ms - shop.clock.now());
  const settle = async () => {
    for (let round = 0; round < 4; round++) await shop.answerBells({ shop: { auditChannelId: "66" } });
  };

  it("is begun by no first cron trigger of a new shop, unless it comes within the hour", async () => {
    until(FRIDAY_MS - 2 * DAY_MS);
    await earn(shop, { referrer: shop.newId(), units: 10_000 });
    await shop.cron();
    expect(await weeklies()).toEqual([]);
  });

  it("runs once at its moment however often the cron fires, and tells so in the audit channel", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 20_000 });
    until(FRIDAY_MS - SECOND_MS);
    await shop.cron();
    expect(await weeklies()).toEqual([]);
    until(FRIDAY_MS + SECOND_MS);
    await Promise.all(Array.from({ length: 8 }, () => shop.cron()));
    await settle();
    shop.clock.pass(5 * MINUTE_MS);
    await shop.cron();
    await settle();
    expect(await weeklies()).toMatchObject([{ cause: `weekly:${FRIDAY_MS}`, state: "done" }]);
    expect(await walletOf(shop, referrer)).toBe(2);
    const actor = await shop.database.rows(z.object({ actor: z.string(), source: z.string() }), {
      sql: "select actor, source from transfers where credit = 'member:' || ? || '/money'",
      args: [referrer],
    });
    expect(actor).toEqual([{ actor: "system", source: "shop" }]);
    const audits = await shop.database.rows(z.object({ action: z.string(), actor: z.string() }), {
      sql: "select action, actor from audits where target = ? order by action",
      args: [`cashback:${(await weeklies())[0]?.id}`],
    });
    expect(audits).toEqual([
      { action: "cashback.done", actor: "system" },
      { action: "cashback.start", actor: "system" },
    ]);
  });

  it("that a late cron trigger missed for three weeks runs once", async () => {
    const referrer = shop.newId();
    await earn(shop, { referrer, units: 20_000 });
    until(FRIDAY_MS + 21 * DAY_MS + 3 * DAY_MS);
    await shop.cron();
    await shop.cron();
    await settle();
    expect(await weeklies()).toHaveLength(2);
    expect((await weeklies())[1]).toMatchObject({
      cause: `weekly:${FRIDAY_MS + 21 * DAY_MS}`,
      state: "done",
    });
    expect(await walletOf(shop, referrer)).toBe(2);
  });

  it("that is switched off does not run, and switching it on does not make up for it", async () => {
    const { handleCron } = await import("../../src/jobs/cron.ts");
    await earn(shop, { referrer: shop.newId(), units: 20_000 });
    until(FRIDAY_MS + 28 * DAY_MS);
    await handleCron(shop.deps({ shop: { cashbackIsWeekly: false } }), shop.clock.now());
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(await weeklies()).toHaveLength(2);
    until(FRIDAY_MS + 35 * DAY_MS);
    await shop.cron();
    expect(await weeklies()).toHaveLength(3);
    await settle();
  });

  it("waits for a batch that runs, and then pays what that one has left", async () => {
    const [one, two] = [shop.newId(), shop.newId()];
    await earn(shop, { referrer: one, units: 20_000 });
    until(FRIDAY_MS + 42 * DAY_MS);
    const byHand = await confirmedBatch(shop);
    await earn(shop, { referrer: two, units: 30_000 });
    await shop.cron();
    const freezing = freezeJobId(`weekly:${FRIDAY_MS + 42 * DAY_MS}`);
    expect(shop.rings.map(({ id }) => id)).toContain(freezing);
    expect(await shop.job(freezing)).toBeGreaterThan(shop.clock.now());
    expect((await weeklies()).at(-1)?.state).toBe("freezing");
    await pay(byHand);
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    await settle();
    const weekly = (await weeklies()).at(-1);
    expect(weekly?.state).toBe("done");
    expect(await payoutsIn(shop, weekly?.id ?? "")).toMatchObject([
      { memberId: two, amount: 3, state: "paid" },
    ]);
    expect([await walletOf(shop, one), await walletOf(shop, two)]).toEqual([2, 3]);
  });
});

it("asking again by the same request is the same batch, and its job shows the same preview", async () => {
  await earn(shop, { referrer: shop.newId(), units: 10_000 });
  const request = admin();
  const asked = { memberId: null, interactionToken: "t" };
  await askCashback(shop.deps(), request, asked);
  shop.proxy.reset();
  shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
  await shop.job(freezeJobId(request.id));
  shop.proxy.reset();
  const batchId = await batchOf(shop, request.id);
  expect(written()).toContain(batchId);
  await askCashback(shop.deps(), request, asked);
  expect(await batchOf(shop, request.id)).toBe(batchId);
  await confirm(batchId);
  await pay(batchId);
});
