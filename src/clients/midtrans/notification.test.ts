import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { readNotification } from "./notification.ts";

const KEY = "SB-Mid-server-test";

/** Signs the texts as they stand there. */
function signed(fields: Readonly<Record<string, unknown>> = {}, key = KEY) {
  const body: Record<string, unknown> = {
    order_id: "tu-1",
    status_code: "200",
    gross_amount: "10000.00",
    transaction_status: "settlement",
    ...fields,
  };
  const text = `${body.order_id}${body.status_code}${body.gross_amount}${key}`;
  return { signature_key: createHash("sha512").update(text).digest("hex"), ...body };
}

const read = (body: unknown) => readNotification(typeof body === "string" ? body : JSON.stringify(body), KEY);

describe("a signed notification", () => {
  it("tells order, status and amount, and keeps the body as it came", () => {
    const body = ` ${JSON.stringify({ ...signed(), issuer: "gopay", "new field": { of: ["any", "kind"] } })}\n`;
    expect(read(body)).toEqual({
      kind: "signed",
      notification: { orderId: "tu-1", status: "settlement", amount: 10_000, body },
    });
  });

  it.each(["10000", "10000.0", "10000.00"])(
    "is signed over the amount as it is written: %s",
    (gross_amount) => {
      expect(read(signed({ gross_amount }))).toMatchObject({
        kind: "signed",
        notification: { amount: 10_000 },
      });
    },
  );

  it("is not signed by the signature of the same amount written otherwise", () => {
    expect(read({ ...signed({ gross_amount: "10000" }), gross_amount: "10000.00" })).toEqual({
      kind: "forged",
    });
    expect(read({ ...signed({ gross_amount: "10000.00" }), gross_amount: "10000" })).toEqual({
      kind: "forged",
    });
  });

  it("may be signed in capitals", () => {
    const { signature_key, ...rest } = signed();
    expect(read({ ...rest, signature_key: signature_key.toUpperCase() }).kind).toBe("signed");
  });

  it("may be of no whole amount", () => {
    expect(read(signed({ gross_amount: "10000.50" }))).toMatchObject({
      kind: "signed",
      notification: { amount: null },
    });
  });

  it("is signed whatever its status says, which is why that is not believed", () => {
    expect(read({ ...signed({ status_code: "201" }), transaction_status: "settlement" }).kind).toBe("signed");
  });
});

describe("a forged notification", () => {
  const { signature_key } = signed();
  it.each([
    ["with another key", signed({}, "SB-Mid-server-other")],
    ["of another order", { ...signed(), order_id: "tu-2" }],
    ["of another code", { ...signed(), status_code: "201" }],
    ["of another amount", { ...signed(), gross_amount: "20000.00" }],
    [
      "whose texts are shifted",
      { ...signed({ order_id: "tu-12", status_code: "00" }), order_id: "tu-1", status_code: "201" },
    ],
    ["with a signature that is cut", { ...signed(), signature_key: signature_key.slice(0, -1) }],
    ["with a longer signature", { ...signed(), signature_key: `${signature_key}0` }],
    ["with a signature that is none", { ...signed(), signature_key: "ü".repeat(64) }],
  ])("%s is one", (_, body) => {
    expect(read(body)).toEqual({ kind: "forged" });
  });
});

describe("what is no notification", () => {
  const without = (field: string) =>
    Object.fromEntries(Object.entries(signed()).filter(([name]) => name !== field));
  const bodies: readonly (readonly [what: string, body: unknown])[] = [
    ["no JSON", "not json"],
    ["nothing", ""],
    ["null", null],
    ["a list", [signed()]],
    ...["order_id", "status_code", "gross_amount", "signature_key", "transaction_status"].map(
      (field) => [`one without ${field}`, without(field)] as const,
    ),
    ["one with an amount that is no text", signed({ gross_amount: 10_000 })],
    ["one with an empty order", signed({ order_id: "" })],
    ["one with an endless order", signed({ order_id: "x".repeat(201) })],
  ];
  it.each(bodies)("%s is unreadable", (_, body) => {
    expect(read(body)).toEqual({ kind: "unreadable" });
  });
});
