import { type SQL, sql } from "drizzle-orm";
import { finishRow, type OutboxRow } from "../../db/outbox.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { Deps } from "../deps.ts";

/**
 * How the direct message of a purchase ended. `closed`: the buyer takes none; `unseen` where no earlier try can have
 * shown the codes either.
 */
export type Delivery =
  | { readonly kind: "sent" }
  | { readonly kind: "closed"; readonly why: string; readonly unseen: boolean };

/** Notes how a delivery ended, and ends its job, in one batch. */
export async function noteDelivery(
  deps: Deps,
  job: OutboxRow,
  purchaseId: string,
  delivery: Delivery,
): Promise<void> {
  const { db } = deps;
  const nowMs = deps.clock();
  const ended: Record<string, number | string | SQL | null> =
    delivery.kind === "sent"
      ? {
          deliveredAtMs: sql`coalesce(${purchases.deliveredAtMs}, ${nowMs})`,
          deliveryFailedAtMs: null,
          deliveryFailure: null,
        }
      : {
          ...(delivery.unseen ? { deliveringAtMs: null } : {}),
          deliveryFailedAtMs: nowMs,
          deliveryFailure: delivery.why,
        };
  await db.batch([
    db.update(purchases).set(ended).where(sql`${purchases.id} = ${purchaseId}`),
    finishRow(db, job, nowMs, delivery.kind === "sent" ? null : "closed"),
  ]);
}
