import { randomBytes, randomUUID } from "node:crypto";
import type { Letter, Notifier, Sent } from "./notifier.ts";
import { asOf, holdsMoney, type Payment, type Status, takenBackTotal } from "./payment.ts";
import { qrisText } from "./qris.ts";
import type { PaymentStore } from "./store.ts";
import { type Notification, notificationObject } from "./wire.ts";

export type ActParts = {
  readonly store: PaymentStore;
  readonly notifier: Notifier;
  readonly serverKey: string;
  readonly clock: () => number;
  readonly notifyUrl: () => string | null;
};

/** Somebody wants of a payment what its status does not allow. */
export class ActRefusal extends Error {}

/** How a notification differs from the payment's own: the status it is of, other fields, a wrong signature. */
export type Differing = {
  readonly status?: Status;
  readonly amount?: number;
  /** Put over the signed fields: the signature stays as it was. */
  readonly unsigned?: Readonly<Partial<Notification>>;
};

export type Acts = ReturnType<typeof createActs>;

/** How payments change, and who is told. */
export function createActs({ store, notifier, serverKey, clock, notifyUrl }: ActParts) {
  const change = (payment: Payment, fields: Partial<Payment>): Payment =>
    store.put({ ...payment, ...fields });

  function current(id: string): Payment | undefined {
    const payment = store.find(id);
    if (!payment || !isDue(payment, clock())) return payment;
    const expired = change(payment, { status: "expire" });
    void tell(expired);
    return expired;
  }

  function must(id: string): Payment {
    const payment = current(id);
    if (!payment) throw new ActRefusal(`There is no payment ${id}.`);
    return payment;
  }

  function settled(payment: Payment, fields: Partial<Payment> = {}): Payment {
    return change(payment, { status: "settlement", settledAtMs: clock(), ...fields });
  }

  /** A signed notification, to be sent as it is or repeated. */
  function make(
    payment: Payment,
    { status = payment.status, amount, unsigned }: Differing = {},
  ): Notification {
    const then = asOf(payment, status);
    return { ...notificationObject({ ...then, amount: amount ?? then.amount }, serverKey), ...unsigned };
  }

  function letters(
    payment: Payment,
    notification: Notification,
    { what = notification.transaction_status, forged = false }: { what?: string; forged?: boolean } = {},
  ): Letter[] {
    const body = JSON.stringify(notification);
    return payment.notifyUrls.map((url) => ({ orderId: payment.orderId, what, url, body, retried: !forged }));
  }

  async function tell(payment: Payment, ...statuses: readonly Status[]): Promise<readonly Sent[]> {
    const of = statuses.length > 0 ? statuses : [payment.status];
    return await notifier.send(of.flatMap((status) => letters(payment, make(payment, { status }))));
  }

  function takeBack(
    payment: Payment,
    how: "refund" | "chargeback",
    { amount, key = randomUUID(), reason = "" }: { amount: number; key?: string; reason?: string },
  ): Payment {
    const whole = amount === payment.amount - takenBackTotal(payment);
    return change(payment, {
      status: whole ? how : `partial_${how}`,
      takenBack: [...payment.takenBack, { amount, key, reason, atMs: clock() }],
    });
  }

  /** A paid payment of an order that another till of the same merchant made. */
  function stranger(amount: number): Payment {
    const transactionId = randomUUID();
    const url = notifyUrl();
    return settled({
      transactionId,
      orderId: `other-${randomBytes(6).toString("hex")}`,
      amount,
      acquirer: "gopay",
      status: "pending",
      fraudStatus: "accept",
      chargedAtMs: clock(),
      expiresAtMs: clock() + 15 * 60_000,
      settledAtMs: null,
      takenBack: [],
      notifyUrls: url ? [url] : [],
      qrString: qrisText(amount, transactionId),
    });
  }

  return {
    current,
    must,
    change,
    settled,
    make,
    letters,
    tell,
    takeBack,
    stranger,
    /** Expires what is due, and tells of it. */
    expireDue(): void {
      for (const payment of store.list()) if (isDue(payment, clock())) current(payment.transactionId);
    },
  };
}

/** @throws ActRefusal unless the payment can still be paid. */
export function mustBePending(payment: Payment): Payment {
  if (payment.status === "pending") return payment;
  throw new ActRefusal(`This payment is not pending any more: ${payment.status}.`);
}

/** @throws ActRefusal unless there is money that could be taken back. */
export function mustHoldMoney(payment: Payment): Payment {
  if (holdsMoney(payment)) return payment;
  throw new ActRefusal(`This payment holds no money: ${payment.status}.`);
}

function isDue({ status, expiresAtMs }: Payment, nowMs: number): boolean {
  return status === "pending" && expiresAtMs <= nowMs;
}
