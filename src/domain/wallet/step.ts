import { type SQL, sql } from "drizzle-orm";
import type { PaymentStatus } from "../../clients/midtrans/answers.ts";
import {
  accountId,
  accountOfMember,
  debtOfMember,
  openDebts,
  openMemberAccounts,
  systemOwner,
  transferFrom,
  transfersFrom,
} from "../../db/ledger.ts";
import { heldBy, payDebt } from "../../db/money.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { topups } from "../../db/schema/wallet.ts";
import { recordAuditFrom } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { isClosed, isPaid, pauseMs, ranks, type Step } from "./states.ts";
import { rankOf, topupCause, unmatchedCause } from "./topups.ts";

const MIDTRANS = accountId(systemOwner("midtrans"), "money");

/** One application of a status: its id marks the row that it moves, and with it what follows from the move. */
export type Move = { readonly id: string; readonly status: PaymentStatus; readonly step: Step };

export const noticeIdOf = (moveId: string) => `${moveId}.notice`;
export const showIdOf = (moveId: string) => `${moveId}.show`;
export const auditIdOf = (moveId: string) => `${moveId}.audit`;

/** The row, where it is the payment that Midtrans describes. */
export const fits = ({ orderId, amount }: PaymentStatus): SQL =>
  sql`${topups.id} = ${orderId} and ${topups.amount} = ${amount}`;

const movedRow = ({ id, status }: Move): SQL =>
  sql`${topups} where ${topups.id} = ${status.orderId} and ${topups.movedBy} = ${id}`;

/**
 * The statements that move a payment on and book what follows: money that arrived, money that went back, the member's
 * notice, the staff's. All of it hangs on the row having been moved by this very application, so that a repeat, a
 * status that came too late and the loser of a race do nothing.
 */
export function moveOn(deps: Deps, move: Move) {
  const { step } = move;
  return [
    moveRow(deps, move),
    ...(isPaid(step.state) && step.state !== "refunded" && step.state !== "charged_back"
      ? creditRow(deps, move)
      : []),
    ...(step.refunded > 0 ? takeBack(deps, move) : []),
    ...tell(deps, move),
  ] as const;
}

function moveRow({ db, clock }: Deps, { id, status, step }: Move) {
  const nowMs = clock();
  const rank = ranks[step.state];
  const pause = pauseMs(step.state, 0);
  const isFurther = sql`${rankOf(topups.state)} < ${rank}`;
  return db
    .update(topups)
    .set({
      refundedBefore: sql`${topups.refunded}`,
      refunded: sql`max(${topups.refunded}, ${step.refunded})`,
      state: sql`iif(${isFurther}, ${step.state}, ${topups.state})`,
      movedBy: id,
      transactionId: sql`coalesce(${status.transactionId}, ${topups.transactionId})`,
      expiresAtMs: sql`coalesce(${status.expiresAtMs}, ${topups.expiresAtMs})`,
      disputedAtMs: isPaid(step.state) ? null : sql`${topups.disputedAtMs}`,
      checks: 0,
      nextCheckAtMs: pause === null ? null : nowMs + pause,
      stateAtMs: nowMs,
    })
    .where(sql`${fits(status)} and (${isFurther} or ${topups.refunded} < ${step.refunded})`);
}

function creditRow(deps: Deps, move: Move) {
  const { db } = deps;
  const booked = bookedNow(deps);
  const cause = topupCause(move.status.orderId);
  const memberId = sql`(select ${topups.memberId} from ${movedRow(move)})`;
  return [
    openMemberAccounts(db, "money", sql`select member_id from ${movedRow(move)}`),
    transferFrom(
      db,
      {
        debit: MIDTRANS,
        credit: accountOfMember(sql`${topups.memberId}`, "money"),
        amount: sql`${topups.amount}`,
        asset: "money",
        kind: "topup",
        cause,
        actor: sql`${topups.memberId}`,
        source: "midtrans",
        ...booked,
      },
      // Staff may have credited it by hand, while Midtrans named another amount.
      sql`${movedRow(move)} and not exists (select 1 from ${transfers} where cause = ${unmatchedCause(move.status.orderId)})`,
    ),
    payDebt(db, memberId, cause, booked),
  ];
}

