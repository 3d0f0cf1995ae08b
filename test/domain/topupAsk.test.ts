import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { askTopup } from "../../src/domain/wallet/ask.ts";
import { cancelTopup, checkTopup } from "../../src/domain/wallet/check.ts";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { refusalOf } from "../support/claims.ts";
import { type DepsChange, startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, notify, paidTopup, topupRow, walletOf } from "../support/wallet.ts";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
});
afterAll(() => shop.stop());

const ask = (amount: number, memberId = shop.newId(), change: DepsChange = {}) =>
  askTopup(shop.deps(change), shop.request(memberId), amount, "token");
const paymentsOf = (topupId: string) => shop.midtrans.payments().filter(({ orderId }) => orderId === topupId);
const topupsOf = (memberId: string) =>
  shop.database.number({ sql: "select count(*) from topups where member_id = ?", args: [memberId] });

describe("/topup", () => {
  it("needs two round trips to the database and one to Midtrans", async () => {
    const asked = shop.midtrans.calls.length;
    await ask(50_000);
    expect([shop.proxy.exchanges, shop.midtrans.calls.length - asked]).toEqual([2, 1]);
  });

  it("makes one payment of that amount at Midtrans, whose code and end it shows, and tells it where to tell", async () => {
    const { topup, balance, debt } = await ask(50_000);
    const [payment] = paymentsOf(topup.id);
    expect(payment).toMatchObject({
      amount: 50_000,
      status: "pending",
      notifyUrls: ["https://coffer.example.com/webhooks/midtrans"],
    });
    expect(topup).toMatchObject({
      state: "pending",
      amount: 50_000,
      qrString: payment?.qrString,
      transactionId: payment?.transactionId,
      expiresAtMs: payment?.expiresAtMs,
    });
    expect(topup.id).toMatch(/^tu-\d{17,20}$/);
    expect([balance, debt]).toEqual([0, 0]);
  });

  it("writes our row before Midtrans hears of it", async () => {
    const memberId = shop.newId();
    shop.proxy.plan(() => ({ kind: "request_lost" }));
    const asked = shop.midtrans.calls.length;
    await expect(ask(50_000, memberId, { patienceMs: 100 })).rejects.toThrow();
    expect(shop.midtrans.calls).toHaveLength(asked);
  });

  it("that is repeated shows the same payment, whatever became of it", async () => {
    const request = shop.request();
    const again = () => askTopup(shop.deps(), request, 50_000, "token");
    const first = await again();
    expect(await again()).toEqual(first);
    shop.midtrans.settle(first.topup.id);
    await notify(shop, shop.midtrans.notification(first.topup.id));
    expect(await again()).toMatchObject({ topup: { state: "paid" }, balance: 50_000 });
    expect(paymentsOf(first.topup.id)).toHaveLength(1);
  });

  it("shows Midtrans' own picture where that does not say what the code holds", async () => {
    shop.midtrans.faults.next({
      path: "/v2/charge",
      patch: { qr_string: undefined, expiry_time: undefined },
    });
    const { topup } = await ask(50_000);
    const [payment] = paymentsOf(topup.id);
    expect(topup).toMatchObject({
      qrString: null,
      qrUrl: `${shop.midtrans.url}/v2/qris/${payment?.transactionId}/qr-code`,
      expiresAtMs: null,
    });
  });
});

