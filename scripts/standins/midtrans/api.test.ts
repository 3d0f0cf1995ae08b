import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readQr } from "../../../test/support/png.ts";
import { chargeOf, START_MS, type Started, startMidtrans } from "./test-support.ts";

const MINUTE_MS = 60_000;

let started: Started;
beforeEach(async () => {
  started = await startMidtrans();
});
afterEach(() => started.close());

describe("a charge", () => {
  it("is answered with a pending payment, its text and picture, and an expiry in Jakarta's time", async () => {
    const answer = await started.charge("tu-1", 15_000);
    expect(answer).toMatchObject({
      http: 200,
      status_code: "201",
      order_id: "tu-1",
      gross_amount: "15000.00",
      currency: "IDR",
      transaction_status: "pending",
      fraud_status: "accept",
      acquirer: "gopay",
      transaction_time: "2027-01-15 10:00:00",
      expiry_time: "2027-01-15 10:15:00",
      merchant_id: expect.any(String),
      qr_string: expect.stringMatching(/^00020101021226.*540515000.*6304[0-9A-F]{4}$/),
      actions: [
        { name: "generate-qr-code", method: "GET", url: expect.stringContaining("/v2/qris/") },
        { name: "generate-qr-code-v2", method: "GET", url: expect.stringContaining("/v4/qris/") },
      ],
    });
    const picture = await fetch(`${started.url}/v2/qris/${answer.transaction_id}/qr-code`);
    expect(picture.headers.get("content-type")).toBe("image/png");
    expect(readQr(await picture.bytes())).toBe(answer.qr_string);
  });

  it("may say itself when it expires", async () => {
    const charge = chargeOf("tu-1", 10_000, {
      custom_expiry: { order_time: "2027-01-15 10:00:00 +0700", expiry_duration: 1, unit: "hour" },
    });
    expect(await started.call("POST", "/v2/charge", charge)).toMatchObject({
      expiry_time: "2027-01-15 11:00:00",
    });
  });

  it.each([
    ["an amount as text", chargeOf("tu-1", "10000"), "400"],
    ["an amount with decimals", chargeOf("tu-1", 10_000.5), "400"],
    ["no amount", chargeOf("tu-1", 0), "400"],
    ["more than ten million", chargeOf("tu-1", 10_000_001), "400"],
    ["an order id of 51 characters", chargeOf("x".repeat(51), 10_000), "400"],
    ["an order id with a colon", chargeOf("tu:1", 10_000), "400"],
    ["no order id", chargeOf(undefined, 10_000), "400"],
    [
      "items of another sum",
      chargeOf("tu-1", 10_000, { item_details: [{ price: 5_000, quantity: 1 }] }),
      "400",
    ],
    ["another way to pay", { ...chargeOf("tu-1", 10_000), payment_type: "gopay" }, "402"],
    ["no JSON", "{", "400"],
  ])("with %s is refused inside an HTTP 200", async (_, body, code) => {
    expect(await started.call("POST", "/v2/charge", body)).toMatchObject({ http: 200, status_code: code });
    expect(started.midtrans.payments()).toEqual([]);
  });

  it.each([
    ["ten million", chargeOf("tu-1", 10_000_000)],
    ["an order id of 50 characters", chargeOf("aZ9-_~.".repeat(8).slice(0, 50), 1)],
  ])("with %s is taken", async (_, body) => {
    expect(await started.call("POST", "/v2/charge", body)).toMatchObject({ status_code: "201" });
  });

  it("of an order id that is in use is refused, and of one that expired is not", async () => {
    await started.charge("tu-1");
    expect(await started.charge("tu-1")).toMatchObject({ http: 200, status_code: "406" });
    await started.midtrans.expire("tu-1");
    expect(await started.charge("tu-1", 20_000)).toMatchObject({ status_code: "201" });
    expect(await started.status("tu-1")).toMatchObject({ gross_amount: "20000.00" });
    await started.midtrans.pay("tu-1");
    expect(await started.charge("tu-1")).toMatchObject({ status_code: "406" });
  });

  it("with a wrong key is refused, also as HTTP", async () => {
    const headers = { authorization: `Basic ${btoa("SB-Mid-server-other:")}` };
    expect(await started.charge("tu-1", 10_000, headers)).toMatchObject({ http: 401, status_code: "401" });
    const status = await started.call("GET", "/v2/tu-1/status", undefined, headers);
    expect(status).toMatchObject({ http: 401, status_code: "401" });
  });
});

