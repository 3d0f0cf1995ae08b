import { and, eq, inArray, lte, sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, memberOwner, renameMember } from "../../db/ledger.ts";
import { heldBy } from "../../db/money.ts";
import { awards } from "../../db/schema/achievements.ts";
import { audits } from "../../db/schema/audit.ts";
import { claimFailures, claims } from "../../db/schema/claims.ts";
import { sessions } from "../../db/schema/dashboard.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members, mutedNotices } from "../../db/schema/members.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { purchases, quotes, reviews } from "../../db/schema/purchases.ts";
import { standings } from "../../db/schema/standings.ts";
import { paymentEvents, topups, unmatchedPayments } from "../../db/schema/wallet.ts";
import { base32 } from "../../lib/id.ts";
import { orderCode } from "../../lib/orderCode.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { WRONG_CODES_WINDOW_MS } from "../claims/guessing.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { openTopups } from "../wallet/topups.ts";
import { forgetOrders, openOrdersOf } from "./orders.ts";
import { forgetReferrals, pendingCashbackOf } from "./referrals.ts";

/** After so long the question whether to erase must be asked anew. */
export const QUESTION_LIVES_MS = 15 * MINUTE_MS;
const PSEUDONYM_BYTES = 10;

/** The question that a button answers: which asking it was, and when. */
export type ErasureQuestion = { readonly id: string; readonly askedAtMs: number };

/**
 * Forgets a member, once a question. Their accounts and what hangs on them get a name that nobody keeps the
 * meaning of, so that the books stay whole; everything else of them goes. Audit rows stay as they are: what staff
 * did must stay provable. A claim that comes later finds a member it never met.
 * @throws Problem when the question is too old, or something is still to be settled.
 */
