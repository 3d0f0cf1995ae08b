import { describe, expect, it } from "vitest";
import { chargeOutcome, readAnswer, statusOutcome } from "./answers.ts";

const CREATED = {
  status_code: "201",
  transaction_id: "b0a1",
  order_id: "tu-1",
  gross_amount: "10000.00",
  transaction_status: "pending",
  fraud_status: "accept",
  expiry_time: "2026-11-21 12:13:47",
  qr_string: "0002",
  actions: [
    { name: "generate-qr-code", method: "GET", url: "https://midtrans.example/v2/qris/b0a1/qr-code" },
    { name: "generate-qr-code-v2", method: "GET", url: "https://midtrans.example/v4/qris/b0a1/qr-code" },
  ],
};
const FOUND = { ...CREATED, status_code: "200", transaction_status: "settlement", currency: "IDR" };
const EXPIRES_AT_MS = Date.parse("2026-11-21T05:13:47Z");

const charged = (body: unknown) => chargeOutcome(readAnswer(JSON.stringify(body)));
const found = (body: unknown) => statusOutcome(readAnswer(JSON.stringify(body)));

/** What Midtrans says, and what it means for a charge and for a status. */
const FAILURES = [
  ["400", "refused", "refused"],
  ["401", "refused", "refused"],
  ["402", "refused", "refused"],
  ["404", "refused", "unknown"],
  ["406", "duplicate", "refused"],
  ["410", "refused", "refused"],
  ["429", "away", "away"],
  ["500", "away", "away"],
  ["503", "away", "away"],
  ["505", "away", "away"],
  ["202", "busy", "away"],
  ["999", "away", "away"],
] as const;

describe("an answer to a charge", () => {
  it("tells the payment's code, its picture and when it ends", () => {
    expect(charged(CREATED)).toEqual({
      kind: "created",
      charge: {
        transactionId: "b0a1",
        qrString: "0002",
        qrUrl: "https://midtrans.example/v2/qris/b0a1/qr-code",
        expiresAtMs: EXPIRES_AT_MS,
      },
    });
  });

  it("may leave out everything but its code", () => {
    expect(charged({ status_code: 201 })).toEqual({
      kind: "created",
      charge: { transactionId: null, qrString: null, qrUrl: null, expiresAtMs: null },
    });
    const empty = { ...CREATED, qr_string: "", actions: [], expiry_time: null };
    expect(charged(empty)).toMatchObject({ charge: { qrString: null, qrUrl: null, expiresAtMs: null } });
  });
});

describe("an answer to a question for the status", () => {
  it("tells the payment as it is", () => {
    expect(found(FOUND)).toEqual({
      kind: "found",
      status: {
        orderId: "tu-1",
        transactionId: "b0a1",
        statusCode: "200",
        status: "settlement",
        fraud: "accept",
        amount: 10_000,
        currency: "IDR",
        refunded: null,
        expiresAtMs: EXPIRES_AT_MS,
      },
    });
  });

  it.each(["200", "201", "202", "407", "412"])(
    "is one whatever its code, if it names a payment: %s",
    (status_code) => {
      expect(found({ ...FOUND, status_code, transaction_status: "expire" })).toMatchObject({
        kind: "found",
        status: { status: "expire", statusCode: status_code },
      });
    },
  );

  it("is none with a code of 5xx, even if it names a payment", () => {
    expect(found({ ...FOUND, status_code: "500" })).toEqual({ kind: "away" });
  });

  it.each([
    ["the whole", { refund_amount: "5000.00" }, 5_000],
    ["the parts", { refunds: [{ refund_amount: "2000.00" }, { refund_amount: "1500" }] }, 3_500],
    [
      "the larger of both",
      { refund_amount: "2000.00", refunds: [{ refund_amount: "1500" }, { refund_amount: "1500" }] },
      3_000,
    ],
    [
      "the larger of both, the other way",
      { refund_amount: "4000.00", refunds: [{ refund_amount: "1500" }] },
      4_000,
    ],
    ["numbers", { refund_amount: 2_000, refunds: [{ refund_amount: 2_000 }] }, 2_000],
    ["nothing of it", { refunds: [] }, null],
    ["what is no amount", { refund_amount: "-5000" }, null],
  ])("what was given back is told by %s", (_, more, refunded) => {
    expect(found({ ...FOUND, transaction_status: "partial_refund", ...more })).toMatchObject({
      status: { refunded },
    });
  });

  it("has no amount where that is no whole one, and no fraud or currency where it does not say", () => {
    const { fraud_status: _, currency: __, ...less } = FOUND;
    expect(found({ ...less, gross_amount: "10000.50" })).toMatchObject({
      status: { amount: null, fraud: null, currency: null },
    });
    expect(found({ ...FOUND, gross_amount: 10_000 })).toMatchObject({ status: { amount: 10_000 } });
  });
});

describe("a failure, which comes with HTTP 200 as well", () => {
  it.each(FAILURES)("%s: a charge is %s, a status %s", (status_code, charge, status) => {
    const body = { status_code, status_message: "whatever", id: "1" };
    expect([charged(body).kind, found(body).kind]).toEqual([charge, status]);
  });

  it.each(["", "<html>", "null", "[]", "5", "{}", '{"status_code":null}', '{"status_code":"200"', "\u0000"])(
    "%j is no answer to rely on",
    (text) => {
      expect(readAnswer(text)).toBeNull();
      expect([chargeOutcome(readAnswer(text)), statusOutcome(readAnswer(text))]).toEqual([
        { kind: "away" },
        { kind: "away" },
      ]);
    },
  );
});
