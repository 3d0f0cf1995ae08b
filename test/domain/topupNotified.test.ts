import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Payment } from "../../scripts/standins/midtrans/payment.ts";
import { signature } from "../../scripts/standins/midtrans/wire.ts";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { HOUR_MS, MINUTE_MS } from "../../src/lib/time.ts";
import { handlePayment } from "../../src/webhooks/midtrans.ts";
import { BALANCED, books } from "../support/books.ts";
import { MIDTRANS_KEY } from "../support/midtrans.ts";
import { createRandom } from "../support/random.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import {
  begunTopup,
  inboxOf,
  movesOf,
  notify,
  paidTopup,
  toldStaff,
  topupRow,
  unmatchedOf,
  walletOf,
} from "../support/wallet.ts";

const AMOUNT = 50_000;
const PART = 20_000;

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
});
afterAll(() => shop.stop());

const taken = (amount: number) => ({ takenBack: [{ amount, key: "r", reason: "", atMs: 0 }] });
const tell = (topupId: string) => notify(shop, shop.midtrans.notification(topupId));

/** What a first notification of each status comes to: state, moves in the wallet. */
const STATUSES: readonly (readonly [
  what: string,
  fields: Partial<Payment>,
  patch: Readonly<Record<string, unknown>>,
  state: string,
  moves: readonly string[],
])[] = [
  ["pending", { status: "pending" }, {}, "pending", []],
  ["authorize", { status: "pending" }, { transaction_status: "authorize" }, "pending", []],
  ["settlement", { status: "settlement" }, {}, "paid", ["topup +50000"]],
  ["settlement, fraud unsaid", { status: "settlement", fraudStatus: null }, {}, "paid", ["topup +50000"]],
  ["settlement, challenged", { status: "settlement", fraudStatus: "challenge" }, {}, "pending", []],
  ["settlement, fraud", { status: "settlement", fraudStatus: "deny" }, {}, "denied", []],
  ["settlement, code 201", { status: "settlement" }, { status_code: "201" }, "pending", []],
  ["settlement, code 202", { status: "settlement" }, { status_code: "202" }, "pending", []],
  ["capture", { status: "capture" }, {}, "paid", ["topup +50000"]],
  ["capture, fraud unsaid", { status: "capture", fraudStatus: null }, {}, "paid", ["topup +50000"]],
  ["capture, challenged", { status: "capture", fraudStatus: "challenge" }, {}, "pending", []],
  ["capture, fraud", { status: "capture", fraudStatus: "deny" }, {}, "denied", []],
  ["deny", { status: "deny" }, {}, "denied", []],
  ["cancel", { status: "cancel" }, {}, "cancelled", []],
  ["expire, code 407", { status: "expire" }, {}, "expired", []],
  ["failure", { status: "failure" }, {}, "failed", []],
  ["refund of money never seen", { status: "refund", ...taken(AMOUNT) }, {}, "refunded", []],
  ["chargeback of money never seen", { status: "chargeback", ...taken(AMOUNT) }, {}, "charged_back", []],
  [
    "partial_refund of money never seen",
    { status: "partial_refund", ...taken(PART) },
    {},
    "partly_refunded",
    ["topup +50000", "topup.refund -20000"],
  ],
  [
    "partial_chargeback of money never seen",
    { status: "partial_chargeback", ...taken(PART) },
    {},
    "partly_refunded",
    ["topup +50000", "topup.chargeback -20000"],
  ],
  ["partial_refund, unnamed", { status: "partial_refund" }, {}, "partly_refunded", ["topup +50000"]],
  ["something new", { status: "pending" }, { transaction_status: "something new" }, "pending", []],
];

