import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkTopup } from "../../src/domain/wallet/check.ts";
import { creditPayment, dismissPayment } from "../../src/domain/wallet/unmatchedDecide.ts";
import { listUnmatched, PAYMENTS_PER_PAGE, unmatchedPayment } from "../../src/domain/wallet/unmatchedList.ts";
import { BALANCED, books } from "../support/books.ts";
import { refusalOf } from "../support/claims.ts";
import { startShop, type TestShop } from "../support/shop.ts";
import { begunTopup, movesOf, notify, owingMember, strangersPayment, walletOf } from "../support/wallet.ts";

const ADMIN = "1180000000000000902";
const OTHER_ADMIN = "1180000000000000903";

let shop: TestShop;
beforeAll(async () => {
  shop = await startShop();
});
beforeEach(() => {
  shop.proxy.reset();
  shop.midtrans.faults.clear();
  shop.rings.length = 0;
});
afterAll(async () => {
  expect(await books(shop.database)).toEqual(BALANCED);
  await shop.stop();
});

const admin = (id = ADMIN) => shop.request(id, "admin");
const credit = (orderId: string, memberId: string, request = admin()) =>
  creditPayment(shop.deps(), request, { orderId, memberId });
const dismiss = (orderId: string, request = admin()) => dismissPayment(shop.deps(), request, orderId);
const stateOf = async (orderId: string) =>
  (await unmatchedPayment(shop.deps(), ADMIN, orderId)).payment.state;
const audits = (action: string, orderId: string) =>
  shop.database.number({
    sql: "select count(*) from audits where action = ? and target = 'payment:' || ?",
    args: [action, orderId],
  });
const tellings = (memberId: string) =>
  shop.desk.written.filter(
    ({ call, body }) => call.endsWith("/users/@me/channels") && body.includes(`"${memberId}"`),
  ).length;
const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.filter(({ status }) => status === "fulfilled").length;

describe("a payment that fits no top-up", () => {
  it("stands in the list, those told of last first, until it is decided", async () => {
    const orders: string[] = [];
    for (let at = 0; at < PAYMENTS_PER_PAGE + 1; at++) {
      shop.clock.pass(1_000);
      orders.unshift(await strangersPayment(shop));
    }
    const page = (number: number) => listUnmatched(shop.deps(), ADMIN, "open", number);
    const shown = async (number: number) => (await page(number)).rows.map(({ orderId }) => orderId);
    expect((await shown(1)).concat(await shown(2))).toEqual(orders);
    expect(await page(1)).toMatchObject({ page: 1, pages: 2, count: orders.length });
    expect(await page(99)).toMatchObject({ page: 2 });
    for (const orderId of orders) await dismiss(orderId);
    expect((await page(1)).rows).toEqual([]);
    expect(await listUnmatched(shop.deps(), ADMIN, "dismissed", 1)).toMatchObject({ count: orders.length });
  });

  it("is credited to the member whom an admin chose: one transfer, one audit row, one message", async () => {
    const [orderId, memberId] = [await strangersPayment(shop, 25_000), shop.newId()];
    expect(await credit(orderId, memberId)).toMatchObject({ change: 25_000, balance: 25_000, debt: 0 });
    expect(await movesOf(shop, memberId)).toEqual(["payment.credit +25000"]);
    const sql = "select count(*) from transfers where cause = ? and source = 'midtrans' and actor = ?";
    expect(await shop.database.number({ sql, args: [`unmatched:${orderId}`, ADMIN] })).toBe(1);
    await shop.answerBells();
    expect(tellings(memberId)).toBe(1);
    expect(await audits("payment.credit", orderId)).toBe(1);
    const { payment } = await unmatchedPayment(shop.deps(), ADMIN, orderId);
    expect(payment).toMatchObject({ state: "credited", memberId, decidedBy: ADMIN });
  });

  it("pays the member's debt first", async () => {
    const memberId = await owingMember(shop, 40_000);
    const orderId = await strangersPayment(shop, 25_000);
    expect(await credit(orderId, memberId)).toMatchObject({ debtPaid: 25_000, balance: 0, debt: 15_000 });
    expect(await walletOf(shop, memberId)).toEqual({ money: 0, debt: 15_000 });
  });

  it("that was dismissed by mistake can still be credited, and what was credited not be dismissed", async () => {
    const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
    await dismiss(orderId);
    expect(await stateOf(orderId)).toBe("dismissed");
    await credit(orderId, memberId);
    expect(await refusalOf(dismiss(orderId, admin(OTHER_ADMIN)))).toEqual({
      kind: "payment_decided",
      isCredited: true,
      decidedBy: ADMIN,
      memberId,
    });
    expect(await audits("payment.dismiss", orderId)).toBe(1);
  });

  it("is unknown where Midtrans never told of it", async () => {
    const orderId = `other-${shop.newId()}`;
    expect(await refusalOf(credit(orderId, shop.newId()))).toEqual({ kind: "payment_unknown" });
    expect(await refusalOf(dismiss(orderId))).toEqual({ kind: "payment_unknown" });
  });
});

