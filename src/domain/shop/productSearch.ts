import { asc, eq, type SQL, sql } from "drizzle-orm";
import { packages, productStates, products } from "../../db/schema/products.ts";
import { reviews } from "../../db/schema/purchases.ts";
import { stock, stockUploads } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import type { Package, Product } from "./define.ts";
import { PRODUCTS_MAX } from "./productForm.ts";
import { freeCodes } from "./stock.ts";

export { productStates };

/** Free codes are counted as far as that: further is enough. */
export const CODES_COUNTED_MAX = 10_000;
/** Of a product's codes, as many of each state are counted. */
export const STATE_COUNTED_MAX = 100_000;
const UPLOADS_SHOWN_MAX = 20;

export type ProductFilter = {
  readonly state?: (typeof productStates)[number] | undefined;
  /** Part of a name or sku. */
  readonly name?: string | undefined;
};

/** A product as a list has it; `free` is counted up to CODES_COUNTED_MAX. */
export type StockedProduct = {
  readonly product: Product;
  readonly free: number;
  readonly packages: readonly Package[];
};

/** All products that fit, those that are sold first; there are few enough to show at once. One round trip. */
export async function searchProducts(
  { db }: Deps,
  { state, name = "" }: ProductFilter,
): Promise<StockedProduct[]> {
  const sought = name.trim().toLowerCase();
  const [rows, sold] = await db.batch([
    db
      .select({ product: products, free: freeCodes(sql`products.id`, sql.raw(String(CODES_COUNTED_MAX))) })
      .from(products)
      .where(
        sql`instr(lower(${products.name} || ' ' || ${products.sku}), ${sought}) > 0
          and ${state === undefined ? sql`true` : eq(products.state, state)}`,
      )
      .orderBy(asc(sql`${products.state} = 'archived'`), asc(products.createdAtMs), asc(products.id))
      .limit(PRODUCTS_MAX),
    db.select().from(packages).orderBy(packages.productId, packages.size),
  ]);
  const byProduct = Map.groupBy(sold, ({ productId }) => productId);
  return rows.map((row) => ({ ...row, packages: byProduct.get(row.product.id) ?? [] }));
}

export type ListedUpload = {
  readonly id: string;
  readonly state: (typeof stockUploads.$inferSelect)["state"];
  readonly fileName: string;
  readonly total: number;
  readonly added: number;
  readonly askedBy: string;
  readonly createdAtMs: number;
};

/** One product with what is sold of it and what is there of it; each count ends at STATE_COUNTED_MAX. */
export type ProductDetail = {
  readonly product: Product;
  readonly packages: readonly Package[];
  readonly free: number;
  readonly sold: number;
  readonly void: number;
  readonly uploads: readonly ListedUpload[];
  readonly reviews: { readonly count: number; readonly mean: number | null };
};

/**
 * All that staff see of one product. One round trip.
 * @throws Problem when there is no such product.
 */
export async function productDetail({ db }: Deps, productId: string): Promise<ProductDetail> {
  const [[product], sold, [counted], uploads, [rated]] = await db.batch([
    db.select().from(products).where(eq(products.id, productId)),
    db.select().from(packages).where(eq(packages.productId, productId)).orderBy(packages.size),
    db
      .select({
        free: codesIn(productId, "free"),
        sold: codesIn(productId, "sold"),
        void: codesIn(productId, "void"),
      })
      .from(sql`(select 1)`),
    db
      .select({
        id: stockUploads.id,
        state: stockUploads.state,
        fileName: stockUploads.fileName,
        total: stockUploads.total,
        added: stockUploads.added,
        askedBy: stockUploads.askedBy,
        createdAtMs: stockUploads.createdAtMs,
      })
      .from(stockUploads)
      .where(eq(stockUploads.productId, productId))
      .orderBy(sql`${stockUploads.createdAtMs} desc`)
      .limit(UPLOADS_SHOWN_MAX),
    db.select({ count: sql<number>`count(*)`, mean: sql<number | null>`avg(rating)` }).from(
      sql`(select ${reviews.rating} as rating from ${reviews} where ${reviews.productId} = ${productId}
          order by ${reviews.createdAtMs} desc limit ${sql.raw(String(CODES_COUNTED_MAX))})`,
    ),
  ]);
  if (!product || !counted) throw new Problem({ kind: "product_not_found" });
  return { product, packages: sold, ...counted, uploads, reviews: rated ?? { count: 0, mean: null } };
}

const codesIn = (productId: string, state: string): SQL<number> =>
  sql<number>`(select count(*) from (select 1 from ${stock}
    where ${stock.productId} = ${productId} and ${stock.state} = ${state} limit ${sql.raw(String(STATE_COUNTED_MAX))}))`;