describe("a first notification", () => {
  it.each(STATUSES)("of %s is booked as Midtrans' status says", async (_, fields, patch, state, moves) => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.set(topupId, fields);
    shop.midtrans.faults.next({ path: topupId, patch, times: 2 });
    expect(await tell(topupId)).toBe(200);
    expect([(await topupRow(shop, topupId)).state, await movesOf(shop, memberId)]).toEqual([state, moves]);
    // The same again moves nothing.
    expect(await tell(topupId)).toBe(200);
    expect([(await topupRow(shop, topupId)).state, await movesOf(shop, memberId)]).toEqual([state, moves]);
  });

  it.each([
    ["refund", AMOUNT, "refunded", "topup.refund"],
    ["chargeback", AMOUNT, "charged_back", "topup.chargeback"],
    ["refund", PART, "partly_refunded", "topup.refund"],
    ["chargeback", PART, "partly_refunded", "topup.chargeback"],
  ] as const)("after it was paid, of a %s of %i takes that back once", async (how, amount, state, kind) => {
    const { memberId, topupId } = await paidTopup(shop, AMOUNT);
    await shop.midtrans[how](topupId, amount);
    for (let times = 0; times < 3; times++) expect(await tell(topupId)).toBe(200);
    expect(await topupRow(shop, topupId)).toMatchObject({ state, refunded: amount });
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000", `${kind} -${amount}`]);
    expect(await toldStaff(shop, topupId)).toEqual([kind]);
  });

  it.each(["expire", "deny", "cancel", "pending", "failure"] as const)(
    "after it was paid, of %s takes nothing away, even if the status says so too",
    async (status) => {
      const { memberId, topupId } = await paidTopup(shop, AMOUNT);
      shop.midtrans.set(topupId, { status });
      expect(await tell(topupId)).toBe(200);
      expect((await topupRow(shop, topupId)).state).toBe("paid");
      expect(await walletOf(shop, memberId)).toEqual({ money: AMOUNT, debt: 0 });
    },
  );

  it.each(["expire", "deny", "cancel", "failure"] as const)(
    "of a settlement credits though %s came before, also after our own expiry",
    async (status) => {
      const { memberId, topupId } = await begunTopup(shop, AMOUNT);
      shop.midtrans.set(topupId, { status });
      await tell(topupId);
      shop.clock.pass(20 * MINUTE_MS);
      shop.midtrans.settle(topupId);
      expect(await tell(topupId)).toBe(200);
      expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
    },
  );
});

describe("a hundred notifications of one payment at once, in any order,", () => {
  it.each([1, 2, 3])("credit it once and take what was given back once (order %i)", async (seed) => {
    const random = createRandom(seed);
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.settle(topupId);
    await shop.midtrans.refund(topupId, PART);
    const kinds = ["pending", "settlement", "expire", "partial_refund", "capture"] as const;
    const told = Array.from({ length: 100 }, () =>
      shop.midtrans.notification(topupId, { status: random.pick(kinds) }),
    );
    const answers = await Promise.all(told.map((one) => notify(shop, one)));
    expect(new Set(answers)).toEqual(new Set([200]));
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000", "topup.refund -20000"]);
    expect(await toldStaff(shop, topupId)).toEqual(["topup.refund"]);
    const notices = "select count(*) from outbox where kind = 'notice.send' and member_id = ?";
    expect(await shop.database.number({ sql: notices, args: [memberId] })).toBe(1);
    const deliveries = "select sum(deliveries) from payment_events where order_id = ?";
    expect(await shop.database.number({ sql: deliveries, args: [topupId] })).toBe(100);
    expect(await books(shop.database)).toEqual(BALANCED);
  });

  it("credit it once while it is paid under way", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    const early = shop.midtrans.notification(topupId);
    const deliveries = Array.from({ length: 100 }, async (_, at) => {
      if (at === 50) shop.midtrans.settle(topupId);
      return await notify(shop, at < 50 ? early : shop.midtrans.notification(topupId));
    });
    expect(new Set(await Promise.all(deliveries))).toEqual(new Set([200]));
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});

describe("a payment that is not what was asked for", () => {
  it.each([
    ["amount", { gross_amount: "70000.00" }, "amount_differs", 70_000, "IDR"],
    ["amount that is no whole one", { gross_amount: "50000.50" }, "amount_differs", null, "IDR"],
    ["currency", { currency: "USD" }, "currency_differs", AMOUNT, "USD"],
  ] as const)(
    "of another %s is not credited: staff are told once",
    async (_, patch, why, amount, currency) => {
      const { memberId, topupId } = await begunTopup(shop, AMOUNT);
      shop.midtrans.settle(topupId);
      const told = shop.midtrans.notification(topupId, { unsigned: patch });
      const { order_id, status_code, gross_amount } = told;
      const signature_key = signature(order_id, status_code, gross_amount, MIDTRANS_KEY);
      shop.midtrans.faults.next({ path: topupId, patch, times: 1_000 });
      expect(await notify(shop, { ...told, signature_key })).toBe(200);
      expect(await notify(shop, { ...told, signature_key })).toBe(200);
      await checkTopup(shop.deps(), shop.request(memberId), topupId);
      await checkTopup(shop.deps(), shop.request(memberId), topupId);
      expect(await unmatchedOf(shop, topupId)).toEqual([
        { why, status: "settlement", amount, currency, deliveries: 4 },
      ]);
      expect(await inboxOf(shop, topupId)).toEqual(["settlement differs 2"]);
      for (let hours = 0; hours < 3; hours++) {
        shop.clock.pass(HOUR_MS);
        await shop.cron();
      }
      expect(await toldStaff(shop, topupId)).toEqual(["payment.unmatched"]);
      const { state, reason } = await topupRow(shop, topupId);
      expect([state, reason, await movesOf(shop, memberId)]).toEqual(["failed", "differs", []]);
      const shown = {
        sql: "select count(*) from outbox where kind = 'topup.show' and payload like '%' || ? || '%'",
        args: [topupId],
      };
      expect(await shop.database.number(shown)).toBe(1);
    },
  );

  it("is one more of the unmatched when it is given back, and staff are told of that", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.settle(topupId, { amount: 70_000 });
    await tell(topupId);
    await shop.midtrans.refund(topupId);
    await tell(topupId);
    expect(await unmatchedOf(shop, topupId)).toMatchObject([{ status: "refund", deliveries: 2 }]);
    expect(await toldStaff(shop, topupId)).toEqual(["payment.unmatched", "payment.returned"]);
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 0 });
  });

  it("by a notification alone books nothing on its occasion; the status does when it is asked for next", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.settle(topupId);
    const other = shop.midtrans.notification(topupId, { amount: 70_000 });
    expect(await notify(shop, other)).toBe(200);
    expect(await notify(shop, other)).toBe(200);
    expect(await toldStaff(shop, topupId)).toEqual(["payment.differs"]);
    expect(await movesOf(shop, memberId)).toEqual([]);
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});

