import { sql } from "drizzle-orm";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import type { Notification } from "../../clients/midtrans/notification.ts";
import { writeThenRead } from "../../db/batch.ts";
import { topups } from "../../db/schema/wallet.ts";
import { newId } from "../../lib/id.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { noticeBell } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { keepNotification } from "./inbox.ts";
import { selectTopup, type TopupView, viewFrom } from "./read.ts";
import { isOpen, isPaid, ranks, type Step, saysPaid, stepTo } from "./states.ts";
import { auditIdOf, fits, type Move, moveOn, noticeIdOf, showIdOf } from "./step.ts";
import { rankOf, type Topup } from "./topups.ts";
import { keepUnmatched, unmatchedAuditId } from "./unmatched.ts";

/** Money that Midtrans' status does not know of is looked for again soon. */
const DISPUTED_PAUSE_MS = MINUTE_MS;

/** What a status did: `moved` whether the payment went on by it; `view` null for a payment that is none of ours. */
export type Applied = { readonly view: TopupView | null; readonly moved: boolean };

/** When to ask again if the payment does not move; null: no more. `before` is what stood there when it was asked. */
export type NextCheck = { readonly atMs: number | null; readonly before: number | null };

/** What made us ask Midtrans. */
export type Occasion = {
  readonly notification?: Notification;
  readonly nextCheck?: NextCheck;
};

/**
 * Books what Midtrans' own status says of a payment. One round trip, safe to repeat and to race: the row goes on once,
 * and what follows hangs on that. A payment that is none of ours, or not of our amount, waits for staff.
 */
export async function applyStatus(
  deps: Deps,
  status: PaymentStatus,
  { notification, nextCheck }: Occasion,
): Promise<Applied> {
  const { db } = deps;
  const moveId = newId(deps.clock(), deps.random);
  const differs = notification !== undefined && notification.amount !== status.amount;
  const ours = isOurs(deps, status);
  const step = ours && !differs ? stepTo(status) : null;
  const move: Move | null = step && { id: moveId, status, step };
  const arrived = step !== null && isPaid(step.state);
  const [found] = await writeThenRead(
    db,
    [
      ...(move ? moveOn(deps, move) : []),
      ...keepUnmatched(deps, status, moveId),
      ...(notification
        ? [keepNotification(deps, notification, outcomeOf(status, moveId, differs || !ours))]
        : []),
      ...(differs ? alarmDiffers(deps, status, notification, moveId) : []),
      ...(notification && saysPaid(notification.status) && ours && !arrived
        ? [dispute(deps, status.orderId)]
        : []),
      ...(nextCheck ? [askAgain(deps, status.orderId, nextCheck, 1)] : []),
    ],
    [selectTopup(deps, status.orderId)],
  );
  const view = viewFrom(deps, found);
  const moved = view?.topup.movedBy === moveId;
  if (moved && step) ringAfter(deps, moveId, step, view.topup);
  if (arrived && view?.topup.amount !== status.amount) ringAudit(deps, unmatchedAuditId(moveId));
  if (differs) ringAudit(deps, differsAuditId(moveId));
  return { view, moved };
}

const isOurs = ({ shop }: Deps, { currency }: PaymentStatus) =>
  currency === null || currency === shop.currency;

const outcomeOf = (status: PaymentStatus, moveId: string, differs: boolean) => sql`case
  when not exists (select 1 from ${topups} where ${topups.id} = ${status.orderId}) then 'unknown_order'
  when ${differs ? 1 : 0} then 'differs'
  when not exists (select 1 from ${topups} where ${fits(status)}) then 'differs'
  when exists (select 1 from ${topups} where ${fits(status)} and ${topups.movedBy} = ${moveId}) then 'applied'
  else 'unchanged' end`;

const differsAuditId = (moveId: string) => `${moveId}.differs`;

/**
 * Signed, and of another amount than Midtrans' status says: nothing is booked on its occasion. What the status says is
 * booked when the cron trigger asks for it.
 */
function alarmDiffers(deps: Deps, status: PaymentStatus, notification: Notification, moveId: string) {
  const amounts = [notification.amount, status.amount].map((amount) =>
    amount === null ? null : BigInt(amount),
  );
  return recordAuditFrom(
    deps,
    {
      id: differsAuditId(moveId),
      actor: "system",
      action: "payment.differs",
      target: `topup:${status.orderId}`,
      after: sql`json_object('amount', ${amounts[0]}, 'expected', ${amounts[1]})`,
      cause: `differs:${status.orderId}:${notification.amount}`,
    },
    sql`${topups} where ${topups.id} = ${status.orderId}`,
  );
}

/** A notification says paid, the status does not: staff hear of it when that lasts. */
function dispute({ db, clock }: Deps, orderId: string) {
  const nowMs = clock();
  return db
    .update(topups)
    .set({
      disputedAtMs: sql`coalesce(${topups.disputedAtMs}, ${nowMs})`,
      nextCheckAtMs: sql`min(coalesce(${topups.nextCheckAtMs}, ${nowMs + DISPUTED_PAUSE_MS}), ${nowMs + DISPUTED_PAUSE_MS})`,
    })
    .where(sql`${topups.id} = ${orderId} and ${rankOf(topups.state)} < ${ranks.paid}`);
}

/**
 * The statement that sets when a payment is asked for next, unless somebody has set it since: by moving it on, or by
 * asking for it at once.
 * @param answered what the question counts for: none that was not answered is used up.
 */
export function askAgain({ db }: Deps, orderId: string, { atMs, before }: NextCheck, answered: 0 | 1) {
  return db
    .update(topups)
    .set({ checks: sql`${topups.checks} + ${answered}`, nextCheckAtMs: atMs })
    .where(sql`${topups.id} = ${orderId} and ${topups.nextCheckAtMs} is ${before}`);
}

function ringAfter(deps: Deps, moveId: string, step: Step, topup: Topup): void {
  if (isPaid(step.state)) ring(deps, [noticeBell(noticeIdOf(moveId))]);
  if (topup.interactionToken && !isOpen(step.state))
    ring(deps, [{ id: showIdOf(moveId), kind: "topup.show" }]);
  if (step.refunded > 0) ringAudit(deps, auditIdOf(moveId));
}
