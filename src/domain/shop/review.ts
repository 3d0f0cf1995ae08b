import { eq, sql } from "drizzle-orm";
import { type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transfersFrom } from "../../db/ledger.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { orders } from "../../db/schema/orders.ts";
import { purchases, type reviewSubjects, reviews } from "../../db/schema/purchases.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, meetMember } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { reviewable, reviewedIdOf, subjectName } from "./reviewable.ts";

export const COMMENT_CHARS_MAX = 500;
export const RATING_MAX = 5;

/** What a member says of a purchase or an order. */
export type Opinion = { readonly rating: number; readonly comment: string | null };

/** `name` is the product's, or an order's code; `points` is what it brought. */
export type Reviewed = Opinion & {
  readonly subject: (typeof reviewSubjects)[number];
  readonly name: string;
  readonly points: number;
  readonly earned: readonly Earned[];
  readonly locale: Locale;
};

const causeOf = (id: string) => `review:${id}`;
const postIdOf = (id: string) => `${id}.review`;

/**
 * Keeps what a member thinks of a purchase whose codes have come to them, or of an order that staff completed for them,
 * once each: one batch with the points that it brings and its post. The same opinion again gets the same answer.
 * @param named its id, or the code of an order.
 * @throws Problem for what is somebody else's, refunded, not seen or not completed, and for another opinion.
 */
export async function giveReview(
  deps: Deps,
  request: Request,
  named: string,
  given: Opinion,
): Promise<Reviewed> {
  const opinion = { ...given, comment: given.comment?.trim() || null };
  const { rating, comment } = opinion;
  if (!Number.isInteger(rating) || rating < 1 || rating > RATING_MAX)
    throw new Problem({ kind: "option_invalid", option: "rating", expected: "rating" });
  const { db, shop } = deps;
  const memberId = request.actor.id;
  const id = await reviewedIdOf(deps, memberId, named);
  const booked = bookedNow(deps);
  const cause = causeOf(id);
  const points = accountId(memberOwner(memberId), "points");
  const ours = sql`${reviews} where ${reviews.id} = ${id} and ${reviews.memberId} = ${memberId}
    and ${reviews.rating} = ${rating} and ${reviews.comment} is ${comment}`;
  // Only what the batch itself has written: a reward that staff set later is not paid for what was said before.
  const fresh = sql`${ours} and ${reviews.createdAtMs} = ${booked.createdAtMs}`;
  try {
    const [, , , , , , , [found]] = await db.batch([
      meetMember(db, memberId, booked.createdAtMs, request),
      openAccounts(db, "points", [systemOwner("grants"), memberOwner(memberId)]),
      db.run(sql`
        insert into ${reviews} (id, subject, member_id, product_id, rating, comment, created_at_ms)
        select id, subject, member_id, product_id, ${rating}, ${comment}, ${booked.createdAtMs}
        from (${reviewable(memberId)}) where id = ${id}
        on conflict do nothing`),
      awardEarned(db, {
        moved: sql`select ${memberId} as id, ${shop.reviewPoints} as points from ${fresh}`,
        cause,
        createdAtMs: booked.createdAtMs,
      }),
      mustHold(db, sql`exists (select 1 from ${ours})`),
      transfersFrom(db, [
        [
          {
            debit: accountId(systemOwner("grants"), "points"),
            credit: points,
            amount: sql`${BigInt(shop.reviewPoints)}`,
            asset: "points",
            kind: "review",
            cause,
            actor: memberId,
            memo: subjectName,
            source: "discord",
            ...booked,
          },
          sql`${fresh} and ${BigInt(shop.reviewPoints)} > 0`,
        ],
        bonusesOf(cause, booked),
      ]),
      putInOutboxFrom(
        db,
        {
          id: postIdOf(id),
          kind: "review.post",
          payload: sql`json_object('reviewId', id)`,
          memberId: sql`member_id`,
          atMs: booked.createdAtMs,
        },
        sql`${fresh} and ${shop.reviewChannelId} is not null`,
      ),
      selectReviewed(deps, id, memberId),
      ...(announces(deps) ? [announceEarned(db, cause, booked.createdAtMs)] : []),
    ]);
    if (!found) throw new Error("a review is not there");
    if (shop.reviewChannelId) ring(deps, [{ id: postIdOf(id), kind: "review.post" }]);
    ringAnnouncement(deps, cause);
    return { ...opinion, ...found, earned: readEarned(found.earned), locale: found.locale ?? shop.locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuse(deps, memberId, id);
  }
}

const selectReviewed = ({ db }: Deps, id: string, memberId: string) =>
  db
    .select({
      subject: reviews.subject,
      name: subjectName,
      points: sql<number>`coalesce((select amount from ${transfers} where cause = ${causeOf(id)}), 0)`,
      earned: earnedBy(causeOf(id), memberId),
      locale: members.locale,
    })
    .from(reviews)
    .leftJoin(members, eq(members.id, reviews.memberId))
    .where(eq(reviews.id, id));

async function refuse({ db }: Deps, memberId: string, id: string): Promise<never> {
  const [[purchase], [order], [reader]] = await db.batch([
    db
      .select({ state: purchases.state, reviewed: reviews.id })
      .from(purchases)
      .leftJoin(reviews, eq(reviews.id, purchases.id))
      .where(sql`${purchases.id} = ${id} and ${purchases.memberId} = ${memberId}`),
    db
      .select({ state: orders.state, reviewed: reviews.id })
      .from(orders)
      .leftJoin(reviews, eq(reviews.id, orders.id))
      .where(sql`${orders.id} = ${id} and ${orders.customerId} = ${memberId}`),
    chosenLocale(db, memberId),
  ]);
  const locale = reader?.locale ?? null;
  if ((purchase ?? order)?.reviewed != null) throw new Problem({ kind: "review_given" }, locale);
  if (purchase)
    throw new Problem({ kind: purchase.state === "refunded" ? "purchase_refunded" : "codes_unseen" }, locale);
  if (order)
    throw new Problem({ kind: "order_not_reviewable", isCancelled: order.state === "cancelled" }, locale);
  throw new Problem({ kind: "purchase_unknown" }, locale);
}
