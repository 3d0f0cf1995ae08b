import type { Payment } from "./payment.ts";
import { type SavedPayments, takePayments } from "./saved.ts";

/** More payments than this push the oldest out. */
export const PAYMENTS_KEPT_MAX = 10_000;

/** The payments, and who wants to hear of them. */
export type PaymentStore = {
  /** Oldest first. */
  list(): readonly Payment[];
  /** By transaction id, or the newest of an order id. */
  find(id: string): Payment | undefined;
  put(payment: Payment): Payment;
  /** Calls `listener` after each change, until the returned function is called. */
  subscribe(listener: () => void): () => void;
  changed(): void;
  /** What a store needs to begin with the newest of these payments. */
  save(): SavedPayments;
};

export function createPaymentStore(saved: SavedPayments | null = null): PaymentStore {
  const payments = new Map<string, Payment>();
  const newestOfOrder = new Map<string, string>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  function keep(payment: Payment): void {
    if (!payments.has(payment.transactionId)) newestOfOrder.set(payment.orderId, payment.transactionId);
    payments.set(payment.transactionId, payment);
    for (const [id, { orderId }] of payments) {
      if (payments.size <= PAYMENTS_KEPT_MAX) break;
      payments.delete(id);
      if (newestOfOrder.get(orderId) === id) newestOfOrder.delete(orderId);
    }
  }

  for (const payment of saved?.payments ?? []) keep(payment);
  return {
    list: () => [...payments.values()],
    find: (id) => payments.get(id) ?? payments.get(newestOfOrder.get(id) ?? ""),
    put(payment) {
      keep(payment);
      changed();
      return payment;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    changed,
    save: () => takePayments([...payments.values()]),
  };
}
