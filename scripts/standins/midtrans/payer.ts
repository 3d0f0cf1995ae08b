import { type Acts, type Differing, mustBePending, mustHoldMoney } from "./acts.ts";
import type { Notifier, Sent } from "./notifier.ts";
import { type Payment, takenBackTotal } from "./payment.ts";
import type { Notification } from "./wire.ts";

const STRANGERS_AMOUNT = 25_000;

/**
 * What payers, Midtrans and forgers do with a payment. Each resolves with the notifications it sent, once each was
 * tried a first time, and rejects with ActRefusal when the payment's status does not allow it.
 */
export function createPayer(acts: Acts, notifier: Notifier) {
  const { must, settled, change, tell, make, letters } = acts;
  const end = async (id: string, status: "expire" | "deny" | "cancel"): Promise<readonly Sent[]> =>
    await tell(change(mustBePending(must(id)), { status }));
  const forge = (payment: Payment, what: string, notification: Notification) =>
    notifier.send(letters(payment, notification, { what, forged: true }));

  return {
    pay: async (id: string) => await tell(settled(mustBePending(must(id)))),
    /** Paid in time at the payer's bank, while Midtrans had it expired. */
    async payLate(id: string): Promise<readonly Sent[]> {
      const payment = must(id);
      const before = payment.status === "expire" ? [] : await end(id, "expire");
      return [...before, ...(await tell(settled(must(id))))];
    },
    /** One payment, told twice at the same moment. */
    async payTwice(id: string): Promise<readonly Sent[]> {
      const payment = settled(mustBePending(must(id)));
      const letter = letters(payment, make(payment));
      return await notifier.send([...letter, ...letter], { together: true });
    },
    /** Paid; that it is pending is told after that it is settled. */
    outOfOrder: async (id: string) => await tell(settled(mustBePending(must(id))), "settlement", "pending"),
    expire: (id: string) => end(id, "expire"),
    deny: (id: string) => end(id, "deny"),
    cancel: (id: string) => end(id, "cancel"),
    refund: (id: string, amount?: number) => takeBackOf(acts, id, "refund", amount),
    chargeback: (id: string, amount?: number) => takeBackOf(acts, id, "chargeback", amount),

    /** Somebody who does not know the key says that it is settled. Nothing was paid. */
    async forgedSignature(id: string): Promise<readonly Sent[]> {
      const payment = must(id);
      const genuine = make(payment, { status: "settlement" });
      const reversed = [...genuine.signature_key].reverse().join("");
      return await forge(payment, "forged signature", { ...genuine, signature_key: reversed });
    },
    /** Somebody sends the signed notification of a pending payment with another status: the signature does not cover it. */
    async forgedStatus(id: string): Promise<readonly Sent[]> {
      const payment = must(id);
      const unsigned = { transaction_status: "settlement" } as const;
      return await forge(payment, "forged status", make(payment, { status: "pending", unsigned }));
    },
    /** A settlement over another amount; `inStatus`: the status at Midtrans says so too, else nothing was paid. */
    async wrongAmount(id: string, { amount, inStatus = true }: { amount?: number; inStatus?: boolean } = {}) {
      const payment = mustBePending(must(id));
      const other = amount ?? payment.amount * 2;
      if (inStatus) return await tell(settled(payment, { amount: other }));
      const letter = letters(payment, make(payment, { status: "settlement", amount: other }), {
        what: "wrong amount",
      });
      return await notifier.send(letter);
    },
    /** A payment of an order that is not the shop's. */
    unknownOrder: async (amount = STRANGERS_AMOUNT) => await tell(acts.stranger(amount)),
    /** Tells again what the payment is, or was; `copies` at once. */
    async notify(id: string, { copies = 1, ...differing }: Differing & { copies?: number } = {}) {
      const payment = must(id);
      const one = letters(payment, make(payment, differing));
      return await notifier.send(Array.from({ length: copies }, () => one).flat(), { together: true });
    },
  };
}

async function takeBackOf(
  acts: Acts,
  id: string,
  how: "refund" | "chargeback",
  amount?: number,
): Promise<readonly Sent[]> {
  const payment = mustHoldMoney(acts.must(id));
  const left = payment.amount - takenBackTotal(payment);
  return await acts.tell(acts.takeBack(payment, how, { amount: Math.min(amount ?? left, left) }));
}