describe("a charge", () => {
  it.each([
    ["is refused", { errorInside: "402" }, "midtrans_402"],
    ["is refused for our key", { errorInside: "401" }, "midtrans_401"],
    ["is answered 200 with an error inside", { errorInside: "500" }, "unanswered"],
    ["is answered 503", { status: 503 }, "unanswered"],
    ["never arrives", { dropBefore: true }, "unanswered"],
  ])(
    "that %s makes the top-up fail; it takes no room, and another may be begun",
    async (_, fault, reason) => {
      const memberId = shop.newId();
      for (let times = 0; times < 5; times++) {
        shop.midtrans.faults.next({ path: "/v2/charge", ...fault });
        const { topup } = await ask(50_000, memberId);
        expect(topup).toMatchObject({ state: "failed", reason, qrString: null });
        expect(paymentsOf(topup.id)).toHaveLength(0);
      }
      expect((await ask(50_000, memberId)).topup.state).toBe("pending");
    },
  );

  it("whose answer is lost is looked for, and Midtrans' own picture of it is shown", async () => {
    shop.midtrans.faults.next({ path: "/v2/charge", dropAfter: true });
    const { memberId, topup } = await begunTopup(shop);
    const [payment] = paymentsOf(topup.id);
    expect(topup).toMatchObject({
      state: "pending",
      qrString: null,
      qrUrl: `${shop.midtrans.url}/v2/qris/${payment?.transactionId}/qr-code`,
      expiresAtMs: payment?.expiresAtMs,
    });
    shop.midtrans.settle(topup.id);
    await notify(shop, shop.midtrans.notification(topup.id));
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("whose answer is lost and that cannot be looked for fails, and is credited if it is paid", async () => {
    shop.midtrans.faults.next({ path: "/v2/charge", dropAfter: true });
    shop.midtrans.faults.next({ method: "GET", status: 503 });
    const { memberId, topup } = await begunTopup(shop);
    expect(topup).toMatchObject({ state: "failed", reason: "unanswered" });
    shop.midtrans.settle(topup.id);
    shop.clock.pass(5 * MINUTE_MS);
    await shop.cron();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});

describe("the limits:", () => {
  it.each([9_999, 0, -50_000, 10_000_001, 10_000.5, Number.NaN, Number.MAX_SAFE_INTEGER + 1])(
    "%d rupiah are out of them, and nothing is written",
    async (amount) => {
      const memberId = shop.newId();
      expect(await refusalOf(ask(amount, memberId))).toEqual({
        kind: "topup_amount",
        min: 10_000,
        max: 10_000_000,
        currency: "IDR",
      });
      expect(await topupsOf(memberId)).toBe(0);
    },
  );

  it.each([10_000, 10_000_000])(
    "%i rupiah are within them, in a wallet that may hold so much",
    async (amount) => {
      const change = { shop: { walletPerMemberMax: 20_000_000 } };
      expect((await ask(amount, shop.newId(), change)).topup.state).toBe("pending");
    },
  );

  it("none where no top-ups are set up", async () => {
    expect(await refusalOf(ask(50_000, shop.newId(), { midtransUrl: null }))).toEqual({
      kind: "topups_not_set_up",
    });
  });

  it("three may wait to be paid; one that has ended makes room, also by our own clock alone", async () => {
    const memberId = shop.newId();
    const [first] = [await ask(10_000, memberId), await ask(10_000, memberId), await ask(10_000, memberId)];
    expect(await refusalOf(ask(10_000, memberId))).toEqual({ kind: "topups_open_max", max: 3 });
    await cancelTopup(shop.deps(), shop.request(memberId), first.topup.id);
    await ask(10_000, memberId);
    expect(await refusalOf(ask(10_000, memberId))).toMatchObject({ kind: "topups_open_max" });
    shop.clock.pass(15 * MINUTE_MS);
    expect((await ask(10_000, memberId)).topup.state).toBe("pending");
    // Somebody else has their own room.
    expect((await ask(10_000)).topup.state).toBe("pending");
  });

  it("a repeat of the third is not a fourth", async () => {
    const memberId = shop.newId();
    await ask(10_000, memberId);
    await ask(10_000, memberId);
    const request = shop.request(memberId);
    const again = () => askTopup(shop.deps(), request, 10_000, "token");
    expect((await again()).topup.id).toBe((await again()).topup.id);
  });

  it("a wallet holds so much, what waits to be paid included", async () => {
    const { memberId } = await paidTopup(shop, 1_000_000);
    await ask(600_000, memberId);
    expect(await refusalOf(ask(400_001, memberId))).toEqual({
      kind: "wallet_over_max",
      held: 1_000_000,
      waiting: 600_000,
      max: 2_000_000,
      currency: "IDR",
    });
    expect((await ask(400_000, memberId)).topup.state).toBe("pending");
  });

  it("what has expired by our own clock waits for nothing", async () => {
    const memberId = shop.newId();
    await ask(2_000_000, memberId);
    expect(await refusalOf(ask(10_000, memberId))).toMatchObject({ kind: "wallet_over_max" });
    shop.clock.pass(15 * MINUTE_MS);
    expect((await ask(2_000_000, memberId)).topup.state).toBe("pending");
  });

  it.each([
    ["three open ones", 10_000, 3],
    ["what a wallet holds", 900_000, 2],
  ])("twenty /topup of one member at once never exceed %s", async (_, amount, open) => {
    const memberId = shop.newId();
    const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => ask(amount, memberId)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(open);
    expect(await topupsOf(memberId)).toBe(open);
  });
});

describe("Check and Cancel", () => {
  it("show nothing of somebody else's top-up, and end nothing", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    const request = () => shop.request();
    for (const press of [checkTopup, cancelTopup])
      expect(await refusalOf(press(shop.deps(), request(), topupId))).toEqual({ kind: "topup_unknown" });
    for (const press of [checkTopup, cancelTopup])
      expect(await refusalOf(press(shop.deps(), request(), "tu-1"))).toEqual({ kind: "topup_unknown" });
    expect(paymentsOf(topupId)).toMatchObject([{ status: "pending" }]);
    shop.midtrans.faults.lasting({ status: 503 });
    for (const press of [checkTopup, cancelTopup])
      expect(await refusalOf(press(shop.deps(), request(), topupId))).toEqual({ kind: "topup_unknown" });
    shop.midtrans.faults.lasting(null);
    expect(await movesOf(shop, memberId)).toEqual([]);
  });

  it("Check books what was paid, once, however many press it at once", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    const checks = await Promise.all(
      Array.from({ length: 10 }, () => checkTopup(shop.deps(), shop.request(memberId), topupId)),
    );
    for (const { view, confirmed } of checks)
      expect([view.topup.state, view.balance, confirmed]).toEqual(["paid", 50_000, true]);
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });

  it("Check says when Midtrans did not tell", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.faults.next({ status: 503 });
    const { view, confirmed } = await checkTopup(shop.deps(), shop.request(memberId), topupId);
    expect([view.topup.state, confirmed]).toEqual(["pending", false]);
  });

  it("Cancel ends the payment at Midtrans, also twice", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    for (let times = 0; times < 2; times++) {
      const { view, confirmed } = await cancelTopup(shop.deps(), shop.request(memberId), topupId);
      expect([view.topup.state, confirmed]).toEqual(["cancelled", true]);
    }
    expect(paymentsOf(topupId)).toMatchObject([{ status: "cancel" }]);
  });

  it("Cancel books money that was faster", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.settle(topupId);
    const { view } = await cancelTopup(shop.deps(), shop.request(memberId), topupId);
    expect([view.topup.state, view.balance]).toEqual(["paid", 50_000]);
  });

  it("Cancel believes the status alone: where that is not told, the top-up stays as it was", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.faults.next({ method: "POST", path: topupId, status: 503 });
    shop.midtrans.faults.next({ method: "GET", path: topupId, status: 503 });
    const { view, confirmed } = await cancelTopup(shop.deps(), shop.request(memberId), topupId);
    expect([view.topup.state, confirmed]).toEqual(["pending", false]);
  });

  it("Cancel ends what Midtrans never heard of; money that arrives all the same is credited", async () => {
    const { topupId, memberId } = await begunTopup(shop);
    shop.midtrans.faults.next({ path: topupId, errorInside: "404", times: 2 });
    const { view, confirmed } = await cancelTopup(shop.deps(), shop.request(memberId), topupId);
    expect([view.topup.state, confirmed]).toEqual(["cancelled", true]);
    shop.midtrans.settle(topupId);
    await notify(shop, shop.midtrans.notification(topupId));
    expect(await walletOf(shop, memberId)).toEqual({ money: 50_000, debt: 0 });
    expect((await topupRow(shop, topupId)).state).toBe("paid");
  });
});
