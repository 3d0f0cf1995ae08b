import { type SQL, sql } from "drizzle-orm";
import { audits } from "../../db/schema/audit.ts";
import { products } from "../../db/schema/products.ts";
import { recordAuditFrom } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { freeCodes } from "./stock.ts";

/** Counted up to the threshold. A limit sees no columns around it, so it asks for its own. */
export const freeOf = (productId: string | SQL) =>
  freeCodes(productId, sql`(select coalesce(low_stock, 0) from ${products} where id = ${productId})`);

/**
 * The statements that tell staff once when fewer codes are left than a product's threshold; they belong behind what
 * takes codes, into its batch. Nobody is told again before there is enough.
 * @param alertId of what took the codes: its repeat tells nothing new.
 */
export function tellLowStock(deps: Deps, alertId: string, productId: string | SQL) {
  const { db } = deps;
  const free = freeOf(productId);
  const isLow = sql`${products.id} = ${productId} and ${products.state} = 'active' and ${products.lowStock} is not null
    and ${products.lowStockToldAtMs} is null and ${free} < ${products.lowStock}`;
  return [
    ...recordAuditFrom(
      deps,
      {
        id: alertId,
        actor: "system",
        action: "stock.low",
        target: sql`'product:' || ${products.id}`,
        after: sql`json_object('codes', ${free}, 'lowStock', ${products.lowStock})`,
        cause: alertId,
      },
      sql`${products} where ${isLow}`,
    ),
    db
      .update(products)
      .set({ lowStockToldAtMs: deps.clock() })
      .where(sql`${isLow} and exists (select 1 from ${audits} where cause = ${alertId})`),
  ] as const;
}

/** The statement that lets staff be told again once there is enough; it belongs behind what brings codes. */
export function forgetLowStock({ db }: Deps, productId: string | SQL) {
  return db
    .update(products)
    .set({ lowStockToldAtMs: null })
    .where(
      sql`${products.id} = ${productId} and ${products.lowStockToldAtMs} is not null
        and (${products.lowStock} is null or ${freeOf(productId)} >= ${products.lowStock})`,
    );
}
