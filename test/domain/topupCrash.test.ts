import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { askTopup } from "../../src/domain/wallet/ask.ts";
import { cancelTopup, checkTopup } from "../../src/domain/wallet/check.ts";
import { reconcileDue } from "../../src/domain/wallet/reconcile.ts";
import { DAY_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { BALANCED, books } from "../support/books.ts";
import { diesAt, LAST_EXCHANGES } from "../support/death.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import {
  begunTopup,
  movesOf,
  notify,
  paidTopup,
  spend,
  toldStaff,
  topupRow,
  walletOf,
} from "../support/wallet.ts";

/** More than any of it needs: the last one comes too late. */
const EXCHANGES_MAX = 3;
/** Longer than a top-up belongs to whoever died while asking for it. */
const LEASE_MS = 2 * MINUTE_MS;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
});
afterAll(() => shop.stop());

type Case = { readonly memberId: string; readonly topupId: string };

const tell = (topupId: string, change?: DepsChange) =>
  notify(shop, shop.midtrans.notification(topupId), change);

/** All that a top-up has come to, without when and by which attempt. */
async function effects({ memberId, topupId }: Case) {
  const { state, refunded } = await topupRow(shop, topupId);
  const jobs = await shop.database.rows(z.object({ kind: z.string(), notice: z.string().nullable() }), {
    sql: `select kind, json_extract(payload, '$.notice') as notice from outbox
          where json_extract(payload, '$.topupId') = ? order by kind, notice`,
    args: [topupId],
  });
  return {
    state,
    refunded,
    wallet: await walletOf(shop, memberId),
    moves: await movesOf(shop, memberId),
    staff: await toldStaff(shop, topupId),
    jobs: jobs.map(({ kind, notice }) => [kind, notice]),
  };
}

async function heldThenRefunded(held: number, returned: number): Promise<Case> {
  const made = await paidTopup(shop, 50_000);
  if (held < 50_000) await spend(shop, made.memberId, 50_000 - held);
  await shop.midtrans.refund(made.topupId, returned);
  return made;
}

async function settled(): Promise<Case> {
  const made = await begunTopup(shop);
  shop.midtrans.settle(made.topupId);
  return made;
}

/** Owes 20,000, and the next payment has arrived. */
async function indebted(): Promise<Case> {
  const { memberId, topupId: first } = await heldThenRefunded(10_000, 30_000);
  const next = await begunTopup(shop, 50_000, memberId);
  await tell(first);
  shop.midtrans.settle(next.topupId);
  return next;
}

/** What the shop may be at when a reply is lost or it dies: the state before, and the work. */
const WORKS: Readonly<
  Record<
    string,
    readonly [prepare: () => Promise<Case>, work: (made: Case, change: DepsChange) => Promise<unknown>]
  >
> = {
  "a notification of money": [settled, ({ topupId }, change) => tell(topupId, change)],
  "a notification of money that pays a debt": [indebted, ({ topupId }, change) => tell(topupId, change)],
  "a notification of money given back that is there": [
    () => heldThenRefunded(50_000, 20_000),
    ({ topupId }, change) => tell(topupId, change),
  ],
  "one that takes all that is there": [
    () => heldThenRefunded(20_000, 20_000),
    ({ topupId }, change) => tell(topupId, change),
  ],
  "one that takes most of what is there": [
    () => heldThenRefunded(30_000, 20_000),
    ({ topupId }, change) => tell(topupId, change),
  ],
  "one that leaves a debt": [
    () => heldThenRefunded(10_000, 20_000),
    ({ topupId }, change) => tell(topupId, change),
  ],
  "one of money that came and went unseen": [
    async () => {
      const made = await settled();
      await shop.midtrans.refund(made.topupId, 20_000);
      return made;
    },
    ({ topupId }, change) => tell(topupId, change),
  ],
  "a press of Check": [
    settled,
    ({ memberId, topupId }, change) => checkTopup(shop.deps(change), shop.request(memberId), topupId),
  ],
  "a press of Cancel": [
    () => begunTopup(shop),
    ({ memberId, topupId }, change) => cancelTopup(shop.deps(change), shop.request(memberId), topupId),
  ],
  "the cron trigger": [
    async () => {
      const made = await settled();
      shop.clock.pass(MINUTE_MS);
      return made;
    },
    (_, change) => reconcileDue(shop.deps(change)),
  ],
};

