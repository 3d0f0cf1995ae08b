import { desc, eq, or, sql } from "drizzle-orm";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { Deps } from "../deps.ts";
import type { ListedPurchase } from "./purchases.ts";

const SUGGESTIONS_MAX = 25;
/** Purchases that are looked through for what somebody types. */
const LOOKED_THROUGH_MAX = 2_000;

/** The newest purchases whose number or buyer's id begins with what is typed. */
export async function suggestOrders({ db }: Deps, typed: string): Promise<ListedPurchase[]> {
  const digits = typed.replace(/\D/g, "");
  const newest = sql`${purchases.id} in (select id from ${purchases} order by created_at_ms desc limit ${LOOKED_THROUGH_MAX})`;
  const start = `${digits}%`;
  return await db
    .select({ purchase: purchases, name: products.name })
    .from(purchases)
    .innerJoin(products, eq(products.id, purchases.productId))
    .where(
      digits === ""
        ? newest
        : or(
            eq(purchases.id, digits),
            sql`${newest} and (${purchases.id} like ${start} or ${purchases.memberId} like ${start})`,
          ),
    )
    .orderBy(desc(purchases.createdAtMs))
    .limit(SUGGESTIONS_MAX);
}
