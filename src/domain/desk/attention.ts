import { type SQL, sql } from "drizzle-orm";
import { mails } from "../../db/schema/mail.ts";
import { orders } from "../../db/schema/orders.ts";
import { deadLetters, outbox } from "../../db/schema/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { cashbackBatches, payouts } from "../../db/schema/referrals.ts";
import { topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import type { BooksCheck } from "../ledger/booksCheck.ts";
import { isOpenRow } from "../orders/order.ts";
import { freeOf } from "../shop/lowStock.ts";

/** More of anything is not counted: a count reads what it counts. */
export const COUNTED_MAX = 1_000;
/** Mails that did not arrive are news for so long. */
const MAILS_NEW_MS = 7 * DAY_MS;
/** What a cashback batch left unpaid is looked at for so long. */
const PAYOUTS_NEW_MS = 30 * DAY_MS;
/** The books are checked every day; a check that is older than this was left out. */
const CHECK_LATE_MS = 2 * DAY_MS;

const CROWD = sql.raw(String(COUNTED_MAX + 1));
const counted = (from: SQL): SQL<number> =>
  sql<number>`(select count(*) from (select 1 from ${from} limit ${CROWD}))`;

/** What somebody should look at, and how many there are of it. */
export type Attention = {
  readonly booksBroken: number;
  readonly booksUnchecked: number;
  readonly mailStopped: number;
  readonly moneyOverAlarm: number;
  readonly jobsFailed: number;
  readonly messagesGivenUp: number;
  readonly paymentsUnmatched: number;
  readonly topupsDisputed: number;
  readonly deliveriesFailed: number;
  readonly stockLow: number;
  readonly mailsUndelivered: number;
  readonly ordersOverdue: number;
  readonly cashbackFailed: number;
  readonly cashbackToReview: number;
};

/** The statement that counts what stands in tables, each by the index that has it and no more than `COUNTED_MAX` and one. */
export function selectAttention({ db, clock }: Deps) {
  const nowMs = clock();
  const unpaid = (state: string) =>
    // The few batches first, each with the few of its payouts: SQLite would go through the payouts of all times.
    counted(sql`${cashbackBatches} as b cross join ${payouts} as p indexed by payout_state on p.batch_id = b.id
      where b.created_at_ms > ${nowMs - PAYOUTS_NEW_MS} and b.state in ('running', 'done')
      and p.state = ${state}`);
  return db
    .select({
      jobsFailed: counted(sql`${outbox} where state = 'failed'`),
      messagesGivenUp: counted(sql`${deadLetters}`),
      paymentsUnmatched: counted(sql`${unmatchedPayments} where state = 'open'`),
      topupsDisputed: counted(sql`${topups} where disputed_at_ms is not null`),
      deliveriesFailed: counted(sql`${purchases} where delivered_at_ms is null and revealed_at_ms is null
        and state = 'paid' and delivery_failed_at_ms is not null`),
      stockLow:
        counted(sql`${products} where ${products.state} = 'active' and ${products.lowStock} is not null
        and ${freeOf(sql`${products.id}`)} < ${products.lowStock}`),
      mailsUndelivered: counted(sql`${mails} indexed by mail_trouble
        where state in ('uncertain', 'failed', 'bounced', 'dropped', 'complaint') and state_at_ms > ${nowMs - MAILS_NEW_MS}`),
      ordersOverdue: counted(
        sql`${orders} where ${isOpenRow} and due_at_ms is not null and due_at_ms < ${nowMs}`,
      ),
      cashbackFailed: unpaid("failed"),
      cashbackToReview: unpaid("review"),
    })
    .from(sql`(select 1)`);
}

type Counts = Omit<Attention, "booksBroken" | "booksUnchecked" | "mailStopped" | "moneyOverAlarm">;
type Seen = {
  readonly nowMs: number;
  /** The last check of the books; a shop of today has none. */
  readonly check: BooksCheck | undefined;
  readonly mailStoppedUntilMs: number | undefined;
  readonly money: number;
  readonly moneyAlarm: number;
};

/** What the counts and the rest come to. */
export const attentionOf = (
  counts: Counts,
  { nowMs, check, mailStoppedUntilMs, money, moneyAlarm }: Seen,
): Attention => ({
  ...counts,
  booksBroken: check?.broken.length ?? 0,
  booksUnchecked: check && check.atMs < nowMs - CHECK_LATE_MS ? 1 : 0,
  mailStopped: (mailStoppedUntilMs ?? 0) > nowMs ? 1 : 0,
  moneyOverAlarm: money >= moneyAlarm ? 1 : 0,
});