/**
 * What is there goes back to Midtrans, and the rest of it becomes a debt. Both sides are of before: SQLite reads all
 * before it inserts. Done again after a lost reply, they would divide it otherwise, so one of them stands for both.
 */
function takeBack(deps: Deps, move: Move) {
  const { db } = deps;
  const cause = topupCause(move.status.orderId);
  const [back, owed] = [`${cause}:back:`, `${cause}:owed:`];
  const row = sql`(
    select ${topups.memberId} as member_id, ${topups.refunded} as refunded,
      ${topups.refunded} - ${topups.refundedBefore} as returned, ${heldBy(sql`${topups.memberId}`).balance} as held
    from ${movedRow(move)} and exists (select 1 from ${transfers} where cause = ${cause})
      and not exists (select 1 from ${transfers} where cause in (${back} || ${topups.refunded}, ${owed} || ${topups.refunded})))`;
  const parts = {
    credit: MIDTRANS,
    asset: "money",
    kind: move.status.status.endsWith("chargeback") ? "topup.chargeback" : "topup.refund",
    actor: "system",
    source: "midtrans",
    ...bookedNow(deps),
  } as const;
  return [
    openDebts(db, sql`select member_id from ${movedRow(move)}`),
    transfersFrom(db, [
      [
        {
          ...parts,
          debit: accountOfMember(sql`member_id`, "money"),
          amount: sql`min(held, returned)`,
          cause: sql`${back} || refunded`,
        },
        sql`${row} where min(held, returned) > 0`,
      ],
      [
        {
          ...parts,
          debit: debtOfMember(sql`member_id`),
          amount: sql`returned - held`,
          cause: sql`${owed} || refunded`,
        },
        sql`${row} where returned > held`,
      ],
    ]),
    ...recordAuditFrom(
      deps,
      {
        id: auditIdOf(move.id),
        actor: "system",
        action: parts.kind,
        target: `topup:${move.status.orderId}`,
        after: sql`json_object('member', ${topups.memberId}, 'amount', ${topups.amount},
          'returned', ${topups.refunded} - ${topups.refundedBefore},
          'owed', ${heldBy(sql`${topups.memberId}`).debt})`,
        cause: auditIdOf(move.id),
      },
      movedRow(move),
    ),
  ];
}

function tell({ db, clock }: Deps, move: Move) {
  const { step, status } = move;
  const atMs = clock();
  const payload = (notice: string) =>
    sql`json_object('notice', ${notice}, 'memberId', ${topups.memberId}, 'topupId', ${topups.id})`;
  const notice = step.refunded > 0 ? "topup_returned" : "topup_paid";
  const credited = sql`exists (select 1 from ${transfers} where cause = ${topupCause(status.orderId)})`;
  // Who was forgotten can have paid before, and nobody can be told.
  const send = putInOutboxFrom(
    db,
    {
      id: noticeIdOf(move.id),
      kind: "notice.send",
      payload: payload(notice),
      memberId: sql`${topups.memberId}`,
      atMs,
    },
    sql`${movedRow(move)} and ${credited} and ${topups.memberId} not glob 'erased-*'`,
  );
  const show = putInOutboxFrom(
    db,
    { id: showIdOf(move.id), kind: "topup.show", payload: sql`json_object('topupId', ${topups.id})`, atMs },
    sql`${movedRow(move)} and ${topups.interactionToken} is not null and ${topups.answerUntilMs} > ${atMs}`,
  );
  if (isPaid(step.state)) return [send, show];
  return isClosed(step.state) ? [show] : [];
}
