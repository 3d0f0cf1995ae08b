import { eq, type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../db/ledger.ts";
import { payDebt } from "../../db/money.ts";
import { audits } from "../../db/schema/audit.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "../members/locale.ts";
import { noticeBell, putNotice } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { type Arrival, arrivalOf } from "./arrived.ts";
import { midtransOf } from "./check.ts";
import { type MoneyMoved, selectMoved } from "./moved.ts";
import { topupCause, unmatchedCause } from "./topups.ts";
import type { UnmatchedPayment } from "./unmatchedList.ts";

/** Somebody waits for the answer in Discord, which takes it late as well. */
const STATUS_WITHIN_MS = 8 * SECOND_MS;

/** Whose a payment is to be. */
export type Credit = { readonly orderId: string; readonly memberId: string };

export type PaymentCredited = Credit & MoneyMoved & { readonly locale: Locale };
export type PaymentDismissed = { readonly payment: UnmatchedPayment; readonly locale: Locale };

const auditIdOf = (request: Request) => `${request.id}.payment`;
const noticeIdOf = (request: Request) => `${request.id}.notice`;

/**
 * Gives the money of a payment that fits no top-up to a member: once, whoever presses, and only if Midtrans says at
 * this moment that it has arrived. The repeat of a request gets its first answer again.
 * @throws Problem when Midtrans does not say so, or the payment is decided, or a top-up's after all.
 */
export async function creditPayment(deps: Deps, request: Request, credit: Credit): Promise<PaymentCredited> {
  const outcome = await midtransOf(deps).status(credit.orderId, STATUS_WITHIN_MS);
  const arrival = arrivalOf(outcome, deps.shop.currency);
  if (arrival.kind === "refused") return await creditedElse(deps, request, credit, arrival.facts);
  return (
    (await book(deps, request, credit, arrival)) ??
    (await creditedElse(deps, request, credit, { kind: "payment_is_topup", topupId: credit.orderId }))
  );
}

/** Books the credit; null when the guard refused it. */
async function book(
  deps: Deps,
  request: Request,
  { orderId, memberId }: Credit,
  { status, amount }: Extract<Arrival, { kind: "arrived" }>,
): Promise<PaymentCredited | null> {
  const { db } = deps;
  const cause = unmatchedCause(orderId);
  const booked = bookedNow(deps);
  const decided = {
    state: "credited",
    memberId,
    status: status.status,
    amount,
    currency: status.currency,
  } as const;
  try {
    const [[moved], readers] = await writeThenRead(
      db,
      [
        meetMember(db, memberId, deps.clock(), request),
        openAccounts(db, "money", [memberOwner(memberId)]),
        // What was dismissed by mistake is credited from the same card.
        decide(
          deps,
          request,
          orderId,
          decided,
          sql`state <> 'credited' and not ${isTopups(orderId, amount)}`,
        ),
        mustHaveChanged(db),
        transferFrom(
          db,
          {
            debit: accountId(systemOwner("midtrans"), "money"),
            credit: accountId(memberOwner(memberId), "money"),
            amount: BigInt(amount),
            asset: "money",
            kind: "payment.credit",
            cause,
            actor: request.actor.id,
            source: "midtrans",
            ...booked,
          },
          sql`(select 1) where true`,
        ),
        mustHaveChanged(db),
        payDebt(db, memberId, cause, booked),
        putNotice(deps, noticeIdOf(request), { notice: "money_changed", memberId, cause }),
        ...recordAudit(deps, {
          ...auditOf(request, "payment.credit", orderId),
          after: { member: memberId, amount, status: status.status },
        }),
      ],
      [selectMoved(db, cause, memberId), chosenLocale(db, request.actor.id)],
    );
    if (!moved) throw new Error("a booked transfer is not there");
    ringAfter(deps, request);
    return { orderId, memberId, ...moved, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

/** Whether the money is a top-up's: it was credited by itself, or is about to be, because the amount fits now. */
const isTopups = (orderId: string, amount: number): SQL =>
  sql`(exists (select 1 from ${transfers} where cause = ${topupCause(orderId)})
    or exists (select 1 from ${topups} where id = ${orderId} and amount = ${BigInt(amount)}))`;

/**
 * Sets a payment aside that is nobody's here; it can still be credited. The repeat of a request gets its answer again.
 * @throws Problem when the payment is decided already.
 */
export async function dismissPayment(
  deps: Deps,
  request: Request,
  orderId: string,
): Promise<PaymentDismissed> {
  const { db } = deps;
  const facts = sql`(select json_object('amount', amount, 'status', status) from ${unmatchedPayments}
    where order_id = ${orderId})`;
  try {
    const [[payment], readers] = await writeThenRead(
      db,
      [
        decide(deps, request, orderId, { state: "dismissed" }, sql`state = 'open'`),
        mustHaveChanged(db),
        ...recordAudit(deps, { ...auditOf(request, "payment.dismiss", orderId), after: facts }),
      ],
      [selectPayment(deps, orderId), chosenLocale(db, request.actor.id)],
    );
    if (!payment) throw new Error("a dismissed payment is not there");
    ringAudit(deps, auditIdOf(request));
    return { payment, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const { payment, isEcho, locale } = await readDecision(deps, request, orderId);
  if (!isEcho) throw decidedProblem(payment, locale);
  ringAudit(deps, auditIdOf(request));
  return { payment, locale };
}

function decide(
  { db, clock }: Deps,
  request: Request,
  orderId: string,
  fields: Partial<UnmatchedPayment>,
  condition: SQL,
) {
  return db
    .update(unmatchedPayments)
    .set({ ...fields, decidedBy: request.actor.id, decidedRequest: request.id, decidedAtMs: clock() })
    .where(sql`${unmatchedPayments.orderId} = ${orderId} and ${condition}`);
}

const auditOf = (request: Request, action: string, orderId: string) => ({
  id: auditIdOf(request),
  actor: request.actor.id,
  action,
  target: `payment:${orderId}`,
  cause: auditIdOf(request),
});

function ringAfter(deps: Deps, request: Request): void {
  ring(deps, [noticeBell(noticeIdOf(request))]);
  ringAudit(deps, auditIdOf(request));
}

const selectPayment = ({ db }: Deps, orderId: string) =>
  db.select().from(unmatchedPayments).where(eq(unmatchedPayments.orderId, orderId));

/** The first answer of a request that comes again. @throws Problem of what was decided, else of these facts. */
async function creditedElse(
  deps: Deps,
  request: Request,
  credit: Credit,
  facts: ProblemFacts,
): Promise<PaymentCredited> {
  const { payment, moved, isEcho, locale } = await readDecision(
    deps,
    request,
    credit.orderId,
    credit.memberId,
  );
  if (isEcho && moved) {
    // The first attempt may have lost its reply, and with it its bells.
    ringAfter(deps, request);
    return { ...credit, ...moved, locale };
  }
  throw payment.state === "credited" ? decidedProblem(payment, locale) : new Problem(facts, locale);
}

/** How a payment stands, and whether this very request made it so. @throws Problem when there is no such payment. */
async function readDecision(deps: Deps, request: Request, orderId: string, memberId = "") {
  const { db } = deps;
  const [[payment], [moved], echoes, readers] = await db.batch([
    selectPayment(deps, orderId),
    selectMoved(db, unmatchedCause(orderId), memberId),
    db
      .select({ id: audits.id })
      .from(audits)
      .where(eq(audits.cause, auditIdOf(request))),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!payment) throw new Problem({ kind: "payment_unknown" }, locale);
  return { payment, moved, isEcho: echoes.length > 0, locale };
}

function decidedProblem({ state, decidedBy, memberId }: UnmatchedPayment, locale: Locale): Problem {
  return new Problem(
    { kind: "payment_decided", isCredited: state === "credited", decidedBy, memberId },
    locale,
  );
}
