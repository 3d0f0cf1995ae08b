import { sql } from "drizzle-orm";
import type { Notification } from "../../clients/midtrans/notification.ts";
import { writeThenRead } from "../../db/batch.ts";
import { topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";
import { applyStatus } from "./apply.ts";
import { keepNotification } from "./inbox.ts";

/** Midtrans waits 15 seconds for our answer and wishes it within five. */
const STATUS_WITHIN_MS = 3 * SECOND_MS;

/** `done`: it is kept, and what Midtrans' status says is booked. `unconfirmed`: kept, but the status could not be read. */
export type Taken = "done" | "unconfirmed" | "unknown_order";

/**
 * Takes a signed notification: asks Midtrans what became of the payment and books that.
 * @throws DatabaseAway
 */
export async function takeNotification(deps: Deps, notification: Notification): Promise<Taken> {
  const found = await deps.midtrans?.status(notification.orderId, STATUS_WITHIN_MS);
  if (found?.kind === "found") {
    const { view } = await applyStatus(deps, found.status, { notification });
    return view ? "done" : "unknown_order";
  }
  return await keepUnconfirmed(deps, notification);
}

/** The cron trigger asks for it next, and Midtrans tells again. */
async function keepUnconfirmed(deps: Deps, notification: Notification): Promise<Taken> {
  const { db } = deps;
  const nowMs = deps.clock();
  const { orderId, status, amount } = notification;
  const ours = sql`exists (select 1 from ${topups} where ${topups.id} = ${orderId})`;
  const [rows] = await writeThenRead(
    db,
    [
      keepNotification(deps, notification, sql`iif(${ours}, 'unconfirmed', 'unknown_order')`),
      db.update(topups).set({ nextCheckAtMs: nowMs }).where(sql`${topups.id} = ${orderId}`),
      db.run(sql`
        insert into ${unmatchedPayments} (order_id, why, status, amount, first_at_ms, last_at_ms)
        select ${orderId}, 'unknown_order', ${status}, ${amount}, ${nowMs}, ${nowMs} from (select 1) where not ${ours}
        on conflict (order_id) do update set deliveries = deliveries + 1, last_at_ms = excluded.last_at_ms`),
    ],
    [db.select({ id: topups.id }).from(topups).where(sql`${topups.id} = ${orderId}`)],
  );
  return rows.length > 0 ? "unconfirmed" : "unknown_order";
}
