import { expect, test } from "vitest";
import type { Payment } from "./payment.ts";
import { PAYMENTS_SAVED, savedPaymentsSchema } from "./saved.ts";
import { createPaymentStore, PAYMENTS_KEPT_MAX, type PaymentStore } from "./store.ts";

const payment = (index: number, fields: Partial<Payment> = {}): Payment => ({
  transactionId: `t${index}`,
  orderId: `tu-${index}`,
  amount: 10_000,
  acquirer: "gopay",
  status: "pending",
  fraudStatus: "accept",
  chargedAtMs: index,
  expiresAtMs: index + 1,
  settledAtMs: null,
  takenBack: [],
  notifyUrls: ["http://127.0.0.1:9/"],
  qrString: "00020101",
  ...fields,
});
/** What a file would hold of a store. */
const saved = (store: PaymentStore) => savedPaymentsSchema.parse(JSON.parse(JSON.stringify(store.save())));

test("a restart brings payments back as they were", () => {
  const store = createPaymentStore();
  const takenBack = [{ amount: 4_000, key: "k", reason: "", atMs: 9 }];
  store.put(payment(1, { status: "partial_refund", settledAtMs: 5, takenBack }));
  store.put(payment(2, { status: "expire" }));
  expect(createPaymentStore(saved(store)).list()).toEqual(store.list());
});

test("of many payments the newest are kept", () => {
  const store = createPaymentStore();
  for (let index = 0; index <= PAYMENTS_SAVED.countMax; index++) store.put(payment(index));
  const kept = createPaymentStore(saved(store)).list();
  expect([kept.length, kept[0]?.orderId]).toEqual([PAYMENTS_SAVED.countMax, "tu-1"]);
});

test("more payments than fit push the oldest out, and it is not found any more", () => {
  const store = createPaymentStore();
  for (let index = 0; index <= PAYMENTS_KEPT_MAX; index++) store.put(payment(index));
  expect([store.list().length, store.find("tu-0"), store.find("t0")]).toEqual([
    PAYMENTS_KEPT_MAX,
    undefined,
    undefined,
  ]);
  expect(store.find("tu-1")?.transactionId).toBe("t1");
});

test("an order id that was used again is that of the newer payment", () => {
  const store = createPaymentStore();
  store.put(payment(1, { orderId: "tu-a", status: "expire" }));
  store.put(payment(2, { orderId: "tu-a" }));
  store.put(payment(1, { orderId: "tu-a", status: "settlement" }));
  expect([store.find("tu-a")?.transactionId, store.find("t1")?.status]).toEqual(["t2", "settlement"]);
});
