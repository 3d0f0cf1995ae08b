import { asc, sql } from "drizzle-orm";
import { packages, products } from "../../db/schema/products.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { Package, Product } from "./define.ts";
import { PRODUCTS_MAX } from "./productForm.ts";

export const PRODUCTS_PER_PAGE = 10;
const SUGGESTIONS_MAX = 25;

/** Those that are sold first, each kind in the order in which they were made. */
const allProducts = ({ db }: Deps) =>
  db
    .select()
    .from(products)
    .orderBy(asc(sql`${products.state} = 'archived'`), asc(products.createdAtMs), asc(products.id))
    .limit(PRODUCTS_MAX);

export type ProductPage = {
  readonly rows: readonly { product: Product; packages: readonly Package[] }[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** A page of all products, archived ones last. One round trip. */
export async function listProducts(deps: Deps, readerId: string, wanted: number): Promise<ProductPage> {
  const { db } = deps;
  const [all, sold, readers] = await db.batch([
    allProducts(deps),
    db.select().from(packages).orderBy(packages.size),
    chosenLocale(db, readerId),
  ]);
  const pages = Math.max(1, Math.ceil(all.length / PRODUCTS_PER_PAGE));
  const page = Math.min(wanted, pages);
  const rows = all.slice((page - 1) * PRODUCTS_PER_PAGE, page * PRODUCTS_PER_PAGE);
  return {
    rows: rows.map((product) => ({
      product,
      packages: sold.filter(({ productId }) => productId === product.id),
    })),
    count: all.length,
    page,
    pages,
    locale: localeFrom(deps, readers),
  };
}

/** Products whose name or sku has what was typed in it; as many as a list of Discord's takes, where nothing is said. */
export async function suggestProducts(deps: Deps, typed: string, most = SUGGESTIONS_MAX): Promise<Product[]> {
  const sought = typed.trim().toLowerCase();
  const all = await allProducts(deps);
  return all.filter(({ name, sku }) => `${name}\n${sku}`.toLowerCase().includes(sought)).slice(0, most);
}
