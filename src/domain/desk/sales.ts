import { desc, eq, sql } from "drizzle-orm";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { dayBegins } from "../../lib/localDay.ts";
import type { Deps } from "../deps.ts";
import { type Day, firstDay, readDays, type Span, selectLastDays } from "./days.ts";

/** Products that have a bar. */
const BEST_MAX = 8;
/** The newest purchases that products are compared by: a shop may have made half a million in the days asked for. */
export const PURCHASES_COMPARED_MAX = 5_000;

/** What was sold of a product, less what was refunded; money in the smallest unit. */
export type BestProduct = {
  readonly id: string;
  readonly name: string;
  readonly codes: number;
  readonly amount: number;
};

export type Sales = {
  /** The oldest first. */
  readonly days: readonly Day[];
  /** Those that brought most first, of the newest purchases of these days. */
  readonly best: readonly BestProduct[];
  /** There may be more purchases than were compared. */
  readonly isCut: boolean;
};

/** What was sold on each of the last days, and which products brought most. One round trip. */
export async function salesOf(deps: Deps, span: Span): Promise<Sales> {
  const { db, shop } = deps;
  const sinceMs = dayBegins(firstDay(deps, span), shop.timeZone);
  const newest = sql`(select product_id, size, price, state from ${purchases}
    where created_at_ms >= ${sinceMs} order by created_at_ms desc limit ${sql.raw(String(PURCHASES_COMPARED_MAX))})`;
  const paid = (what: string) =>
    sql<number>`coalesce(sum(${sql.raw(what)}) filter (where newest.state = 'paid'), 0)`;
  const [moved, rows] = await db.batch([
    selectLastDays(deps, span),
    db
      .select({
        id: products.id,
        name: products.name,
        codes: paid("newest.size"),
        amount: paid("newest.price"),
        compared: sql<number>`sum(count(*)) over ()`,
      })
      .from(sql`${newest} as newest`)
      .innerJoin(products, eq(products.id, sql`newest.product_id`))
      .groupBy(products.id)
      .orderBy(desc(paid("newest.price")), products.id)
      .limit(BEST_MAX),
  ]);
  return {
    days: readDays(deps, span, moved),
    best: rows.filter(({ amount }) => amount > 0).map(({ compared: _, ...product }) => product),
    isCut: (rows[0]?.compared ?? 0) >= PURCHASES_COMPARED_MAX,
  };
}
