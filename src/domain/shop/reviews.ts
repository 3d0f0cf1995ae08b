import { desc, eq, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { products } from "../../db/schema/products.ts";
import { purchases, reviews } from "../../db/schema/purchases.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { reviewable } from "./review.ts";

export const REVIEWS_PER_PAGE = 5;
export const REVIEWS_PAGE_MAX = 1_000;
const SUGGESTIONS_MAX = 25;

export type Review = typeof reviews.$inferSelect;
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
      .select({ review: reviews, name: products.name })
      .from(reviews)
      .innerJoin(products, eq(products.id, reviews.productId))
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
  purchaseId: string,
): Promise<(ListedReview & { readonly named: boolean }) | null> {
  const [row] = await db
    .select({ review: reviews, name: products.name, memberId: members.id, hiddenAtMs: members.hiddenAtMs })
    .from(reviews)
    .innerJoin(products, eq(products.id, reviews.productId))
    .leftJoin(members, eq(members.id, reviews.memberId))
    .where(eq(reviews.id, purchaseId));
  if (!row) return null;
  return { review: row.review, name: row.name, named: row.memberId !== null && row.hiddenAtMs === null };
}

/** A member's own purchases that wait for a review, the newest first; each with its product. */
export const purchasesToReview = ({ db }: Deps, memberId: string) =>
  db
    .select({ purchase: purchases, name: products.name })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .where(
      sql`${purchases.id} in (select id from ${purchases} where ${reviewable(memberId)})
        and not exists (select 1 from ${reviews} where id = ${purchases.id})`,
    )
    .orderBy(desc(purchases.createdAtMs))
    .limit(SUGGESTIONS_MAX);
