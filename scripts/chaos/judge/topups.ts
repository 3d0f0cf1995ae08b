import { restOf } from "../load/amounts.ts";
import { type Case, groupBy, type Payment, type Violation } from "./evidence.ts";

type Topup = Case["books"]["topups"][number];
type Transfer = Case["books"]["transfers"][number];

const MIDTRANS = "system:midtrans/money";
const walletOf = (memberId: string) => `member:${memberId}/money`;
const debtOf = (memberId: string) => `system:debt:${memberId}/money`;

const hasArrived = ({ settledAtMs, fraudStatus }: Payment) =>
  settledAtMs !== null && fraudStatus === "accept";
const backOf = ({ takenBack }: Payment) => takenBack.reduce((sum, { amount }) => sum + amount, 0);
const sum = (transfers: readonly Transfer[]) => transfers.reduce((total, { amount }) => total + amount, 0);

/** Whether Midtrans has the money of the top-up, and all of it: money of another amount is for staff. */
const isFor = (topup: Topup | undefined, payment: Payment) =>
  topup !== undefined && topup.amount === payment.amount && hasArrived(payment);

/** What Midtrans says in the end is what the shop has booked: each payment once, to its member, less what went back. */
export function judgeTopups(of: Case): Violation[] {
  const topups = new Map(of.books.topups.map((topup) => [topup.id, topup]));
  const payments = new Map(of.midtrans.payments.map((payment) => [payment.orderId, payment]));
  return [
    ...[...payments.values()].flatMap((payment) => [
      ...judgePayment(of, payment, topups.get(payment.orderId)),
    ]),
    ...of.books.topups.flatMap((topup) => [...judgeTopup(of, topup, payments.get(topup.id))]),
    ...judgeMoney(of, topups),
    ...judgeUnmatched(of, topups, payments),
    ...judgeTotal(of, topups, payments),
    ...judgeDebts(of),
  ];
}

function* judgePayment(of: Case, payment: Payment, topup: Topup | undefined): Generator<Violation> {
  const about = `payment ${payment.orderId} of ${payment.amount} is ${payment.status}`;
  const credits = of.transfersFor(`topup:${payment.orderId}`);
  if (!topup && payment.orderId.startsWith("tu-")) yield { rule: "payment_without_topup", about };
  if (credits.length > 1) yield { rule: "topup_credited_twice", about };
  const isDue = isFor(topup, payment);
  const isAllBack = backOf(payment) === payment.amount;
  if (!isDue && credits.length > 0) yield { rule: "topup_credited_unpaid", about };
  // Money that came and went before the shop heard of it needs no booking.
  if (isDue && credits.length === 0 && !isAllBack) yield { rule: "topup_not_credited", about };
  if (
    credits.some(
      ({ debit, credit, amount }) =>
        debit !== MIDTRANS || credit !== walletOf(topup?.member_id ?? "") || amount !== topup?.amount,
    )
  )
    yield { rule: "topup_credited_wrongly", about };
  const back = isDue && credits.length > 0 ? backOf(payment) : 0;
  const booked = sum(takenBack(of, payment.orderId));
  if (booked !== back) yield { rule: "topup_back_differs", about: `${about}: ${booked}, not ${back}` };
}

const BACK = /^topup:(.+):(back|owed):\d+$/;

const takenBack = (of: Case, topupId: string) =>
  of.books.transfers.filter(({ cause }) => BACK.exec(cause)?.[1] === topupId);

/** States that Midtrans' status leads to; a top-up of which no answer came has failed to its member, until money comes. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  pending: ["pending", "failed"],
  expire: ["expired", "failed"],
  cancel: ["cancelled", "failed"],
  deny: ["denied", "failed"],
  settlement: ["paid"],
  capture: ["paid"],
  partial_refund: ["partly_refunded"],
  partial_chargeback: ["partly_refunded"],
  refund: ["refunded"],
  chargeback: ["charged_back"],
};
const DOUBTED: Readonly<Record<string, readonly string[]>> = {
  accept: ["paid"],
  challenge: ["pending", "failed"],
  deny: ["denied", "failed"],
};
/** Money of another amount ends the waiting, and moves nothing else. */
const CLOSED = ["denied", "cancelled", "expired", "failed"];
const UNPAID = ["creating", "pending", ...CLOSED];

function* judgeTopup(of: Case, topup: Topup, payment: Payment | undefined): Generator<Violation> {
  const about = `top-up ${topup.id} of ${topup.amount} is ${topup.state}, its payment of ${payment?.amount} ${payment?.status}`;
  const asked = of.history.topups.find(({ id }) => topup.id === `tu-${id}`);
  if (asked?.memberId !== topup.member_id || asked.amount !== topup.amount)
    yield { rule: "topup_unasked", about };
  if (asked?.refused) yield { rule: "refused_but_topped_up", about };
  if (!expectedStates(of, topup, payment).includes(topup.state)) yield { rule: "topup_state_differs", about };
  const back = payment && isFor(topup, payment) ? backOf(payment) : 0;
  if (topup.refunded !== back)
    yield { rule: "topup_refunded_differs", about: `${about}: ${topup.refunded}, not ${back}` };
}

