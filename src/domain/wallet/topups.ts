import { eq, type SQL, sql } from "drizzle-orm";
import { topups } from "../../db/schema/wallet.ts";
import { ranks } from "./states.ts";

export type Topup = typeof topups.$inferSelect;

/** The cause of the transfer that credits a top-up. */
export const topupCause = (topupId: string) => `topup:${topupId}`;

/** The cause of the transfer by which staff credit a payment that fits no top-up. */
export const unmatchedCause = (orderId: string) => `unmatched:${orderId}`;

const rankCases = sql.join(
  Object.entries(ranks).map(([state, rank]) => sql.raw(`when '${state}' then ${rank}`)),
  sql` `,
);
/** How far the row's payment is, as SQL. */
export const rankOf = (state: SQL | typeof topups.state): SQL<number> =>
  sql<number>`case ${state} ${rankCases} end`;

/** Whether the row waits to be paid, as `isOpen` says of its state. */
export const isOpenRow: SQL = sql`${topups.state} in ('creating', 'pending')`;

/** Payments that may still be paid: a code that has expired by our own clock takes no room. */
export const openTopups = (memberId: string | SQL, nowMs: number | SQL): SQL =>
  sql`${topups} where ${topups.memberId} = ${memberId} and ${isOpenRow}
    and coalesce(${topups.expiresAtMs}, ${nowMs} + 1) > ${nowMs}`;

export const topupById = (id: string) => eq(topups.id, id);