describe("an Idempotency-Key", () => {
  const key = { "idempotency-key": "tu-1" };

  it("repeats the answer for five minutes, whatever is asked, and makes nothing", async () => {
    const first = await started.charge("tu-1", 10_000, key);
    started.pass(4 * MINUTE_MS);
    expect(await started.charge("tu-2", 20_000, key)).toEqual(first);
    started.pass(MINUTE_MS);
    expect(await started.charge("tu-1", 10_000, key)).toMatchObject({ status_code: "406" });
    expect(started.midtrans.payments()).toHaveLength(1);
  });

  it("repeats no failure", async () => {
    started.midtrans.faults.next({ errorInside: "500" });
    expect(await started.charge("tu-1", 10_000, key)).toMatchObject({ http: 200, status_code: "500" });
    expect(await started.charge("tu-1", 10_000, key)).toMatchObject({ status_code: "201" });
  });

  it("is answered with 202 while the first call is under way", async () => {
    started.midtrans.faults.next({ delayMs: 200 });
    const answers = await Promise.all([1, 2].map(() => started.charge("tu-1", 10_000, key)));
    expect(answers.map(({ http, status_code }) => `${http} ${status_code}`).toSorted()).toEqual([
      "200 201",
      "202 202",
    ]);
    expect(started.midtrans.payments()).toHaveLength(1);
  });
});

describe("the status of a payment", () => {
  beforeEach(() => started.pending("tu-1"));

  it.each([
    ["pending", "201"],
    ["settlement", "200"],
    ["capture", "200"],
    ["deny", "202"],
    ["cancel", "200"],
    ["expire", "407"],
    ["refund", "200"],
    ["partial_chargeback", "200"],
  ] as const)("%s is answered with %s inside an HTTP 200", async (status, code) => {
    started.midtrans.set("tu-1", { status });
    expect(await started.status("tu-1")).toMatchObject({
      http: 200,
      status_code: code,
      transaction_status: status,
    });
  });

  it("is found by the transaction id too, and an unknown one is 404 inside an HTTP 200", async () => {
    const { transaction_id = "" } = await started.status("tu-1");
    expect(await started.status(transaction_id)).toMatchObject({ order_id: "tu-1" });
    expect(await started.status("tu-2")).toMatchObject({ http: 200, status_code: "404" });
  });

  it("is expire once its time is over", async () => {
    started.pass(15 * MINUTE_MS - 1);
    expect(await started.status("tu-1")).toMatchObject({ transaction_status: "pending" });
    started.pass(1);
    expect(await started.status("tu-1")).toMatchObject({ status_code: "407", transaction_status: "expire" });
  });

  it("tells of a payment when and by whom it was settled", async () => {
    started.pass(MINUTE_MS);
    await started.midtrans.pay("tu-1");
    expect(await started.status("tu-1")).toMatchObject({
      settlement_time: "2027-01-15 10:01:00",
      transaction_type: "on-us",
      issuer: "gopay",
    });
  });

  it("may leave out whether fraud is suspected", async () => {
    started.midtrans.settle("tu-1", { fraudStatus: null });
    expect(await started.status("tu-1")).not.toHaveProperty("fraud_status");
  });
});