export async function eraseMember(deps: Deps, request: Request, question: ErasureQuestion): Promise<Locale> {
  const { db } = deps;
  if (question.askedAtMs + QUESTION_LIVES_MS < deps.clock()) throw new Problem({ kind: "question_lapsed" });
  const auditId = `${question.id}.erase`;
  const pseudonym = `erased-${base32(deps.random(PSEUDONYM_BYTES))}`;
  try {
    const [readers] = await db.batch([
      chosenLocale(db, request.actor.id),
      // The reply to the first attempt may have been lost, or the button was pressed twice: what came since stays.
      mustHold(db, sql`not exists (select 1 from ${audits} where ${audits.cause} = ${auditId})`),
      mustHold(
        db,
        sql`${heldBy(request.actor.id).debt} = 0 and not exists (select 1 from ${openOf(deps, request)})
          and not exists (select 1 from ${openOrdersOf(request.actor.id)})`,
      ),
      ...forget(deps, request.actor.id, pseudonym),
      ...recordAudit(deps, {
        id: auditId,
        actor: "system",
        action: "member.erase",
        target: memberOwner(pseudonym),
        cause: auditId,
      }),
    ]);
    ringAudit(deps, auditId);
    return localeFrom(deps, readers);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [locale, erased] = await explain(deps, request, auditId);
  if (!erased) throw new Problem({ kind: "question_lapsed" }, locale);
  ringAudit(deps, auditId);
  return locale;
}

const openOf = (deps: Deps, request: Request) => openTopups(request.actor.id, deps.clock());

/** @throws Problem when something is still to be settled. */
async function explain(deps: Deps, request: Request, auditId: string): Promise<[Locale, boolean]> {
  const { db } = deps;
  const [[held], [audit]] = await db.batch([
    selectHeld(deps, request),
    db.select({ id: audits.id }).from(audits).where(eq(audits.cause, auditId)),
  ]);
  if (!audit) refuseUnsettled(deps, held);
  return [held?.locale ?? deps.shop.locale, audit !== undefined];
}

/** What somebody is to know before they say that they want to be forgotten. */
export type ErasureStakes = {
  readonly money: number;
  /** Purchases whose codes they have not had before their eyes. */
  readonly unseen: number;
  /** Cashback that is not paid yet. */
  readonly cashback: number;
  readonly locale: Locale;
};

/**
 * What would be lost by being forgotten.
 * @throws Problem when something is still to be settled: a debt, a payment that may arrive, or an order.
 */
export async function erasureStakes(deps: Deps, request: Request): Promise<ErasureStakes> {
  const [held] = await selectHeld(deps, request);
  refuseUnsettled(deps, held);
  const { balance: money = 0, unseen = 0, cashback = 0, locale } = held ?? {};
  return { money, unseen, cashback, locale: locale ?? deps.shop.locale };
}

const selectHeld = (deps: Deps, request: Request) =>
  deps.db
    .select({
      ...heldBy(request.actor.id),
      open: sql<number>`(select count(*) from ${openOf(deps, request)})`,
      unseen: sql<number>`(select count(*) from ${purchases} where member_id = ${request.actor.id} and state = 'paid'
        and delivered_at_ms is null and revealed_at_ms is null)`,
      openOrder: sql<number | null>`(select min(number) from ${openOrdersOf(request.actor.id)})`,
      cashback: pendingCashbackOf(request.actor.id),
      locale: members.locale,
    })
    .from(sql`(select 1)`)
    .leftJoin(members, eq(members.id, request.actor.id));

function refuseUnsettled(
  { shop }: Deps,
  held: Awaited<ReturnType<typeof selectHeld>>[number] | undefined,
): void {
  const locale = held?.locale ?? null;
  if (held && held.debt > 0)
    throw new Problem({ kind: "erase_owing", debt: held.debt, currency: shop.currency }, locale);
  if (held && held.open > 0) throw new Problem({ kind: "erase_topup_open" }, locale);
  if (held?.openOrder != null)
    throw new Problem({ kind: "erase_order_open", order: orderCode(held.openOrder) }, locale);
}

function forget(deps: Deps, memberId: string, pseudonym: string) {
  const { db, clock } = deps;
  const account = (id: string) => accountId(memberOwner(id), "points");
  // Wrong codes of the last minutes still count: who guesses must not be let off by being forgotten.
  const spentGuesses = lte(claimFailures.createdAtMs, clock() - WRONG_CODES_WINDOW_MS);
  return [
    db.delete(standings).where(eq(standings.account, account(memberId))),
    ...renameMember(db, memberId, pseudonym),
    // The keyed hash of the address stays, so that its order is not paid twice.
    db
      .update(claims)
      .set({ claimedBy: pseudonym, claimedInteraction: null, emailSealed: "" })
      .where(and(inArray(claims.id, claimsPaidTo(account(pseudonym))), eq(claims.claimedBy, memberId))),
    db
      .update(awards)
      .set({
        memberId: pseudonym,
        awardedBy: sql`iif(${awards.awardedBy} = ${memberId}, ${pseudonym}, ${awards.awardedBy})`,
        cause: sql`replace(${awards.cause}, ${memberId}, ${pseudonym})`,
        reason: null,
      })
      .where(eq(awards.memberId, memberId)),
    db
      .delete(paymentEvents)
      .where(sql`${paymentEvents.orderId} in (select id from ${topups} where member_id = ${memberId})`),
    db
      .update(topups)
      .set({ memberId: pseudonym, interactionToken: null })
      .where(eq(topups.memberId, memberId)),
    db.delete(quotes).where(eq(quotes.memberId, memberId)),
    db
      .update(purchases)
      .set({ memberId: pseudonym, refundReason: null })
      .where(eq(purchases.memberId, memberId)),
    db.update(reviews).set({ memberId: pseudonym, comment: null }).where(eq(reviews.memberId, memberId)),
    ...forgetOrders(deps, memberId, pseudonym),
    ...forgetReferrals(deps, memberId, pseudonym),
    db.update(unmatchedPayments).set({ memberId: pseudonym }).where(eq(unmatchedPayments.memberId, memberId)),
    db.delete(outbox).where(eq(outbox.memberId, memberId)),
    db.delete(sessions).where(eq(sessions.memberId, memberId)),
    db.delete(mutedNotices).where(eq(mutedNotices.memberId, memberId)),
    db.delete(claimFailures).where(and(eq(claimFailures.memberId, memberId), spentGuesses)),
    db.delete(members).where(eq(members.id, memberId)),
  ] as const;
}

/** A claim is found by the transfer that paid it, because a member's transfers have an index. */
export function claimsPaidTo(account: string) {
  return sql`(select substr(${transfers.cause}, 7) from ${transfers} where ${transfers.credit} = ${account} and ${transfers.kind} = 'claim')`;
}
