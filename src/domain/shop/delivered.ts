import { type SQL, sql } from "drizzle-orm";
import { finishRow, type OutboxRow } from "../../db/outbox.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { Deps } from "../deps.ts";

/**
 * How the direct message of a purchase ended. `closed`: the buyer takes none; `unseenMark` is what the try noted of
 * itself, where no earlier one can have shown the codes either.
 */
export type Delivery =
  | { readonly kind: "sent" }
  | { readonly kind: "closed"; readonly why: string; readonly unseenMark: number | null };

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
          deliveringAtMs: sql`nullif(${purchases.deliveringAtMs}, ${delivery.unseenMark})`,
          deliveryFailedAtMs: nowMs,
          deliveryFailure: delivery.why,
        };
  await db.batch([
    db.update(purchases).set(ended).where(sql`${purchases.id} = ${purchaseId}`),
    // The row is kept for weeks, and nobody edits the answer any more.
    db
      .update(outbox)
      .set({ payload: sql`json_remove(${outbox.payload}, '$.answerToken', '$.answerUntilMs')` })
      .where(sql`${outbox.id} = ${job.id}`),
    finishRow(db, job, nowMs, delivery.kind === "sent" ? null : "closed"),
  ]);
}

/** Notes that a try to deliver failed; the job goes on trying, and staff see it meanwhile. */
export async function noteFailedTry(deps: Deps, purchaseId: string, why: string): Promise<void> {
  await deps.db
    .update(purchases)
    .set({ deliveryFailedAtMs: deps.clock(), deliveryFailure: why })
    .where(sql`${purchases.id} = ${purchaseId} and ${purchases.deliveredAtMs} is null`);
}