describe("a payment's end", () => {
  beforeEach(() => started.pending("tu-1"));

  it.each([
    ["cancel", "200", "cancel"],
    ["expire", "407", "expire"],
  ])("%s is done once, and not to what was paid", async (path, code, status) => {
    const end = (id: string) => started.call("POST", `/v2/${id}/${path}`);
    expect(await end("tu-1")).toMatchObject({ status_code: code, transaction_status: status });
    expect(await end("tu-1")).toMatchObject({ http: 200, status_code: "412" });
    await started.pending("tu-2");
    started.midtrans.settle("tu-2");
    expect(await end("tu-2")).toMatchObject({ status_code: "412" });
    expect(await end("tu-3")).toMatchObject({ status_code: "404" });
  });

  it("refunds add up in the status, and never to more than was paid", async () => {
    const refund = (body: object) => started.call("POST", "/v2/tu-1/refund", body);
    expect(await refund({})).toMatchObject({ status_code: "412" });
    started.midtrans.settle("tu-1");
    expect(await refund({ refund_key: "a", amount: 4_000, reason: "half" })).toMatchObject({
      status_code: "200",
      transaction_status: "partial_refund",
      refund_amount: "4000.00",
      refund_key: "a",
    });
    expect(await refund({ refund_key: "a", amount: 1_000 })).toMatchObject({ status_code: "406" });
    expect(await refund({ amount: 6_001 })).toMatchObject({ status_code: "414" });
    expect(await refund({ refund_key: "b" })).toMatchObject({
      transaction_status: "refund",
      refund_amount: "6000.00",
    });
    expect(await started.status("tu-1")).toMatchObject({
      transaction_status: "refund",
      gross_amount: "10000.00",
      refund_amount: "10000.00",
      refunds: [
        { refund_key: "a", refund_amount: "4000.00", reason: "half", created_at: "2027-01-15 10:00:00" },
        { refund_key: "b", refund_amount: "6000.00" },
      ],
    });
  });
});

describe("a fault", () => {
  it("meets the calls it is for, as often as it is asked for", async () => {
    const { faults } = started.midtrans;
    faults.next({ path: "/charge", status: 502 });
    faults.next({ path: "/status", times: 2, errorInside: "503" });
    expect(await started.status("tu-1")).toMatchObject({ http: 200, status_code: "503" });
    await expect(started.charge("tu-1")).rejects.toThrow();
    expect(await started.charge("tu-1")).toMatchObject({ status_code: "201" });
    expect(await started.status("tu-1")).toMatchObject({ status_code: "503" });
    expect(await started.status("tu-1")).toMatchObject({ status_code: "201" });
  });

  it("loses the call, or the answer alone", async () => {
    const { faults } = started.midtrans;
    faults.next({ dropBefore: true });
    await expect(started.charge("tu-1")).rejects.toThrow();
    expect(started.midtrans.payments()).toEqual([]);
    faults.next({ dropAfter: true });
    await expect(started.charge("tu-1", 10_000, { "idempotency-key": "k" })).rejects.toThrow();
    expect(started.midtrans.payments()).toMatchObject([{ orderId: "tu-1", status: "pending" }]);
    expect(await started.charge("tu-1", 10_000, { "idempotency-key": "k" })).toMatchObject({
      status_code: "201",
    });
    expect(started.midtrans.calls.map(({ http }) => http)).toEqual([null, null, 200]);
  });

  it("leaves fields out", async () => {
    started.midtrans.faults.next({ patch: { qr_string: undefined, expiry_time: undefined } });
    const answer = await started.charge("tu-1");
    expect(answer.status_code).toBe("201");
    expect(Object.keys(answer)).not.toContain("qr_string");
  });

  it.each([
    ["down", "/charge", 503],
    ["error inside", "/status", 200],
  ] as const)("lasts while Midtrans is %s", async (mode, path, http) => {
    started.midtrans.setMode(mode);
    for (let call = 0; call < 3; call++) {
      const answer = await fetch(`${started.url}/v2${path === "/charge" ? path : `/tu-1${path}`}`, {
        method: path === "/charge" ? "POST" : "GET",
      });
      expect(answer.status).toBe(http);
    }
    started.midtrans.setMode("normal");
    expect(await started.charge("tu-1")).toMatchObject({ status_code: "201" });
    expect(started.midtrans.payments()[0]?.chargedAtMs).toBe(START_MS);
  });
});