describe("a payment of an unknown order", () => {
  it("is answered with 404 and waits for staff, who are told once when money arrived", async () => {
    const charged = await fetch(`${shop.midtrans.url}/v2/charge`, {
      method: "POST",
      headers: { authorization: `Basic ${btoa("SB-Mid-server-test:")}` },
      body: JSON.stringify({
        payment_type: "qris",
        transaction_details: { order_id: "other-till-1", gross_amount: 25_000 },
      }),
    });
    expect(charged.status).toBe(200);
    expect(await tell("other-till-1")).toBe(404);
    expect(await toldStaff(shop, "other-till-1")).toEqual([]);
    shop.midtrans.settle("other-till-1");
    expect(await tell("other-till-1")).toBe(404);
    expect(await tell("other-till-1")).toBe(404);
    expect(await unmatchedOf(shop, "other-till-1")).toEqual([
      { why: "unknown_order", status: "settlement", amount: 25_000, currency: "IDR", deliveries: 3 },
    ]);
    expect(await toldStaff(shop, "other-till-1")).toEqual(["payment.unmatched"]);
    expect(await inboxOf(shop, "other-till-1")).toEqual([
      "pending unknown_order 1",
      "settlement unknown_order 2",
    ]);
  });

  it("is kept also while Midtrans does not answer, or does not know it", async () => {
    await shop.midtrans.unknownOrder(30_000);
    const { orderId = "" } = shop.midtrans.payments().at(-1) ?? {};
    const told = shop.midtrans.notification(orderId);
    shop.midtrans.faults.next({ path: orderId, status: 503 });
    expect(await notify(shop, told)).toBe(404);
    shop.midtrans.faults.next({ path: orderId, errorInside: "404" });
    expect(await notify(shop, told)).toBe(404);
    expect(await unmatchedOf(shop, orderId)).toMatchObject([
      { why: "unknown_order", amount: 30_000, deliveries: 2 },
    ]);
  });
});

