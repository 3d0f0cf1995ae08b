import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import type { PurchaseStage } from "./progress.ts";
import { inStage, type ListedPurchase } from "./purchases.ts";

export const PURCHASES_PER_SEARCH = 50;
/** Purchases that one page is looked for among: how far each has come is not what they are ordered by. */
export const PURCHASES_LOOKED_THROUGH = 10_000;

export type PurchaseSearch = {
  readonly memberId?: string | undefined;
  readonly productId?: string | undefined;
  readonly stage?: PurchaseStage | undefined;
  readonly after: PageKey | null;
  readonly most?: number;
};

/** `next` may be there although the page is not full: it then leads on behind what was looked through. */
export type FoundPurchases = {
  readonly rows: readonly ListedPurchase[];
  readonly next: PageKey | null;
};

/** A page of purchases, the newest first, from the index of whatever narrows them most. One round trip. */
export async function searchPurchases({ db }: Deps, search: PurchaseSearch): Promise<FoundPurchases> {
  const { stage, after, most = PURCHASES_PER_SEARCH } = search;
  const keys = and(within(search), behind(purchases.createdAtMs, purchases.id, after));
  const floor = sql<number>`coalesce((select created_at_ms from ${purchases} where ${keys ?? sql`true`}
    order by created_at_ms desc limit 1 offset ${sql.raw(String(PURCHASES_LOOKED_THROUGH))}), 0)`;
  const inside =
    stage === undefined ? undefined : and(inStage[stage], sql`purchases.created_at_ms >= ${floor}`);
  const [rows, [looked]] = await db.batch([
    db
      .select({ purchase: purchases, name: products.name })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .where(and(keys, inside))
      .orderBy(desc(purchases.createdAtMs), desc(purchases.id))
      .limit(most + 1),
    db.select({ floorMs: stage === undefined ? sql<number>`0` : floor }).from(sql`(select 1)`),
  ]);
  const shown = rows.slice(0, most);
  const last = shown.at(-1)?.purchase;
  if (rows.length > most && last) return { rows: shown, next: { atMs: last.createdAtMs, id: last.id } };
  const floorMs = looked?.floorMs ?? 0;
  return { rows: shown, next: floorMs > 0 ? { atMs: floorMs, id: "" } : null };
}

/** A member has fewer purchases than a product, so theirs are read where both are asked for. */
function within({ memberId, productId }: PurchaseSearch): SQL | undefined {
  if (memberId === undefined) return productId === undefined ? undefined : eq(purchases.productId, productId);
  const ofMember = eq(purchases.memberId, memberId);
  return productId === undefined ? ofMember : sql`${ofMember} and +${purchases.productId} = ${productId}`;
}
