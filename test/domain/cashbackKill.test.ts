import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askCashback } from "../../src/domain/cashback/ask.ts";
import { freezeJobId, payJobId } from "../../src/domain/cashback/batch.ts";
import { confirmCashback } from "../../src/domain/cashback/decide.ts";
import { LEASE_MS } from "../../src/domain/jobs/take.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import {
  batchBooks,
  batchOf,
  batchState,
  CASHBACK_ADMIN,
  confirmedBatch,
  earn,
  manyReferrers,
  payoutsIn,
  pendingOf,
  previewed,
  provenCashback,
  walletOf,
} from "../support/cashback.ts";
import { diesAt, jobThatDies, LAST_EXCHANGES } from "../support/death.ts";
import { createRandom } from "../support/random.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";

/** Three chunks, so that there is a middle. */
const MEMBERS = 2_050;
const KILLS = 20;
/** More exchanges than a job needs: the last deaths come too late. */
const EXCHANGES_MAX = 16;
const PAY_EXCHANGES_MAX = 7;
/** So that a death between two chunks is one in the middle. */
const TWO_CHUNKS = 1_010;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.clock.pass(MINUTE_MS);
});
afterAll(async () => {
  await provenCashback(shop);
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const admin = (id = CASHBACK_ADMIN) => shop.request(id, "admin");
const pay = (batchId: string) => shop.job(payJobId(batchId));

/** Whoever had the job is dead; another takes it up when the lease is over, unless it was done. */
async function resumed(jobId: string): Promise<void> {
  if ((await shop.job(jobId)) !== null) {
    shop.clock.pass(LEASE_MS);
    await shop.job(jobId);
  }
  shop.rings.length = 0;
}

/** Every member of a batch is paid once, by their own earnings, and nobody else is. */
async function allPaid(batchId: string, members: readonly string[]): Promise<void> {
  expect(await batchBooks(shop, batchId)).toEqual({
    paid: members.length,
    others: 0,
    unitsLost: 0,
    unlikeTransfers: 0,
    unlikeEarnings: 0,
  });
  const ids = (await payoutsIn(shop, batchId)).map(({ memberId }) => memberId);
  expect(ids.join() === [...members].toSorted().join()).toBe(true);
  expect(await batchState(shop, batchId)).toBe("done");
}

describe("the database is killed at a random moment", () => {
  const random = createRandom(20_270_115);
  let broken = 0;

  it.each(Array.from({ length: KILLS }, (_, at) => at))(
    "and the batch pays each member once when it is back: %i",
    async (round) => {
      const members = await manyReferrers(shop, MEMBERS);
      const request = admin();
      await askCashback(shop.deps(), request, { memberId: null, interactionToken: "token" });
      const freezes = round % 4 === 3;
      // Every second time the Worker dies with it.
      const dies = round % 2 === 0;
      let batchId = await batchOf(shop, request.id);
      if (freezes) await killedDuring(freezeJobId(request.id), dies);
      else await shop.job(freezeJobId(request.id));
      batchId = await batchOf(shop, request.id);
      await confirmCashback(shop.deps(), admin(), batchId, "token");
      if (!freezes) await killedDuring(payJobId(batchId), dies);
      else await pay(batchId);
      shop.rings.length = 0;
      await allPaid(batchId, members);
    },
  );

  it("of which most were in the middle of something", () => {
    expect(broken).toBeGreaterThan(KILLS / 2);
  });

  async function killedDuring(jobId: string, dies: boolean): Promise<void> {
    shop.proxy.reset();
    const crash = Promise.withResolvers<void>();
    const killAt = 2 + Math.floor(random.chance() * 6);
    const afterMs = random.chance() * 80;
    shop.proxy.plan((at) => {
      if (at === killAt) setTimeout(() => shop.database.crash().then(crash.resolve, crash.reject), afterMs);
      return undefined;
    });
    const died = () => {
      throw new Error("died");
    };
    const working = shop.job(jobId, dies ? { beforeAgain: died } : {}).then(
      () => false,
      () => true,
    );
    await crash.promise;
    if ((await working) || shop.proxy.exchanges > killAt) broken++;
    shop.proxy.reset();
    await resumed(jobId);
  }
});

describe("a batch", () => {
  it.each(LAST_EXCHANGES)(
    "whose freezing dies at any exchange with the database freezes each member once: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= EXCHANGES_MAX; at++) {
        const members = await manyReferrers(shop, 50);
        const request = admin();
        const ask = (change?: DepsChange) =>
          askCashback(shop.deps(change), request, { memberId: null, interactionToken: "token" });
        await diesAt(shop, 1, last, ask);
        await ask();
        if (await jobThatDies(shop, freezeJobId(request.id), at, last)) deaths++;
        await resumed(freezeJobId(request.id));
        const batchId = await batchOf(shop, request.id);
        await confirmCashback(shop.deps(), admin(), batchId, "token");
        await pay(batchId);
        await allPaid(batchId, members);
      }
      expect(deaths).toBeGreaterThanOrEqual(10);
    },
  );

  it.each(LAST_EXCHANGES)(
    "whose paying dies at any exchange with the database pays each member once: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= PAY_EXCHANGES_MAX; at++) {
        const members = await manyReferrers(shop, TWO_CHUNKS);
        const batchId = await previewed(shop);
        const press = admin();
        const confirm = (change?: DepsChange) => confirmCashback(shop.deps(change), press, batchId, "token");
        await diesAt(shop, 1, last, confirm);
        await confirm();
        if (await jobThatDies(shop, payJobId(batchId), at, last)) deaths++;
        await resumed(payJobId(batchId));
        await allPaid(batchId, members);
      }
      expect(deaths).toBeGreaterThanOrEqual(6);
    },
  );

  it("that loses every second reply of the database pays each member once", async () => {
    const members = await manyReferrers(shop, MEMBERS);
    shop.proxy.plan((at) => (at % 2 === 1 ? { kind: "reply_lost" } : undefined));
    const batchId = await confirmedBatch(shop);
    await pay(batchId);
    shop.proxy.reset();
    await allPaid(batchId, members);
  });

  it("that two jobs pay at the same time pays each member once", async () => {
    const members = await manyReferrers(shop, MEMBERS);
    const batchId = await confirmedBatch(shop);
    const one = pay(batchId);
    shop.clock.pass(LEASE_MS);
    await Promise.all([one, pay(batchId)]);
    await resumed(payJobId(batchId));
    await allPaid(batchId, members);
  });

  it("that two jobs freeze at the same time is frozen once", async () => {
    const members = await manyReferrers(shop, MEMBERS);
    const request = admin();
    await askCashback(shop.deps(), request, { memberId: null, interactionToken: "token" });
    const one = shop.job(freezeJobId(request.id));
    shop.clock.pass(LEASE_MS);
    await Promise.all([one, shop.job(freezeJobId(request.id))]);
    const batchId = await batchOf(shop, request.id);
    await confirmCashback(shop.deps(), admin(), batchId, "token");
    await pay(batchId);
    await allPaid(batchId, members);
  });
});

