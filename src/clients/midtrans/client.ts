import { SECOND_MS } from "../../lib/time.ts";
import { readLimited } from "../http.ts";
import {
  type ChargeOutcome,
  chargeOutcome,
  readAnswer,
  type StatusOutcome,
  statusOutcome,
} from "./answers.ts";
import { type ReadNotification, readNotification } from "./notification.ts";

const CHARGE_TIMEOUT_MS = 10 * SECOND_MS;
const ANSWER_BYTES_MAX = 64 * 1024;

export type MidtransSettings = {
  readonly serverKey: string;
  readonly apiUrl: string;
  /** Where Midtrans tells of these payments, whatever its dashboard says. */
  readonly notifyUrl: string;
};

/** Midtrans' Core API, as much of it as we use. No method rejects for what Midtrans or the network does. */
export function createMidtrans(settings: MidtransSettings) {
  const call = caller(settings);
  return {
    /** Asks for a payment by QRIS. The same id never makes a second one; whole rupiah. */
    async charge(orderId: string, amount: number): Promise<ChargeOutcome> {
      const body = {
        payment_type: "qris",
        transaction_details: { order_id: orderId, gross_amount: amount },
      };
      const headers = { "idempotency-key": orderId, "x-override-notification": settings.notifyUrl };
      return chargeOutcome(await call("POST", "/v2/charge", CHARGE_TIMEOUT_MS, headers, body));
    },

    /** What became of a payment. */
    async status(orderId: string, withinMs: number): Promise<StatusOutcome> {
      const outcome = statusOutcome(await call("GET", `/v2/${encodeURIComponent(orderId)}/status`, withinMs));
      // What is told of another payment tells nothing of this one.
      return outcome.kind === "found" && outcome.status.orderId !== orderId ? { kind: "away" } : outcome;
    },

    /** Ends a payment that nobody has paid. Whether it did is what the status says afterwards. */
    async cancel(orderId: string, withinMs: number): Promise<void> {
      await call("POST", `/v2/${encodeURIComponent(orderId)}/cancel`, withinMs);
    },

    readNotification: (body: string): ReadNotification => readNotification(body, settings.serverKey),

    /** Midtrans' own picture of a QR code, where its answer to the charge was lost. */
    pictureUrl: (transactionId: string) =>
      `${settings.apiUrl}/v2/qris/${encodeURIComponent(transactionId)}/qr-code`,
  };
}

export type Midtrans = ReturnType<typeof createMidtrans>;

function caller({ serverKey, apiUrl }: MidtransSettings) {
  const authorization = `Basic ${Buffer.from(`${serverKey}:`).toString("base64")}`;
  return async (
    method: string,
    path: string,
    withinMs: number,
    more: Readonly<Record<string, string>> = {},
    body?: unknown,
  ) => {
    try {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        headers: { authorization, accept: "application/json", "content-type": "application/json", ...more },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // It would carry the key to another place.
        redirect: "manual",
        signal: AbortSignal.timeout(withinMs),
      });
      return readAnswer(new TextDecoder().decode(await readLimited(response.body, ANSWER_BYTES_MAX)));
    } catch {
      return null;
    }
  };
}
