import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Notification } from "../../clients/midtrans/notification.ts";
import { paymentEvents } from "../../db/schema/wallet.ts";
import type { Deps } from "../deps.ts";

/** Midtrans' notifications have some 700 characters. */
const BODY_KEPT_CHARS = 16_000;

/**
 * The statement that keeps a notification as it came, with what became of it. The same one again only counts, and
 * what was done by an earlier delivery stays said.
 */
export function keepNotification({ db, clock }: Deps, notification: Notification, outcome: SQL) {
  const { orderId, status, body } = notification;
  const nowMs = clock();
  return db.run(sql`
    insert into ${paymentEvents} (id, order_id, status, body, outcome, first_at_ms, last_at_ms)
    select ${idOf(body)}, ${orderId}, ${status}, ${body.slice(0, BODY_KEPT_CHARS).toWellFormed()}, ${outcome}, ${nowMs}, ${nowMs}
    where true
    on conflict (id) do update set deliveries = deliveries + 1, last_at_ms = excluded.last_at_ms,
      outcome = iif(${paymentEvents.outcome} = 'applied', ${paymentEvents.outcome}, excluded.outcome)`);
}

const idOf = (body: string) => createHash("sha256").update(body).digest("hex");