describe("between two chunks of a batch", () => {
  it("who is blacklisted, refunded or earns more is treated as at the moment of paying", async () => {
    const members = (await manyReferrers(shop, MEMBERS)).toSorted();
    const [early = "", listed = "", refunded = "", earning = ""] = [0, 1_500, 1_501, 1_502].map(
      (at) => members[at],
    );
    const batchId = await confirmedBatch(shop);
    // The job dies when its first chunk is paid.
    expect(await jobThatDies(shop, payJobId(batchId), 4, { kind: "reply_lost" })).toBe(true);
    const states = new Map((await payoutsIn(shop, batchId)).map(({ memberId, state }) => [memberId, state]));
    expect([states.get(early), states.get(listed)]).toEqual(["paid", "frozen"]);
    const pending = await pendingOf(shop, earning);
    await shop.database.run({
      sql: "insert into referral_blacklist (member_id, reason, blocked_by, created_at_ms) select value, 'x', '1', 0 from json_each(?)",
      args: [JSON.stringify([early, listed])],
    });
    await earn(shop, { referrer: refunded, units: -10_000 }, { referrer: earning, units: 990_000 });
    await resumed(payJobId(batchId));
    const payouts = new Map((await payoutsIn(shop, batchId)).map((payout) => [payout.memberId, payout]));
    expect(payouts.get(early)?.state).toBe("paid");
    expect(payouts.get(listed)?.state).toBe("blacklisted");
    expect(await walletOf(shop, listed)).toBe(0);
    for (const id of [refunded, earning]) expect(await walletOf(shop, id)).toBe(payouts.get(id)?.amount);
    expect(await pendingOf(shop, earning)).toBe((pending % 10_000) + 990_000);
    await shop.database.run("delete from referral_blacklist");
    await provenCashback(shop);
    await shop.job(payJobId(await confirmedBatch(shop)));
    await provenCashback(shop);
  });
});