const lateCron = async (ms: number) => {
  shop.clock.pass(ms);
  await reconcileDue(shop.deps());
};

describe.each(Object.entries(WORKS))("%s", (_, [prepare, work]) => {
  it("has the same effects though any reply of the database is lost", async () => {
    const undisturbed = await prepare();
    await work(undisturbed, {});
    const expected = await effects(undisturbed);
    for (let at = 1; at <= EXCHANGES_MAX; at++) {
      const made = await prepare();
      shop.proxy.reset();
      shop.proxy.plan((exchange) => (exchange === at ? { kind: "reply_lost" } : undefined));
      await work(made, {});
      shop.proxy.reset();
      // A lease whose reply was lost is waited for.
      await lateCron(LEASE_MS);
      expect(await effects(made), `lost at exchange ${at}`).toEqual(expected);
    }
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it.each(LAST_EXCHANGES)(
    "has the same effects when it is done again after it died at any exchange: $kind",
    async (last) => {
      const undisturbed = await prepare();
      await work(undisturbed, {});
      await lateCron(DAY_MS);
      const expected = await effects(undisturbed);
      let deaths = 0;
      for (let at = 1; at <= EXCHANGES_MAX; at++) {
        const made = await prepare();
        if (await diesAt(shop, at, last, (change) => work(made, change))) deaths++;
        shop.clock.pass(LEASE_MS);
        await work(made, {});
        await lateCron(DAY_MS);
        expect(await effects(made), `dead at exchange ${at}`).toEqual(expected);
      }
      expect(deaths).toBeGreaterThan(0);
      expect(await books(shop.database)).toEqual(BALANCED);
    },
  );
});

describe("a /topup", () => {
  const MEMBER_PAYS = 50_000;
  const ask = (request: ReturnType<TestShop["request"]>, change: DepsChange = {}) =>
    askTopup(shop.deps(change), request, MEMBER_PAYS, "token");
  const charges = (topupId: string) =>
    shop.midtrans.payments().filter(({ orderId }) => orderId === topupId).length;
  const paid = async (request: ReturnType<TestShop["request"]>) => {
    const topupId = `tu-${request.id}`;
    shop.midtrans.settle(topupId);
    await tell(topupId);
    return await effects({ memberId: request.actor.id, topupId });
  };

  it.each(LAST_EXCHANGES)(
    "that dies at any exchange is one payment when it is repeated: $kind",
    async (last) => {
      let deaths = 0;
      for (let at = 1; at <= EXCHANGES_MAX; at++) {
        const request = shop.request();
        if (await diesAt(shop, at, last, (change) => ask(request, change))) deaths++;
        const { topup } = await ask(request);
        expect([topup.state, topup.amount], `dead at exchange ${at}`).toEqual(["pending", MEMBER_PAYS]);
        expect(topup.qrString).toMatch(/^0002/);
        expect(charges(topup.id)).toBe(1);
        expect(await paid(request)).toMatchObject({ state: "paid", moves: ["topup +50000"] });
      }
      expect(deaths).toBe(2);
    },
  );

  it("that loses any reply of the database is one payment", async () => {
    for (let at = 1; at <= 2; at++) {
      const request = shop.request();
      shop.proxy.reset();
      shop.proxy.plan((exchange) => (exchange === at ? { kind: "reply_lost" } : undefined));
      const { topup } = await ask(request);
      shop.proxy.reset();
      expect([topup.state, charges(topup.id)]).toEqual(["pending", 1]);
    }
  });

  it("that dies before Midtrans hears of it ends by the cron trigger, as one that was never made", async () => {
    const request = shop.request();
    expect(await diesAt(shop, 1, { kind: "reply_lost" }, (change) => ask(request, change))).toBe(true);
    expect((await topupRow(shop, `tu-${request.id}`)).state).toBe("creating");
    for (let minutes = 0; minutes < 3; minutes++) {
      shop.clock.pass(MINUTE_MS);
      await reconcileDue(shop.deps());
    }
    expect(await topupRow(shop, `tu-${request.id}`)).toMatchObject({ state: "failed", reason: "never_made" });
    expect(charges(`tu-${request.id}`)).toBe(0);
  });

  it("that dies before it keeps Midtrans' answer is found by the cron trigger, and credited when it is paid", async () => {
    const request = shop.request();
    expect(await diesAt(shop, 2, { kind: "request_lost" }, (change) => ask(request, change))).toBe(true);
    expect((await topupRow(shop, `tu-${request.id}`)).state).toBe("creating");
    shop.clock.pass(MINUTE_MS);
    await reconcileDue(shop.deps());
    expect((await topupRow(shop, `tu-${request.id}`)).state).toBe("pending");
    shop.midtrans.settle(`tu-${request.id}`);
    shop.clock.pass(MINUTE_MS);
    await reconcileDue(shop.deps());
    expect(await movesOf(shop, request.actor.id)).toEqual(["topup +50000"]);
  });

  it("that dies before it keeps Midtrans' answer shows Midtrans' own picture when it is repeated much later", async () => {
    const request = shop.request();
    expect(await diesAt(shop, 2, { kind: "request_lost" }, (change) => ask(request, change))).toBe(true);
    // Midtrans knows an idempotency key for five minutes, and the code lives for fifteen.
    shop.clock.pass(6 * MINUTE_MS);
    const { topup } = await ask(request);
    const [payment] = shop.midtrans.payments().filter(({ orderId }) => orderId === topup.id);
    expect(topup).toMatchObject({ state: "pending", qrString: null, expiresAtMs: payment?.expiresAtMs });
    expect(topup.qrUrl).toBe(`${shop.midtrans.url}/v2/qris/${payment?.transactionId}/qr-code`);
    expect(await paid(request)).toMatchObject({ state: "paid", moves: ["topup +50000"] });
  });

  it("whose notification is faster than the keeping of Midtrans' answer stays paid, with its code", async () => {
    const request = shop.request();
    await diesAt(shop, 2, { kind: "request_lost" }, (change) => ask(request, change));
    expect(await paid(request)).toMatchObject({ state: "paid" });
    const { topup, balance } = await ask(request);
    expect([topup.state, balance]).toEqual(["paid", MEMBER_PAYS]);
  });

  it("that comes twice at once is one payment, and both show it", async () => {
    const request = shop.request();
    shop.midtrans.faults.next({ path: "/v2/charge", delayMs: 150 });
    const [one, other] = await Promise.all([ask(request), ask(request)]);
    expect(charges(one.topup.id)).toBe(1);
    expect([one.topup.state, other.topup.state]).not.toContain("failed");
    const { topup } = await ask(request);
    expect(topup.state).toBe("pending");
    expect(topup.qrString).toMatch(/^0002/);
  });

  it("that comes twice at once keeps its code, though one of them loses Midtrans' answer", async () => {
    const request = shop.request();
    shop.midtrans.faults.next({ path: "/v2/charge", patch: {} });
    shop.midtrans.faults.next({ path: "/v2/charge", dropAfter: true });
    await Promise.all([ask(request), ask(request)]);
    const { topup } = await ask(request);
    expect([topup.state, charges(topup.id)]).toEqual(["pending", 1]);
    expect(topup.qrString).toMatch(/^0002/);
  });
});