describe("a notification that Midtrans' status does not confirm", () => {
  it("credits nothing; staff are told once when that lasts for an hour", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    const told = shop.midtrans.notification(topupId, { status: "settlement" });
    expect(await notify(shop, told)).toBe(200);
    expect(await notify(shop, told)).toBe(200);
    expect(await inboxOf(shop, topupId)).toEqual(["settlement unchanged 2"]);
    shop.clock.pass(HOUR_MS - MINUTE_MS);
    await shop.cron();
    expect(await toldStaff(shop, topupId)).toEqual([]);
    for (let runs = 0; runs < 3; runs++) {
      shop.clock.pass(MINUTE_MS);
      await shop.cron();
    }
    expect(await toldStaff(shop, topupId)).toEqual(["topup.disputed"]);
    expect(await movesOf(shop, memberId)).toEqual([]);
  });

  it("of which only the status is forged credits nothing", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    const unsigned = { transaction_status: "settlement", fraud_status: "accept" } as const;
    const forged = shop.midtrans.notification(topupId, { status: "pending", unsigned });
    expect(await notify(shop, forged)).toBe(200);
    expect([(await topupRow(shop, topupId)).state, await movesOf(shop, memberId)]).toEqual(["pending", []]);
  });

  it("is looked after soon, and credited without another one once the status says so", async () => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.clock.pass(14 * MINUTE_MS);
    await shop.cron();
    expect(await notify(shop, shop.midtrans.notification(topupId, { status: "settlement" }))).toBe(200);
    shop.midtrans.settle(topupId);
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
    expect((await topupRow(shop, topupId)).disputed_at_ms).toBeNull();
  });

  it.each([
    ["is down", { status: 503 }],
    ["answers 200 with an error inside", { errorInside: "500" }],
    ["refuses our key", { errorInside: "401" }],
    ["knows it not yet", { errorInside: "404" }],
    ["hangs up", { dropAfter: true }],
    ["names another order", { patch: { order_id: "tu-other" } }],
  ])("because Midtrans %s is answered with 503, and the cron trigger settles it", async (_, fault) => {
    const { memberId, topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.settle(topupId);
    shop.midtrans.faults.next({ method: "GET", path: topupId, ...fault });
    expect(await tell(topupId)).toBe(503);
    expect(await inboxOf(shop, topupId)).toEqual(["settlement unconfirmed 1"]);
    expect(await movesOf(shop, memberId)).toEqual([]);
    shop.clock.pass(MINUTE_MS);
    await shop.cron();
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
    // Midtrans' own repeat of it changes nothing any more.
    expect(await tell(topupId)).toBe(200);
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
  });
});

describe("while the database is away", () => {
  it.each([
    ["requests are lost", { kind: "request_lost" }],
    ["replies are lost", { kind: "reply_lost" }],
    ["replies are cut", { kind: "reply_cut" }],
    ["it answers 502", { kind: "status", status: 502 }],
    ["it answers 429", { kind: "status", status: 429 }],
  ] as const)(
    "a notification is answered with 503, never 200, and later credits once: %s",
    async (_, fault) => {
      const { memberId, topupId } = await begunTopup(shop, AMOUNT);
      shop.midtrans.settle(topupId);
      const told = shop.midtrans.notification(topupId);
      shop.proxy.plan(() => fault);
      expect(await notify(shop, told, { patienceMs: 200 })).toBe(503);
      shop.midtrans.faults.next({ path: topupId, status: 503 });
      expect(await notify(shop, told, { patienceMs: 200 })).toBe(503);
      shop.proxy.reset();
      expect(await notify(shop, told)).toBe(200);
      expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
    },
  );
});

describe("the door", () => {
  const post = async (body: string, change = {}) => {
    const request = new Request("http://localhost/webhooks/midtrans", { method: "POST", body });
    return (await handlePayment(shop.deps(change), request)).status;
  };

  it("refuses what it cannot read, what is too large, and everything where no top-ups are set up", async () => {
    expect(await post("not json")).toBe(400);
    expect(await post("{}")).toBe(400);
    expect(await post("x".repeat(65 * 1024))).toBe(413);
    expect(await post("{}", { midtransUrl: null })).toBe(404);
  });

  it("asks neither Midtrans nor the database about what is forged", async () => {
    const { topupId } = await begunTopup(shop, AMOUNT);
    const genuine = shop.midtrans.notification(topupId, { status: "settlement" });
    const [asked, exchanges] = [shop.midtrans.calls.length, shop.proxy.exchanges];
    for (const forged of [
      { ...genuine, signature_key: "0".repeat(128) },
      { ...genuine, gross_amount: "10000" },
      { ...genuine, order_id: "tu-other" },
    ])
      expect(await notify(shop, forged)).toBe(401);
    expect([shop.midtrans.calls.length, shop.proxy.exchanges]).toEqual([asked, exchanges]);
  });

  it("settles a payment with one question to Midtrans and one to the database", async () => {
    const { topupId } = await begunTopup(shop, AMOUNT);
    shop.midtrans.settle(topupId);
    const told = shop.midtrans.notification(topupId);
    shop.proxy.reset();
    const asked = shop.midtrans.calls.length;
    expect(await notify(shop, told)).toBe(200);
    expect([shop.midtrans.calls.length - asked, shop.proxy.exchanges]).toEqual([1, 1]);
  });
});