describe("races", () => {
  it("twenty presses for two members by two admins credit it once, and the others are told to whom", async () => {
    for (let round = 0; round < 3; round++) {
      const orderId = await strangersPayment(shop);
      const members = [shop.newId(), shop.newId()] as const;
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_, at) =>
          credit(orderId, members[at % 2 === 0 ? 0 : 1], admin(at % 3 === 0 ? OTHER_ADMIN : ADMIN)),
        ),
      );
      expect(fulfilled(results)).toBe(1);
      const held = await Promise.all(members.map((id) => walletOf(shop, id)));
      expect(held.map(({ money }) => money).sort()).toEqual([0, 25_000]);
      const owner = members.find((_, at) => held[at]?.money === 25_000);
      const facts = await refusalOf(credit(orderId, shop.newId()));
      expect(facts).toMatchObject({ kind: "payment_decided", memberId: owner });
      expect(await audits("payment.credit", orderId)).toBe(1);
    }
  });

  it("credit and dismiss at once end with one of them, or dismissed first and then credited", async () => {
    for (let round = 0; round < 5; round++) {
      const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
      const [credited, dismissed] = await Promise.allSettled([
        credit(orderId, memberId),
        ...Array.from({ length: 4 }, () => dismiss(orderId, admin(OTHER_ADMIN))),
      ]);
      expect(credited?.status, String(dismissed?.status)).toBe("fulfilled");
      expect(await stateOf(orderId)).toBe("credited");
      expect(await walletOf(shop, memberId)).toMatchObject({ money: 25_000 });
      expect(await audits("payment.dismiss", orderId)).toBeLessThanOrEqual(1);
    }
  });

  it("Midtrans telling again while it is credited changes nothing of that", async () => {
    const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
    const told = shop.midtrans.notification(orderId);
    const [done] = await Promise.all([
      credit(orderId, memberId),
      ...Array.from({ length: 10 }, () => notify(shop, told)),
    ]);
    expect(done).toMatchObject({ balance: 25_000 });
    await notify(shop, told);
    expect(await stateOf(orderId)).toBe("credited");
    expect(await movesOf(shop, memberId)).toEqual(["payment.credit +25000"]);
  });
});

describe("a request that comes again", () => {
  it("credits once and gets its first answer, also while Midtrans is away", async () => {
    const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
    const request = admin();
    const answers = await Promise.all(Array.from({ length: 6 }, () => credit(orderId, memberId, request)));
    shop.midtrans.faults.lasting({ status: 503 });
    answers.push(await credit(orderId, memberId, request));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await walletOf(shop, memberId)).toMatchObject({ money: 25_000 });
  });

  it("because the database lost its reply credits once, and the member is still told", async () => {
    const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
    shop.proxy.reset();
    shop.proxy.plan((at) => (at === 1 ? { kind: "reply_lost" } : undefined));
    expect(await credit(orderId, memberId)).toMatchObject({ balance: 25_000 });
    await shop.answerBells();
    expect(tellings(memberId)).toBe(1);
    expect(await movesOf(shop, memberId)).toEqual(["payment.credit +25000"]);
  });

  it("dismisses once and gets its first answer, also when it was credited since", async () => {
    const orderId = await strangersPayment(shop);
    const request = admin();
    await Promise.all(Array.from({ length: 4 }, () => dismiss(orderId, request)));
    await credit(orderId, shop.newId());
    expect(await dismiss(orderId, request)).toMatchObject({ payment: { orderId } });
    expect(await stateOf(orderId)).toBe("credited");
    expect(await audits("payment.dismiss", orderId)).toBe(1);
    const late = await refusalOf(dismiss(orderId));
    expect(late).toMatchObject({ kind: "payment_decided", isCredited: true });
  });
});

