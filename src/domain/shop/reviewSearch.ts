import { and, desc, eq } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { products } from "../../db/schema/products.ts";
import { reviews } from "../../db/schema/purchases.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import type { Review } from "./reviews.ts";

export const REVIEWS_PER_SEARCH = 50;

export type ReviewSearch = {
  readonly productId?: string | undefined;
  readonly after: PageKey | null;
  readonly most?: number;
};

/** A review; `name` is that of its product, null where it is of an order. */
export type FoundReview = { readonly review: Review; readonly name: string | null };

/** A page of reviews, the newest first. */
export async function searchReviews(
  { db }: Deps,
  { productId, after, most = REVIEWS_PER_SEARCH }: ReviewSearch,
) {
  const rows: FoundReview[] = await db
    .select({ review: reviews, name: products.name })
    .from(reviews)
    .leftJoin(products, eq(products.id, reviews.productId))
    .where(
      and(
        productId === undefined ? undefined : eq(reviews.productId, productId),
        behind(reviews.createdAtMs, reviews.id, after),
      ),
    )
    .orderBy(desc(reviews.createdAtMs), desc(reviews.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1)?.review;
  return { rows: shown, next: rows.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null };
}
