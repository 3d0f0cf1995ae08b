import { asc, desc, eq, sql } from "drizzle-orm";
import { transfers } from "../../db/schema/ledger.ts";
import { paymentEvents, topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import type { Deps } from "../deps.ts";
import { type BookedTransfer, bookedTransfer } from "../ledger/transfers.ts";
import { Problem } from "../problem.ts";
import { type Topup, topupCause, unmatchedCause } from "./topups.ts";

/** Midtrans repeats a notification some five times; a payment has some few. */
const EVENTS_SHOWN_MAX = 50;
const TRANSFERS_SHOWN_MAX = 50;

export type PaymentEvent = typeof paymentEvents.$inferSelect;

export type TopupDetail = {
  readonly topup: Topup;
  /** Notifications as they came, the newest first; they are kept for 90 days. */
  readonly events: readonly PaymentEvent[];
  /** What it moved, by itself and by staff's decision. */
  readonly transfers: readonly BookedTransfer[];
  /** Whether a payment of its id stands on the desk of those that fit no top-up. */
  readonly isUnmatched: boolean;
};

/**
 * A top-up with all that is known of its payment. One round trip.
 * @throws Problem when there is none.
 */
export async function topupDetail({ db }: Deps, topupId: string): Promise<TopupDetail> {
  const [[topup], events, moved, unmatched] = await db.batch([
    db.select().from(topups).where(eq(topups.id, topupId)),
    db
      .select()
      .from(paymentEvents)
      .where(eq(paymentEvents.orderId, topupId))
      .orderBy(desc(paymentEvents.lastAtMs))
      .limit(EVENTS_SHOWN_MAX),
    db
      .select(bookedTransfer)
      .from(transfers)
      .where(sql`${ofCause(topupCause(topupId))} or ${ofCause(unmatchedCause(topupId))}`)
      .orderBy(asc(transfers.seq))
      .limit(TRANSFERS_SHOWN_MAX),
    db
      .select({ orderId: unmatchedPayments.orderId })
      .from(unmatchedPayments)
      .where(eq(unmatchedPayments.orderId, topupId)),
  ]);
  if (!topup) throw new Problem({ kind: "topup_id_unknown" });
  return { topup, events, transfers: moved, isUnmatched: unmatched.length > 0 };
}

/** A cause and what was made of it, which begins with it and a colon. */
const ofCause = (cause: string) =>
  sql`(${transfers.cause} = ${cause} or (${transfers.cause} > ${`${cause}:`} and ${transfers.cause} < ${`${cause};`}))`;
