import { type SQL, sql } from "drizzle-orm";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { recordAuditFrom } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { isPaid, pauseMs, ranks, stepTo } from "./states.ts";
import { showIdOf } from "./step.ts";
import { rankOf } from "./topups.ts";

export const unmatchedAuditId = (moveId: string) => `${moveId}.unmatched`;

/** What was paid in another way than was asked for is not waited for any more: staff see to it. */
function closeOther({ db, clock }: Deps, { orderId }: PaymentStatus, differs: SQL, moveId: string) {
  const nowMs = clock();
  const pause = pauseMs("failed", 0);
  return db
    .update(topups)
    .set({
      state: "failed",
      reason: "differs",
      movedBy: moveId,
      checks: 0,
      stateAtMs: nowMs,
      nextCheckAtMs: pause === null ? null : nowMs + pause,
    })
    .where(sql`${topups.id} = ${orderId} and ${rankOf(topups.state)} < ${ranks.failed} and ${differs}`);
}

/** The code goes out of the member's sight: nobody shall pay it again. */
function showClosed({ db, clock }: Deps, { orderId }: PaymentStatus, moveId: string) {
  const atMs = clock();
  return putInOutboxFrom(
    db,
    { id: showIdOf(moveId), kind: "topup.show", payload: sql`json_object('topupId', ${topups.id})`, atMs },
    sql`${topups} where ${topups.id} = ${orderId} and ${topups.movedBy} = ${moveId} and ${topups.reason} = 'differs'
      and ${topups.interactionToken} is not null and ${topups.answerUntilMs} > ${atMs}`,
  );
}

/**
 * The statements that put a payment which fits no top-up on the staff's desk: one that is none of ours, or money that
 * arrived in another amount or currency than was asked for. Staff are told once.
 */
export function keepUnmatched(deps: Deps, status: PaymentStatus, moveId: string) {
  const { db, shop } = deps;
  const { orderId, amount, currency } = status;
  const nowMs = deps.clock();
  const step = stepTo(status);
  const arrived = step !== null && isPaid(step.state);
  const ours = sql`exists (select 1 from ${topups} where ${topups.id} = ${orderId})`;
  const foreign = currency !== null && currency !== shop.currency;
  const differs = foreign
    ? sql`true`
    : sql`not exists (select 1 from ${topups} where ${topups.id} = ${orderId} and ${topups.amount} = ${amount})`;
  const why = sql`case when not ${ours} then 'unknown_order' when ${foreign ? 1 : 0} then 'currency_differs' else 'amount_differs' end`;
  const kept = sql`(select 1) where not ${ours} or (${arrived ? 1 : 0} and ${differs})`;
  return [
    db.run(sql`
      insert into ${unmatchedPayments} (order_id, why, status, amount, currency, first_at_ms, last_at_ms)
      select ${orderId}, ${why}, ${status.status}, ${amount}, ${currency}, ${nowMs}, ${nowMs} from ${kept}
      on conflict (order_id) do update set status = excluded.status, amount = excluded.amount,
        currency = excluded.currency, deliveries = deliveries + 1, last_at_ms = excluded.last_at_ms`),
    ...(arrived ? [closeOther(deps, status, differs, moveId), showClosed(deps, status, moveId)] : []),
    ...(arrived
      ? recordAuditFrom(
          deps,
          {
            id: unmatchedAuditId(moveId),
            actor: "system",
            action: step.refunded > 0 ? "payment.returned" : "payment.unmatched",
            target: `payment:${orderId}`,
            after: sql`json_object('amount', ${amount === null ? null : BigInt(amount)}, 'status', ${status.status})`,
            cause: `unmatched:${orderId}:${status.status}:${step.refunded}`,
          },
          kept,
        )
      : []),
  ];
}
