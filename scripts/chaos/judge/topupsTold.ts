import type { MoneyNotice, TopupPress, TopupTold, TopupWord } from "../history.ts";
import { restOf } from "../load/amounts.ts";
import { type Case, groupBy, type Payment, type Violation } from "./evidence.ts";
import { isArrived, topupsByRest } from "./topups.ts";

/** How far each word is; a payment goes on and never back. */
const RANKS: Readonly<Record<TopupWord, number>> = { waiting: 0, ended: 1, arrived: 2, returned: 3 };

/** What members were told of their money agrees with the books, and nobody is told twice. */
export function judgeTopupsTold(of: Case): Violation[] {
  const payments = new Map(of.midtrans.payments.map((payment) => [payment.orderId, payment]));
  const told = groupBy(of.history.topupsTold, ({ topupId }) => topupId);
  return [
    ...of.history.topupsTold.flatMap((one) => [...judgeTold(of, one, payments.get(one.topupId))]),
    ...of.history.topupPresses.flatMap((press) => [
      ...judgePress(of, press, told.get(press.topupId) ?? [], payments.get(press.topupId)),
    ]),
    ...judgeNotices(of, payments),
  ];
}

/** The amounts that went back in all after each step. */
function returnedSums(payment: Payment | undefined): number[] {
  let sum = 0;
  return (payment?.takenBack ?? []).map(({ amount }) => {
    sum += amount;
    return sum;
  });
}

function* judgeTold(
  of: Case,
  { topupId, word, amount }: TopupTold,
  payment: Payment | undefined,
): Generator<Violation> {
  const about = `${topupId}: ${word} ${amount ?? ""}`;
  const topup = of.topupById(topupId);
  if (!topup || (word !== "ended" && !payment)) yield { rule: "told_of_no_topup", about };
  const isCredited = of.transfersFor(`topup:${topupId}`).length > 0;
  if (word === "arrived" && (!isCredited || amount !== topup?.amount))
    yield { rule: "told_arrived_uncredited", about };
  if (word === "returned" && !returnedSums(payment).includes(amount ?? 0))
    yield { rule: "told_returned_wrongly", about };
}

function* judgePress(
  of: Case,
  { topupId, startedMs, answer, wish }: TopupPress,
  told: readonly TopupTold[],
  payment: Payment | undefined,
): Generator<Violation> {
  const about = `${wish} of ${topupId}: ${answer.kind === "told" ? answer.word : answer.kind}`;
  if (answer.kind === "refused") yield { rule: "press_refused", about: `${about}: ${answer.why}` };
  if (answer.kind !== "told") return;
  const before = told.filter(({ atMs }) => atMs < startedMs).map(({ word }) => RANKS[word]);
  if (RANKS[answer.word] < Math.max(0, ...before)) yield { rule: "told_backwards", about };
  const settledMs = payment?.settledAtMs ?? Number.POSITIVE_INFINITY;
  if (answer.word === "waiting" && isArrived(of.topupById(topupId), payment) && settledMs < startedMs)
    yield { rule: "told_waiting_after_it_arrived", about };
}

/** One message tells that money arrived, and each step back is told by one at most; the last tells all of it. */
function* judgeNotices(of: Case, payments: ReadonlyMap<string, Payment>): Generator<Violation> {
  const topups = topupsByRest(of);
  const keyOf = ({ memberId, amount }: MoneyNotice) => `${memberId} ${restOf(amount)}`;
  const notices = groupBy(of.history.moneyNotices, keyOf);
  for (const [key, list] of notices) {
    if (!topups.has(key)) yield { rule: "notice_of_no_topup", about: `${key}: ${list.length} times` };
  }
  for (const [key, [topup]] of topups) {
    if (!topup) continue;
    const about = `${topup.id} is ${topup.state}`;
    const payment = payments.get(topup.id);
    const words = (word: TopupWord) => (notices.get(key) ?? []).filter((notice) => notice.word === word);
    const [arrived, returned] = [words("arrived"), words("returned")];
    const isCredited = of.transfersFor(`topup:${topup.id}`).length > 0;
    if (arrived.length > (isCredited ? 1 : 0)) yield { rule: "notice_arrived_not_once", about };
    if (arrived.length === 0 && topup.state === "paid") yield { rule: "notice_arrived_missing", about };
    if (arrived.some(({ amount }) => amount !== topup.amount)) yield { rule: "notice_wrong", about };
    const sums = isCredited ? returnedSums(payment) : [];
    if (returned.length > sums.length) yield { rule: "notice_returned_not_once", about };
    if (returned.some(({ amount }) => !sums.includes(amount))) yield { rule: "notice_wrong", about };
    const last = Math.max(0, ...returned.map(({ amount }) => amount));
    if (last !== (sums.at(-1) ?? 0)) yield { rule: "notice_returned_missing", about: `${about}: ${last}` };
  }
}