function expectedStates(of: Case, { id, amount }: Topup, payment: Payment | undefined): readonly string[] {
  if (!payment) return ["failed", "cancelled"];
  if (payment.amount !== amount) return hasArrived(payment) ? CLOSED : UNPAID;
  if (payment.status !== "capture") return STATES[payment.status] ?? [];
  const doubted = DOUBTED[payment.fraudStatus ?? ""] ?? [];
  // Doubted money opens nothing again that the member has cancelled before it came.
  const isCancelled = of.history.topupPresses.some(
    ({ topupId, wish }) => topupId === id && wish === "cancel",
  );
  return isCancelled && !hasArrived(payment) ? [...doubted, "cancelled"] : doubted;
}

/** No money comes from anywhere or goes anywhere without a payment, but for what another program took and for cashback. */
function* judgeMoney(of: Case, topups: ReadonlyMap<string, Topup>): Generator<Violation> {
  for (const { seq, cause, debit, credit, asset } of of.books.transfers) {
    if (asset !== "money" || cause.startsWith("api:") || cause.startsWith("cashback:")) continue;
    const topup = topups.get(/^topup:([^:]+)/.exec(cause)?.[1] ?? "");
    const [wallet, debt] = topup ? [walletOf(topup.member_id), debtOf(topup.member_id)] : [];
    const ways: Readonly<Record<string, readonly [string | undefined, string | undefined]>> = {
      "": [MIDTRANS, wallet],
      debt: [wallet, debt],
      back: [wallet, MIDTRANS],
      owed: [debt, MIDTRANS],
    };
    const [from, to] = ways[cause.split(":")[2] ?? ""] ?? [];
    if (!topup || debit !== from || credit !== to)
      yield { rule: "money_from_nowhere", about: `transfer ${seq}: ${cause}` };
  }
}

/** Money that fits no top-up waits for staff, and nothing else does. */
function* judgeUnmatched(
  of: Case,
  topups: ReadonlyMap<string, Topup>,
  payments: ReadonlyMap<string, Payment>,
): Generator<Violation> {
  const waiting = new Map(of.books.unmatched_payments.map((row) => [row.order_id, row]));
  for (const [orderId, payment] of payments) {
    const topup = topups.get(orderId);
    const differs = topup && topup.amount !== payment.amount && hasArrived(payment);
    if (differs && waiting.get(orderId)?.amount !== payment.amount)
      yield { rule: "unmatched_missing", about: orderId };
  }
  for (const { orderId } of of.midtrans.letters.filter(({ statuses }) => statuses.includes(404))) {
    if (!waiting.has(orderId)) yield { rule: "unmatched_missing", about: `${orderId}, answered 404` };
  }
  for (const [orderId, { why }] of waiting) {
    const [topup, payment] = [topups.get(orderId), payments.get(orderId)];
    const isRight = why === "unknown_order" ? !topup : topup && topup.amount !== payment?.amount;
    if (!isRight) yield { rule: "unmatched_unfounded", about: `${orderId}: ${why}` };
  }
}

/** I12: what came from Midtrans, less what went back, is what its books say. */
function judgeTotal(
  of: Case,
  topups: ReadonlyMap<string, Topup>,
  payments: ReadonlyMap<string, Payment>,
): Violation[] {
  const due = [...payments.values()]
    .filter((payment) => isFor(topups.get(payment.orderId), payment))
    .reduce((total, payment) => total + payment.amount - backOf(payment), 0);
  const booked = -balanceOf(of, MIDTRANS);
  return booked === due ? [] : [{ rule: "money_not_midtrans", about: `${booked}, not ${due}` }];
}

const balanceOf = (of: Case, account: string) =>
  of.books.accounts.find(({ id }) => id === account)?.balance ?? 0;

/** Who owes has nothing; the shop owes nobody by a debt. */
function* judgeDebts(of: Case): Generator<Violation> {
  const debts = of.books.accounts.filter(({ id }) => id.startsWith("system:debt:"));
  for (const { id, balance } of debts) {
    const memberId = id.slice("system:debt:".length, -"/money".length);
    const held = balanceOf(of, walletOf(memberId));
    if (balance > 0 || (balance < 0 && held !== 0))
      yield { rule: "debt_beside_money", about: `${memberId} owes ${-balance} and has ${held}` };
  }
}

/** The top-ups of each member by the rest of their amounts, which no two share. */
export function topupsByRest(of: Case): ReadonlyMap<string, Topup[]> {
  return groupBy(of.books.topups, ({ member_id, amount }) => `${member_id} ${restOf(amount)}`);
}

export const isArrived = (topup: Topup | undefined, payment: Payment | undefined): boolean =>
  payment !== undefined && isFor(topup, payment);
