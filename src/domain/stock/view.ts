import { asc, type SQL, sql } from "drizzle-orm";
import { products } from "../../db/schema/products.ts";
import { stock, stockUploads } from "../../db/schema/stock.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { type Product, productNamed } from "../shop/define.ts";

/** Products that one answer shows. */
export const LEVELS_SHOWN_MAX = 20;

/** All codes of a product that can be bought. */
export const freeOf = (productId: string | SQL): SQL<number> =>
  sql<number>`(select count(*) from ${stock} where ${stock.productId} = ${productId} and ${stock.state} = 'free')`;

/** How many codes of a product there are in each state. */
export type StockLevel = {
  readonly product: Product;
  readonly free: number;
  readonly sold: number;
  readonly void: number;
  readonly lastAddedAtMs: number | null;
};

export type StockLevels = {
  readonly rows: readonly StockLevel[];
  /** Products that are not shown, because they are too many; one can be asked for. */
  readonly others: number;
  readonly locale: Locale;
};

/**
 * What is in stock, of one product or of all that there are, those that are sold first. One round trip.
 * @throws Problem when there is no such product.
 */
export async function stockLevels(
  deps: Deps,
  readerId: string,
  named: string | undefined,
): Promise<StockLevels> {
  const { db } = deps;
  const chosen = named === undefined ? sql`true` : sql`${products.id} = ${productNamed(named)}`;
  // Drizzle leaves a table's name away where it selects from one alone, so that a subquery has to write it.
  const inState = (state: string) =>
    sql<number>`(select count(*) from ${stock} where product_id = products.id and stock.state = ${state})`;
  const [rows, [counted], readers] = await db.batch([
    db
      .select({
        product: products,
        free: inState("free"),
        sold: inState("sold"),
        void: inState("void"),
        lastAddedAtMs: sql<number | null>`(
          select finished_at_ms from ${stockUploads} where product_id = products.id and added > 0
          order by created_at_ms desc limit 1)`,
      })
      .from(products)
      .where(chosen)
      .orderBy(asc(sql`${products.state} = 'archived'`), asc(products.createdAtMs))
      .limit(LEVELS_SHOWN_MAX),
    db.select({ count: sql<number>`count(*)` }).from(products).where(chosen),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (named !== undefined && rows.length === 0) throw new Problem({ kind: "product_not_found" }, locale);
  return { rows, others: (counted?.count ?? 0) - rows.length, locale };
}
