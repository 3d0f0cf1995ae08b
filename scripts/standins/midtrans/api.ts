import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { Acts } from "./acts.ts";
import { type Answer, done, failed } from "./answer.ts";
import { readCharge } from "./charge.ts";
import { holdsMoney, isOver, type Payment, takenBackTotal } from "./payment.ts";
import { qrisText } from "./qris.ts";
import type { PaymentStore } from "./store.ts";
import { moneyText, statusCode, statusObject, transactionObject } from "./wire.ts";

type ApiParts = {
  readonly store: PaymentStore;
  readonly acts: Acts;
  readonly serverKey: string;
  readonly clock: () => number;
  readonly baseUrl: () => string;
};

const UNCHANGEABLE = "Merchant cannot modify the status of the transaction";
const INVALID = "One or more parameters in the payload is invalid.";

const refundSchema = z.object({
  refund_key: z
    .string()
    .regex(/^[A-Za-z0-9\-_]+$/)
    .optional(),
  amount: z.int().positive().optional(),
  reason: z.string().max(255).default(""),
});

export type Api = ReturnType<typeof createApi>;

/** What Midtrans' API answers; HTTP, keys and faults are the door's. */
export function createApi({ store, acts, serverKey, clock, baseUrl }: ApiParts) {
  function charge(json: unknown, notifyUrls: readonly string[]): Answer {
    const read = readCharge(json, clock());
    if ("problems" in read) return failed("400", INVALID, { validation_messages: read.problems });
    const { paymentType, orderId, amount, acquirer, expiresAtMs } = read.charge;
    if (paymentType !== "qris") return failed("402", "Payment channel is not activated.");
    const earlier = store.find(orderId);
    if (earlier && !isOver(earlier))
      return failed("406", "The request could not be completed due to a conflict with the current state.");
    const transactionId = randomUUID();
    const payment = store.put({
      transactionId,
      orderId,
      amount,
      acquirer,
      status: "pending",
      fraudStatus: "accept",
      chargedAtMs: clock(),
      expiresAtMs,
      settledAtMs: null,
      takenBack: [],
      notifyUrls: [...notifyUrls],
      qrString: qrisText(amount, transactionId),
    });
    void acts.tell(payment);
    return done(chargeObject(payment, baseUrl()));
  }

  /** A change that only a pending payment takes. */
  function end(payment: Payment, to: "cancel" | "expire", message: string): Answer {
    if (payment.status !== "pending") return failed("412", UNCHANGEABLE);
    const ended = acts.change(payment, { status: to });
    void acts.tell(ended);
    return done({ ...transactionObject(ended), status_code: statusCode(ended), status_message: message });
  }

  function refund(payment: Payment, json: unknown): Answer {
    const read = refundSchema.safeParse(json ?? {});
    if (!read.success) return failed("400", INVALID);
    if (!holdsMoney(payment)) return failed("412", UNCHANGEABLE);
    const left = payment.amount - takenBackTotal(payment);
    const { refund_key: key = randomUUID(), amount = left, reason } = read.data;
    if (payment.takenBack.some((each) => each.key === key)) return failed("406", "Duplicate refund ID");
    if (amount > left) return failed("414", "Refund request is rejected due to invalid amount");
    const refunded = acts.takeBack(payment, "refund", { amount, key, reason });
    void acts.tell(refunded);
    return done({
      ...transactionObject(refunded),
      status_code: "200",
      status_message: "Success, refund request is approved",
      refund_chargeback_id: refunded.takenBack.length,
      refund_amount: moneyText(amount),
      refund_key: key,
    });
  }

  const of = (id: string, answer: (payment: Payment) => Answer): Answer => {
    const payment = acts.current(id);
    return payment ? answer(payment) : failed("404", "Transaction doesn't exist.");
  };
  return {
    charge,
    status: (id: string) => of(id, (payment) => done(statusObject(payment, serverKey))),
    cancel: (id: string) => of(id, (payment) => end(payment, "cancel", "Success, transaction is canceled")),
    expire: (id: string) => of(id, (payment) => end(payment, "expire", "Success, transaction has expired")),
    refund: (id: string, json: unknown) => of(id, (payment) => refund(payment, json)),
  };
}

function chargeObject(payment: Payment, baseUrl: string) {
  const { transactionId, qrString } = payment;
  const action = (name: string, path: string) => ({ name, method: "GET", url: `${baseUrl}${path}` });
  return {
    status_code: "201",
    status_message: "QRIS transaction is created",
    ...transactionObject(payment),
    actions: [
      action("generate-qr-code", `/v2/qris/${transactionId}/qr-code`),
      action("generate-qr-code-v2", `/v4/qris/gopay/${transactionId}/qr-code`),
    ],
    qr_string: qrString,
  };
}
