import { createHash } from "node:crypto";
import * as z from "zod";
import type { Answer, Call } from "./outside.ts";

/** A payment as Midtrans' documents show one. */
type Payment = Record<string, unknown> & { readonly order_id: string; readonly gross_amount: string };

const chargeSchema = z.object({
  payment_type: z.literal("qris"),
  transaction_details: z.object({
    order_id: z.string().regex(/^[A-Za-z0-9_~.-]{1,50}$/),
    gross_amount: z.int().positive(),
  }),
});

/** As much of Midtrans' Core API as its documents (docs.midtrans.com, "QRIS", "Get Status") say of QRIS. */
export function createMidtrans(serverKey: string) {
  const payments = new Map<string, Payment>();
  const authorization = `Basic ${Buffer.from(`${serverKey}:`).toString("base64")}`;
  let isFailing = false;

  function charge(body: unknown): Answer {
    const { transaction_details } = chargeSchema.parse(body);
    const { order_id, gross_amount } = transaction_details;
    if (payments.has(order_id)) return inside("406", "The request could not be completed due to a conflict");
    const payment = {
      transaction_id: `made-up-${payments.size + 1}`,
      order_id,
      merchant_id: "G000000001",
      gross_amount: `${gross_amount}.00`,
      currency: "IDR",
      payment_type: "qris",
      transaction_time: jakarta(Date.now()),
      transaction_status: "pending",
      fraud_status: "accept",
      acquirer: "gopay",
      expiry_time: jakarta(Date.now() + 15 * 60_000),
    };
    payments.set(order_id, payment);
    const actions = [
      { name: "generate-qr-code", method: "GET", url: "https://api.example.com/v2/qris/made-up/qr-code" },
    ];
    const created = { status_code: "201", status_message: "QRIS transaction is created" };
    return { status: 200, body: { ...created, ...payment, actions, qr_string: qrOf(order_id) } };
  }

  const codeOf = ({ transaction_status }: Payment) => (transaction_status === "pending" ? "201" : "200");

  return {
    answer({ method, path, authorization: given, body }: Call): Answer {
      if (given !== authorization) return { status: 401, body: { status_code: "401" } };
      if (isFailing) return inside("500", "Sorry, we encountered internal server error.");
      if (method === "POST" && path === "/v2/charge") return charge(body);
      const [, orderId = ""] = /^\/v2\/([^/]+)\/status$/.exec(path) ?? [];
      const payment = payments.get(orderId);
      if (method !== "GET" || !payment) return inside("404", "Transaction doesn't exist.");
      return { status: 200, body: { status_code: codeOf(payment), ...payment } };
    },
    /** From now on every answer is HTTP 200 with an error inside. */
    fail: (failing: boolean) => {
      isFailing = failing;
    },
    become(orderId: string, fields: Readonly<Record<string, unknown>>): void {
      const payment = payments.get(orderId);
      if (!payment) throw new Error(`nobody charged ${orderId}`);
      payments.set(orderId, { ...payment, ...fields });
    },
    /** A notification as the documents sign one: SHA-512 of order_id, status_code, gross_amount and the server key. */
    notification(orderId: string, fields: Readonly<Record<string, unknown>> = {}) {
      const known = payments.get(orderId) ?? { order_id: orderId, gross_amount: "10000.00" };
      const status_code = codeOf(known);
      const signed = `${known.order_id}${status_code}${known.gross_amount}${serverKey}`;
      const signature_key = createHash("sha512").update(signed).digest("hex");
      return { ...known, status_code, signature_key, ...fields };
    },
  };
}

/** What a payment's QR code holds; any text will do. */
export const qrOf = (orderId: string) => `00020101021226made-up-${orderId}6304ABCD`;

const inside = (status_code: string, status_message: string): Answer => ({
  status: 200,
  body: { status_code, status_message, id: "made-up" },
});

const jakarta = (atMs: number) => new Date(atMs + 7 * 3_600_000).toISOString().slice(0, 19).replace("T", " ");
