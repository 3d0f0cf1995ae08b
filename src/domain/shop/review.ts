import { eq, sql } from "drizzle-orm";
import { type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transfersFrom } from "../../db/ledger.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases, reviews } from "../../db/schema/purchases.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { meetMember } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";

export const COMMENT_CHARS_MAX = 500;
export const RATING_MAX = 5;

/** What a buyer says of a purchase. */
export type Opinion = { readonly rating: number; readonly comment: string | null };

/** `points` is what it brought. */
export type Reviewed = Opinion & {
  readonly name: string;
  readonly points: number;
  readonly earned: readonly Earned[];
  readonly locale: Locale;
};

const causeOf = (purchaseId: string) => `review:${purchaseId}`;
const postIdOf = (purchaseId: string) => `${purchaseId}.review`;

/**
 * Keeps what a buyer thinks of a purchase whose codes have come to them, once each: one batch with the points that it
 * brings and its post. The same opinion again gets the same answer.
 * @throws Problem for somebody else's or a refunded purchase, one whose codes were not seen, and another opinion.
 */
export async function reviewPurchase(
  deps: Deps,
  request: Request,
  purchaseId: string,
  given: Opinion,
): Promise<Reviewed> {
  const opinion = { ...given, comment: given.comment?.trim() || null };
  const { rating, comment } = opinion;
  if (!Number.isInteger(rating) || rating < 1 || rating > RATING_MAX)
    throw new Problem({ kind: "option_invalid", option: "rating", expected: "rating" });
  const { db, shop } = deps;
  const memberId = request.actor.id;
  const booked = bookedNow(deps);
  const cause = causeOf(purchaseId);
  const points = accountId(memberOwner(memberId), "points");
  const ours = sql`${reviews} where ${reviews.id} = ${purchaseId} and ${reviews.memberId} = ${memberId}
    and ${reviews.rating} = ${rating} and ${reviews.comment} is ${comment}`;
  // Only what the batch itself has written: a reward that staff set later is not paid for what was said before.
  const fresh = sql`${ours} and ${reviews.createdAtMs} = ${booked.createdAtMs}`;
  try {
    const [, , , , , , , [found]] = await db.batch([
      meetMember(db, memberId, booked.createdAtMs),
      openAccounts(db, "points", [systemOwner("grants"), memberOwner(memberId)]),
      db.run(sql`
        insert into ${reviews} (id, subject, member_id, product_id, rating, comment, created_at_ms)
        select id, 'purchase', member_id, product_id, ${rating}, ${comment}, ${booked.createdAtMs} from ${purchases}
        where ${reviewable(memberId)} and id = ${purchaseId}
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
            memo: sql`(select name from ${products} where id = product_id)`,
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
          id: postIdOf(purchaseId),
          kind: "review.post",
          payload: sql`json_object('purchaseId', id)`,
          memberId: sql`member_id`,
          atMs: booked.createdAtMs,
        },
        sql`${fresh} and ${shop.reviewChannelId} is not null`,
      ),
      selectReviewed(deps, purchaseId, memberId),
      ...(announces(deps) ? [announceEarned(db, cause, booked.createdAtMs)] : []),
    ]);
    if (!found) throw new Error("a review is not there");
    if (shop.reviewChannelId) ring(deps, [{ id: postIdOf(purchaseId), kind: "review.post" }]);
    ringAnnouncement(deps, cause);
    return { ...opinion, ...found, earned: readEarned(found.earned), locale: found.locale ?? shop.locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuse(deps, memberId, purchaseId);
  }
}

/** A member's own purchases whose codes have come to them, as a condition on `purchases`. */
export const reviewable = (memberId: string) => sql`member_id = ${memberId} and state = 'paid'
  and coalesce(delivered_at_ms, revealed_at_ms, closed_at_ms) is not null`;

const selectReviewed = ({ db }: Deps, purchaseId: string, memberId: string) =>
  db
    .select({
      name: products.name,
      points: sql<number>`coalesce((select amount from ${transfers} where cause = ${causeOf(purchaseId)}), 0)`,
      earned: earnedBy(causeOf(purchaseId), memberId),
      locale: members.locale,
    })
    .from(reviews)
    .innerJoin(products, eq(products.id, reviews.productId))
    .leftJoin(members, eq(members.id, reviews.memberId))
    .where(eq(reviews.id, purchaseId));

async function refuse({ db }: Deps, memberId: string, purchaseId: string): Promise<never> {
  const [found] = await db
    .select({ state: purchases.state, reviewed: reviews.id, locale: members.locale })
    .from(purchases)
    .leftJoin(reviews, eq(reviews.id, purchases.id))
    .leftJoin(members, eq(members.id, purchases.memberId))
    .where(sql`${purchases.id} = ${purchaseId} and ${purchases.memberId} = ${memberId}`);
  const { state, reviewed, locale = null } = found ?? {};
  if (state === undefined) throw new Problem({ kind: "purchase_unknown" }, locale);
  if (reviewed != null) throw new Problem({ kind: "review_given" }, locale);
  throw new Problem({ kind: state === "refunded" ? "purchase_refunded" : "codes_unseen" }, locale);
}
