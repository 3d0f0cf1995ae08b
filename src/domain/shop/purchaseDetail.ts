import { eq, sql } from "drizzle-orm";
import { transfers } from "../../db/schema/ledger.ts";
import { products } from "../../db/schema/products.ts";
import { purchases, reviews } from "../../db/schema/purchases.ts";
import { stock } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { type BookedTransfer, bookedTransfer } from "../ledger/transfers.ts";
import { Problem } from "../problem.ts";
import { type Purchase, purchaseCause } from "./buy.ts";
import { isOfSomebody, refundCause } from "./refund.ts";
import type { Review } from "./reviews.ts";

/** All that staff see of a purchase: whose it is, how far its codes came, what it moved. Never the codes. */
export type PurchaseDetail = {
  readonly purchase: Purchase;
  readonly name: string;
  /** Whoever was forgotten gets neither codes nor money. */
  readonly isOfSomebody: boolean;
  /** Codes that are its own now; a refund leaves the void ones. */
  readonly codes: number;
  readonly review: Review | null;
  readonly transfers: readonly BookedTransfer[];
};

/**
 * One purchase, for staff. One round trip.
 * @throws Problem when there is none.
 */
export async function purchaseDetail({ db }: Deps, purchaseId: string): Promise<PurchaseDetail> {
  const causes = [purchaseCause(purchaseId), refundCause(purchaseId), `${refundCause(purchaseId)}:debt`];
  const [[row], moved] = await db.batch([
    db
      .select({
        purchase: purchases,
        name: products.name,
        isOfSomebody: sql<number>`${isOfSomebody}`,
        codes: sql<number>`(select count(*) from ${stock} where purchase_id = ${purchaseId})`,
        review: reviews,
      })
      .from(purchases)
      .innerJoin(products, eq(products.id, purchases.productId))
      .leftJoin(reviews, eq(reviews.id, purchases.id))
      .where(eq(purchases.id, purchaseId)),
    db
      .select(bookedTransfer)
      .from(transfers)
      .where(sql`${transfers.cause} in ${causes}`)
      .orderBy(transfers.seq),
  ]);
  if (!row) throw new Problem({ kind: "purchase_not_found" });
  return { ...row, isOfSomebody: row.isOfSomebody === 1, transfers: moved };
}
