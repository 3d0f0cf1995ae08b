import { takenBackTotal } from "../../standins/midtrans/payment.ts";
import type { MidtransStandIn } from "../../standins/midtrans/standin.ts";
import type { Dice } from "../dice.ts";
import { partOf } from "./amounts.ts";

export type Midtrans = MidtransStandIn;

/** One thing that happens to a payment. What its status does not allow rejects with ActRefusal. */
export type Step = (midtrans: Midtrans, id: string, dice: Dice) => Promise<unknown>;

const pay: Step = (midtrans, id) => midtrans.pay(id);
/** Paid at the payer's bank, whatever Midtrans said before; nobody is told. */
const paySilently: Step = async (midtrans, id) => arrive(midtrans, id, {});
const expireSilently: Step = async (midtrans, id) => {
  if (midtrans.payment(id)?.status === "pending") midtrans.set(id, { status: "expire" });
};
const capture: Step = async (midtrans, id) => {
  arrive(midtrans, id, { status: "capture" });
  await midtrans.notify(id);
};
const challenge: Step = async (midtrans, id) => {
  arrive(midtrans, id, { status: "capture", fraudStatus: "challenge" });
  await midtrans.notify(id);
};
const judged =
  (fraudStatus: "accept" | "deny"): Step =>
  async (midtrans, id) => {
    if (midtrans.payment(id)?.fraudStatus !== "challenge") return;
    midtrans.set(id, { fraudStatus, settledAtMs: Date.now() });
    await midtrans.notify(id);
  };
export const giveBack: Step = async (midtrans, id, dice) => {
  const payment = midtrans.payment(id);
  if (!payment) return;
  const left = payment.amount - takenBackTotal(payment);
  const amount = partOf(dice, left, payment.takenBack.length === 0);
  await (dice.chance(0.7) ? midtrans.refund(id, amount) : midtrans.chargeback(id, amount));
};
/** Told again what is, or was, or what is not true: the shop has to ask. */
const tellAgain: Step = (midtrans, id, dice) => {
  const status = dice.pick<"pending" | "settlement">(["pending", "settlement"]);
  return midtrans.notify(id, { copies: dice.int(1, 20), ...(dice.chance(0.5) ? { status } : {}) });
};
const forgeSignature: Step = (midtrans, id) => midtrans.forgedSignature(id);
const forgeStatus: Step = (midtrans, id) => midtrans.forgedStatus(id);

function arrive(midtrans: Midtrans, id: string, fields: Parameters<Midtrans["settle"]>[1]): void {
  const payment = midtrans.payment(id);
  if (payment && payment.settledAtMs === null) midtrans.settle(id, fields);
}

/** What may become of a payment, and how often; an empty one is never paid. */
export const FATES: readonly { readonly steps: readonly Step[]; readonly weight: number }[] = [
  { steps: [pay], weight: 8 },
  { steps: [forgeSignature, pay, tellAgain, giveBack], weight: 6 },
  { steps: [pay, giveBack, giveBack, tellAgain], weight: 6 },
  { steps: [paySilently, giveBack], weight: 2 },
  { steps: [(midtrans, id) => midtrans.payTwice(id), tellAgain], weight: 3 },
  { steps: [(midtrans, id) => midtrans.outOfOrder(id)], weight: 3 },
  { steps: [(midtrans, id) => midtrans.payLate(id)], weight: 3 },
  { steps: [(midtrans, id) => midtrans.expire(id), paySilently], weight: 3 },
  { steps: [paySilently], weight: 3 },
  { steps: [expireSilently], weight: 1 },
  { steps: [expireSilently, paySilently, tellAgain], weight: 1 },
  { steps: [(midtrans, id) => midtrans.expire(id), tellAgain], weight: 1 },
  { steps: [(midtrans, id) => midtrans.deny(id), tellAgain], weight: 1 },
  { steps: [(midtrans, id) => midtrans.cancel(id), paySilently], weight: 1 },
  { steps: [capture], weight: 1 },
  { steps: [challenge, judged("accept")], weight: 1 },
  { steps: [challenge, judged("deny")], weight: 3 },
  { steps: [forgeSignature, forgeStatus], weight: 2 },
  { steps: [forgeStatus, tellAgain, pay, forgeSignature], weight: 2 },
  { steps: [(midtrans, id) => midtrans.wrongAmount(id, { inStatus: false }), pay], weight: 1 },
  { steps: [(midtrans, id) => midtrans.wrongAmount(id), tellAgain], weight: 3 },
  { steps: [], weight: 3 },
];