describe("at the same moment", () => {
  it("two admins confirm: one batch runs, the other is refused, and pays nobody again", async () => {
    const members = await manyReferrers(shop, 300);
    const other = shop.newId();
    const batches = [await previewed(shop), await previewed(shop, { admin: other })];
    const confirm = (batchId: string | undefined, by: string) =>
      confirmCashback(shop.deps(), admin(by), batchId ?? "", "token").then(
        () => true,
        () => false,
      );
    const done = await Promise.all([confirm(batches[0], CASHBACK_ADMIN), confirm(batches[1], other)]);
    expect(done.filter(Boolean)).toHaveLength(1);
    const [first = "", second = ""] = done[0] ? batches : batches.toReversed();
    await pay(first);
    await allPaid(first, members);
    expect(await confirm(second, done[0] ? other : CASHBACK_ADMIN)).toBe(true);
    await pay(second);
    expect(new Set((await payoutsIn(shop, second)).map(({ state }) => state))).toEqual(new Set(["changed"]));
    await provenCashback(shop);
  });

  it("Confirm is pressed twenty times: it runs once", async () => {
    const members = await manyReferrers(shop, 300);
    const batchId = await previewed(shop);
    const presses = Array.from({ length: 20 }, () =>
      confirmCashback(shop.deps(), admin(), batchId, "token").then(
        () => 1,
        () => 0,
      ),
    );
    expect((await Promise.all<number>(presses)).reduce((sum, one) => sum + one, 0)).toBe(1);
    await Promise.all([pay(batchId), pay(batchId)]);
    await allPaid(batchId, members);
  });

  it("the cron trigger and a command begin a batch: each member is paid by one of them", async () => {
    const members = await manyReferrers(shop, 1_500);
    const fridayMs = Date.UTC(2027, 1, 5, 15);
    shop.clock.pass(fridayMs - shop.clock.now());
    const request = admin();
    await askCashback(shop.deps(), request, { memberId: null, interactionToken: "token" });
    await Promise.all([shop.cron(), shop.cron(), shop.job(freezeJobId(request.id))]);
    const batchId = await batchOf(shop, request.id);
    const confirmed = confirmCashback(shop.deps(), admin(), batchId, "token").then(
      () => pay(batchId),
      () => null,
    );
    await Promise.all([confirmed, shop.job(freezeJobId(`weekly:${fridayMs}`))]);
    const weekly = await batchOf(shop, `weekly:${fridayMs}`);
    for (let round = 0; round < 3; round++) {
      shop.clock.pass(MINUTE_MS);
      await shop.job(freezeJobId(`weekly:${fridayMs}`));
      await pay(weekly);
    }
    expect(await batchState(shop, weekly)).toBe("done");
    const paidIn = async (id: string) =>
      (await payoutsIn(shop, id)).filter(({ state }) => state === "paid").map(({ memberId }) => memberId);
    const paid = [...(await paidIn(batchId)), ...(await paidIn(weekly))];
    expect(paid.toSorted().join() === members.toSorted().join()).toBe(true);
    await provenCashback(shop);
  });
});
