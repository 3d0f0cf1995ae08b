import { type Case, groupBy, type Violation } from "./evidence.ts";

/** The setting that is in force here, in 1/10,000. */
const BASIS_POINTS = 50;
const UNITS = 10_000;

/** Each completed order of somebody who was brought earned its share, once; what was paid is what was earned, to the unit. */
export function judgeCashback(of: Case): Violation[] {
  return [...judgeEarnings(of), ...judgePayouts(of), ...judgeSums(of)];
}

function* judgeEarnings({ books }: Case): Generator<Violation> {
  const earned = groupBy(books.earnings, ({ cause }) => cause);
  const brought = new Map(books.referrals.map((referral) => [referral.member_id, referral]));
  const known = new Set<string>();
  for (const { id, customer_id, amount, discount, completed_at_ms } of books.orders) {
    const referral = brought.get(customer_id);
    const paid = (amount ?? 0) - discount;
    const isOwed =
      completed_at_ms !== null && referral && referral.created_at_ms <= completed_at_ms && paid > 0;
    const [row, ...others] = earned.get(`order:${id}`) ?? [];
    known.add(`order:${id}`);
    if (others.length > 0 || (isOwed ? !row : row))
      yield { rule: "order_not_earned_once", about: `${id} earned ${others.length + (row ? 1 : 0)} times` };
    if (row && (row.units !== paid * BASIS_POINTS || row.referrer_id !== referral?.referrer_id))
      yield { rule: "earning_not_its_order", about: id };
  }
  for (const { cause, kind } of books.earnings)
    if (kind === "order" && !known.has(cause)) yield { rule: "earning_of_no_order", about: cause };
}

const causeOf = (batchId: string, memberId: string) => `cashback:${batchId}:${memberId}`;

function* judgePayouts(of: Case): Generator<Violation> {
  const { books } = of;
  const paid = books.cashback_payouts.filter(({ state }) => state === "paid");
  for (const { batch_id, member_id, amount } of paid) {
    const [transfer, ...others] = of.transfersFor(causeOf(batch_id, member_id));
    const isRight = transfer?.amount === amount && transfer.credit === `member:${member_id}/money`;
    if (!isRight || others.length > 0)
      yield { rule: "payout_not_its_transfer", about: `${batch_id} ${member_id}` };
  }
  const wanted = new Set(paid.map(({ batch_id, member_id }) => causeOf(batch_id, member_id)));
  for (const { kind, cause } of books.transfers)
    if (kind === "referral_cashback" && !wanted.has(cause))
      yield { rule: "cashback_of_no_payout", about: cause };
}

/** The earnings that a payout took are those of its sum, and what is less than a unit goes on as an earning. */
function* judgeSums({ books }: Case): Generator<Violation> {
  const taken = groupBy(
    books.earnings.filter(({ batch_id }) => batch_id !== null),
    ({ batch_id, referrer_id }) => `${batch_id}:${referrer_id}`,
  );
  const left = new Map(books.earnings.map(({ cause, units }) => [cause, units]));
  for (const { batch_id, member_id, units, amount, state } of books.cashback_payouts) {
    const name = `${batch_id}:${member_id}`;
    const sum = (taken.get(name) ?? []).reduce((all, each) => all + each.units, 0);
    taken.delete(name);
    const rest = left.get(`remainder:${name}`) ?? 0;
    const isRight = state === "paid" ? sum === units && amount * UNITS + rest === units : sum === 0;
    if (!isRight)
      yield { rule: "payout_not_what_was_earned", about: `${name}: ${sum} of ${units}, ${rest} left` };
  }
  for (const name of taken.keys()) yield { rule: "earnings_paid_to_nobody", about: name };
}
