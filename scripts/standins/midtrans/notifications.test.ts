import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ActRefusal } from "./acts.ts";
import { SERVER_KEY, type Started, startMidtrans } from "./test-support.ts";

let started: Started;
beforeEach(async () => {
  started = await startMidtrans();
});
afterEach(() => started.close());

const isSigned = ({ order_id, status_code, gross_amount, signature_key }: Started["received"][number]) =>
  createHash("sha512").update(`${order_id}${status_code}${gross_amount}${SERVER_KEY}`).digest("hex") ===
  signature_key;
const told = () => started.received.map(({ transaction_status }) => transaction_status);

describe("a notification", () => {
  it("tells of a charge, signed, where the charge or else the dashboard says", async () => {
    await started.charge("tu-1");
    await started.charge("tu-2", 10_000, { "x-override-notification": `${started.shopUrl}/other` });
    await started.charge("tu-3", 10_000, { "x-append-notification": `${started.shopUrl}/more` });
    await started.midtrans.idle();
    expect(started.midtrans.notifications().map(({ orderId, url }) => [orderId, url])).toEqual([
      ["tu-1", started.shopUrl],
      ["tu-2", `${started.shopUrl}/other`],
      ["tu-3", started.shopUrl],
      ["tu-3", `${started.shopUrl}/more`],
    ]);
    expect(started.received.every(isSigned)).toBe(true);
    expect(told()).toEqual(["pending", "pending", "pending", "pending"]);
  });

  it("never leaves this machine", async () => {
    await started.charge("tu-1", 10_000, { "x-override-notification": "https://shop.example.com/hook" });
    await started.midtrans.idle();
    expect(started.midtrans.notifications()).toMatchObject([{ state: "elsewhere", attempts: [] }]);
  });

  it.each([
    ["deny", "202"],
    ["expire", "202"],
    ["cancel", "200"],
    ["pay", "200"],
  ] as const)("of %s has the status code %s", async (act, code) => {
    await started.pending("tu-1");
    await started.midtrans[act]("tu-1");
    expect(started.received.map(({ status_code }) => status_code)).toEqual([code]);
  });

  it.each([
    [500, 2],
    [404, 3],
    [503, 5],
    [502, 6],
    [302, 1],
  ])("that is answered with %i is tried %i times", async (status, tries) => {
    await started.pending("tu-1");
    started.answer(...Array(10).fill(status));
    await started.midtrans.pay("tu-1");
    await started.midtrans.idle();
    const last = started.midtrans.notifications().at(-1);
    expect([last?.attempts.length, last?.state]).toEqual([tries, "given up"]);
  });

  it("is tried again until it is taken, with the same text", async () => {
    await started.pending("tu-1");
    started.answer(503, 502);
    const [sent] = await started.midtrans.pay("tu-1");
    await started.midtrans.idle();
    expect(sent).toMatchObject({
      state: "taken",
      attempts: [{ status: 503 }, { status: 502 }, { status: 200 }],
    });
    expect(new Set(started.received.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  it("follows a redirection that keeps the method", async () => {
    await started.pending("tu-1");
    started.answer(307);
    const [sent] = await started.midtrans.pay("tu-1");
    expect([sent?.attempts.map(({ status }) => status), started.received.length]).toEqual([[200], 2]);
  });

  it("tells of an expiry that nobody asked for", async () => {
    await started.pending("tu-1");
    started.pass(15 * 60_000);
    started.midtrans.expireDue();
    await started.midtrans.idle();
    expect(told()).toEqual(["expire"]);
  });
});

describe("notifications travel", () => {
  beforeEach(() => started.pending("tu-1"));

  it("never", async () => {
    started.midtrans.deliver({ never: true });
    await started.midtrans.pay("tu-1");
    expect([told(), (await started.status("tu-1")).transaction_status]).toEqual([[], "settlement"]);
  });

  it("late", async () => {
    started.midtrans.deliver({ delayMs: 50 });
    const [sent] = await started.midtrans.pay("tu-1");
    expect(sent?.attempts).toEqual([]);
    await started.midtrans.idle();
    expect(told()).toEqual(["settlement"]);
  });

  it("in copies", async () => {
    started.midtrans.deliver({ copies: 3 });
    await started.midtrans.pay("tu-1");
    expect(told()).toEqual(["settlement", "settlement", "settlement"]);
  });

  it("in the reverse order, at the latest when they travel as ever again", async () => {
    started.midtrans.deliver({ reversedBy: 2 });
    await started.midtrans.pay("tu-1");
    expect(told()).toEqual([]);
    await started.midtrans.refund("tu-1", 4_000);
    await started.midtrans.idle();
    expect(told()).toEqual(["partial_refund", "settlement"]);
    await started.midtrans.refund("tu-1");
    started.midtrans.deliver({});
    await started.midtrans.idle();
    expect(told()).toEqual(["partial_refund", "settlement", "refund"]);
  });
});

describe("what is done with a payment", () => {
  beforeEach(() => started.pending("tu-1"));
  const status = async () => (await started.status("tu-1")).transaction_status;

  it.each([
    ["payLate", ["expire", "settlement"], "settlement"],
    ["payTwice", ["settlement", "settlement"], "settlement"],
    ["outOfOrder", ["settlement", "pending"], "settlement"],
    ["deny", ["deny"], "deny"],
  ] as const)("%s tells %j and ends as %s", async (act, tells, ends) => {
    const sent = await started.midtrans[act]("tu-1");
    expect(sent.map(({ attempts }) => attempts[0]?.status)).toEqual(tells.map(() => 200));
    expect([told(), started.received.every(isSigned), await status()]).toEqual([tells, true, ends]);
  });

  it("an older status tells nothing of what came later", async () => {
    await started.midtrans.outOfOrder("tu-1");
    expect(started.received[0]).toHaveProperty("settlement_time");
    expect(started.received[1]).not.toHaveProperty("settlement_time");
  });

  it("a late payment may also follow an expiry that was told before", async () => {
    await started.midtrans.expire("tu-1");
    await started.midtrans.payLate("tu-1");
    expect([told(), await status()]).toEqual([["expire", "settlement"], "settlement"]);
  });

  it.each([
    ["refund", 4_000, "partial_refund"],
    ["refund", undefined, "refund"],
    ["chargeback", 4_000, "partial_chargeback"],
    ["chargeback", undefined, "chargeback"],
  ] as const)("%s of %s is %s", async (how, amount, ends) => {
    started.midtrans.settle("tu-1");
    await started.midtrans[how]("tu-1", amount);
    expect(started.received).toMatchObject([
      { transaction_status: ends, refund_amount: `${amount ?? 10_000}.00` },
    ]);
    expect(await status()).toBe(ends);
  });

  it("a forged signature is not the right one, and nothing is paid", async () => {
    await started.midtrans.forgedSignature("tu-1");
    expect([told(), started.received.map(isSigned), await status()]).toEqual([
      ["settlement"],
      [false],
      "pending",
    ]);
  });

  it("a forged status has a right signature, and nothing is paid", async () => {
    started.answer(502);
    await started.midtrans.forgedStatus("tu-1");
    await started.midtrans.idle();
    expect(started.received).toMatchObject([{ status_code: "201", transaction_status: "settlement" }]);
    expect([started.received.map(isSigned), await status()]).toEqual([[true], "pending"]);
  });

  it.each([
    [true, "settlement", "7000.00"],
    [false, "pending", "10000.00"],
  ])("a wrong amount is signed; the status says so too: %s", async (inStatus, ends, amount) => {
    await started.midtrans.wrongAmount("tu-1", { amount: 7_000, inStatus });
    expect(started.received).toMatchObject([{ gross_amount: "7000.00", transaction_status: "settlement" }]);
    expect(started.received.map(isSigned)).toEqual([true]);
    expect(await started.status("tu-1")).toMatchObject({ gross_amount: amount, transaction_status: ends });
  });

  it("an unknown order is told of, and its status is found", async () => {
    await started.midtrans.unknownOrder(30_000);
    const [{ order_id = "" } = {}] = started.received;
    expect(order_id).toMatch(/^other-/);
    expect(await started.status(order_id)).toMatchObject({
      transaction_status: "settlement",
      gross_amount: "30000.00",
    });
  });

  it("a notification is repeated a hundred times at once", async () => {
    started.midtrans.settle("tu-1");
    const sent = await started.midtrans.notify("tu-1", { copies: 100 });
    expect([sent.length, started.received.length, new Set(told())]).toEqual([
      100,
      100,
      new Set(["settlement"]),
    ]);
  });

  it("any notifications are made, and sent together", async () => {
    const { midtrans } = started;
    const some = (["settlement", "pending", "expire"] as const).map((each) =>
      midtrans.notification("tu-1", { status: each }),
    );
    await midtrans.send("tu-1", some);
    expect([told().toSorted(), await status()]).toEqual([["expire", "pending", "settlement"], "pending"]);
  });

  it("is refused when the status does not allow it", async () => {
    await expect(started.midtrans.refund("tu-1")).rejects.toThrow(ActRefusal);
    await started.midtrans.pay("tu-1");
    await expect(started.midtrans.pay("tu-1")).rejects.toThrow("not pending any more: settlement");
    await expect(started.midtrans.deny("tu-1")).rejects.toThrow(ActRefusal);
    await expect(started.midtrans.pay("tu-2")).rejects.toThrow("There is no payment tu-2.");
    expect(told()).toEqual(["settlement"]);
  });
});