describe("Midtrans is asked before anything is credited:", () => {
  const refused = async (orderId: string) => {
    const memberId = shop.newId();
    const facts = await refusalOf(credit(orderId, memberId));
    expect(await movesOf(shop, memberId)).toEqual([]);
    expect(await stateOf(orderId)).toBe("open");
    return facts;
  };

  it.each(["pending", "expire", "deny", "cancel", "refund", "chargeback"] as const)(
    "a payment that it calls %s now is refused",
    async (status) => {
      const orderId = await strangersPayment(shop);
      shop.midtrans.set(orderId, { status });
      expect(await refused(orderId)).toEqual({ kind: "payment_not_arrived", status });
    },
  );

  it.each([
    [{ fraud_status: "challenge" }, { kind: "payment_not_arrived", status: "settlement" }],
    [{ status_code: "201" }, { kind: "payment_not_arrived", status: "settlement" }],
    [{ currency: "USD" }, { kind: "payment_other_currency", currency: "USD" }],
    [{ gross_amount: "25000.50" }, { kind: "payment_amount_unknown" }],
    [{ order_id: "another" }, { kind: "payment_unconfirmed", isKnown: true }],
  ])("a status with %o is refused", async (patch, facts) => {
    const orderId = await strangersPayment(shop);
    shop.midtrans.faults.next({ path: "/status", patch });
    expect(await refused(orderId)).toEqual(facts);
  });

  it.each([{ status: 503 }, { dropBefore: true }, { errorInside: "500" }, { errorInside: "401" }])(
    "no answer that can be relied on, %o, credits nothing",
    async (fault) => {
      const orderId = await strangersPayment(shop);
      shop.midtrans.faults.next({ path: "/status", ...fault });
      expect(await refused(orderId)).toEqual({ kind: "payment_unconfirmed", isKnown: true });
    },
  );

  it("one that it does not know any more is refused", async () => {
    const orderId = await strangersPayment(shop);
    shop.midtrans.faults.next({ path: "/status", errorInside: "404" });
    expect(await refused(orderId)).toEqual({ kind: "payment_unconfirmed", isKnown: false });
  });

  it("what it says then is the amount, whatever was told before", async () => {
    const [orderId, memberId] = [await strangersPayment(shop, 25_000), shop.newId()];
    shop.midtrans.set(orderId, { amount: 31_000 });
    expect(await credit(orderId, memberId)).toMatchObject({ balance: 31_000 });
    const { payment } = await unmatchedPayment(shop.deps(), ADMIN, orderId);
    expect(payment).toMatchObject({ amount: 31_000, status: "settlement" });
  });
});

describe("a payment of a top-up's id and another amount", () => {
  async function otherAmount() {
    const begun = await begunTopup(shop, 50_000);
    shop.midtrans.settle(begun.topupId, { amount: 60_000 });
    await notify(shop, shop.midtrans.notification(begun.topupId));
    return begun;
  }

  it("shows whose top-up it is, and is credited once: by hand or by itself", async () => {
    const { memberId, topupId } = await otherAmount();
    const { expected, payment } = await unmatchedPayment(shop.deps(), ADMIN, topupId);
    expect(expected).toEqual({ memberId, amount: 50_000 });
    expect(payment).toMatchObject({ why: "amount_differs", amount: 60_000 });
    await credit(topupId, memberId);
    shop.midtrans.set(topupId, { amount: 50_000 });
    await checkTopup(shop.deps(), shop.request(memberId), topupId);
    expect(await movesOf(shop, memberId)).toEqual(["payment.credit +60000"]);
  });

  it("that fits after all is left to the top-up, also when it was credited by itself already", async () => {
    const { memberId, topupId } = await otherAmount();
    shop.midtrans.set(topupId, { amount: 50_000 });
    const other = shop.newId();
    const facts = { kind: "payment_is_topup", topupId };
    expect(await refusalOf(credit(topupId, other))).toEqual(facts);
    await checkTopup(shop.deps(), shop.request(memberId), topupId);
    expect(await refusalOf(credit(topupId, other))).toEqual(facts);
    shop.midtrans.set(topupId, { amount: 60_000 });
    expect(await refusalOf(credit(topupId, other))).toEqual(facts);
    expect(await movesOf(shop, memberId)).toEqual(["topup +50000"]);
    expect(await movesOf(shop, other)).toEqual([]);
  });

  it("is credited once though both ways race", async () => {
    for (let round = 0; round < 3; round++) {
      const { memberId, topupId } = await otherAmount();
      shop.midtrans.faults.next({ path: "/status", patch: { gross_amount: "50000.00" }, times: 3 });
      await Promise.allSettled([
        ...Array.from({ length: 4 }, () => credit(topupId, memberId)),
        ...Array.from({ length: 4 }, () => checkTopup(shop.deps(), shop.request(memberId), topupId)),
      ]);
      expect(await movesOf(shop, memberId)).toHaveLength(1);
    }
  });
});

it("what Midtrans gives back after it was credited is told to staff", async () => {
  const [orderId, memberId] = [await strangersPayment(shop), shop.newId()];
  await credit(orderId, memberId);
  await shop.midtrans.refund(orderId);
  await notify(shop, shop.midtrans.notification(orderId));
  expect(await audits("payment.returned", orderId)).toBe(1);
  expect(await stateOf(orderId)).toBe("credited");
  expect(await walletOf(shop, memberId)).toMatchObject({ money: 25_000 });
});
