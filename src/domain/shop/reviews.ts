import { desc, eq, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { orders } from "../../db/schema/orders.ts";
import { products } from "../../db/schema/products.ts";
import { purchases, reviews } from "../../db/schema/purchases.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { reviewableOrder, reviewablePurchase, subjectName } from "./reviewable.ts";

export const REVIEWS_PER_PAGE = 5;
export const REVIEWS_PAGE_MAX = 1_000;
const SUGGESTIONS_MAX = 25;

export type Review = typeof reviews.$inferSelect;
/** `name` is the product's, or an order's code. */
export type ListedReview = { readonly review: Review; readonly name: string };

export type ReviewPage = {
  readonly rows: readonly ListedReview[];
  readonly page: number;
  readonly hasNext: boolean;
  readonly locale: Locale;
};

/** A page of reviews, of one product by its id or sku, or of all; the newest first. */
export async function listReviews(
  deps: Deps,
  readerId: string,
  product: string | undefined,
  page: number,
): Promise<ReviewPage> {
  const { db } = deps;
  const [rows, readers] = await db.batch([
    db
      .select({ review: reviews, name: subjectName })
      .from(reviews)
      .where(
        product === undefined
          ? undefined
          : sql`${reviews.productId} in (select id from ${products} where id = ${product} or sku = ${product.trim().toLowerCase()})`,
      )
      .orderBy(desc(reviews.createdAtMs), desc(reviews.id))
      .limit(REVIEWS_PER_PAGE + 1)
      .offset((page - 1) * REVIEWS_PER_PAGE),
    chosenLocale(db, readerId),
  ]);
  return {
    rows: rows.slice(0, REVIEWS_PER_PAGE),
    page,
    hasNext: rows.length > REVIEWS_PER_PAGE,
    locale: localeFrom(deps, readers),
  };
}

/** A review as all may read it: who hides from the leaderboards is not named, and nor is who was forgotten. */
export async function reviewToPost(
  { db }: Deps,
  reviewId: string,
): Promise<(ListedReview & { readonly named: boolean }) | null> {
  const [row] = await db
    .select({ review: reviews, name: subjectName, memberId: members.id, hiddenAtMs: members.hiddenAtMs })
    .from(reviews)
    .leftJoin(members, eq(members.id, reviews.memberId))
    .where(eq(reviews.id, reviewId));
  if (!row) return null;
  return { review: row.review, name: row.name, named: row.memberId !== null && row.hiddenAtMs === null };
}

/** What of a member's waits for a review: a purchase with its product, or an order. */
export type ToReview = { readonly id: string; readonly atMs: number } & (
  | { readonly subject: "purchase"; readonly name: string; readonly size: number }
  | { readonly subject: "order"; readonly number: number; readonly description: string }
);

/** A member's own purchases and orders that wait for a review, the newest first. */
export async function waitingForReview({ db }: Deps, memberId: string): Promise<ToReview[]> {
  const [bought, made] = await db.batch([
    db
      .select({
        id: purchases.id,
        subject: sql<"purchase">`'purchase'`,
        name: products.name,
        size: purchases.size,
        atMs: purchases.createdAtMs,
      })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .where(
        sql`${purchases.id} in (select id from ${purchases} where ${reviewablePurchase(memberId)})
          and not exists (select 1 from ${reviews} where id = ${purchases.id})`,
      )
      .orderBy(desc(purchases.createdAtMs))
      .limit(SUGGESTIONS_MAX),
    db
      .select({
        id: orders.id,
        subject: sql<"order">`'order'`,
        number: orders.number,
        description: orders.description,
        atMs: orders.createdAtMs,
      })
      .from(orders)
      .where(
        sql`${reviewableOrder(memberId)} and not exists (select 1 from ${reviews} where id = ${orders.id})`,
      )
      .orderBy(desc(orders.number))
      .limit(SUGGESTIONS_MAX),
  ]);
  return [...bought, ...made].sort((one, other) => other.atMs - one.atMs).slice(0, SUGGESTIONS_MAX);
}
