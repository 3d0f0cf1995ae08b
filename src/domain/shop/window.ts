import { type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { heldBy } from "../../db/money.ts";
import { type Given, prepared } from "../../db/prepared.ts";
import { members } from "../../db/schema/members.ts";
import { packages, products } from "../../db/schema/products.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { Problem } from "../problem.ts";
import { freeCodes } from "./stock.ts";

export const PRODUCTS_PER_PAGE = 15;
/** Packages of a product that can be shown, the smallest first. */
export const PACKAGES_SHOWN_MAX = 20;
/** More codes than this need not be counted for buyers. */
export const STOCK_COUNTED_MAX = 1_000;

const packageSchema = z.object({ size: z.number(), price: z.number() });

export type ShownProduct = {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  /** Codes in stock, counted up to `STOCK_COUNTED_MAX`. */
  readonly free: number;
  readonly packages: readonly z.infer<typeof packageSchema>[];
};

/** What the shop sells, and what its reader could spend. `count` is of all products that are sold. */
export type ShopWindow = {
  readonly products: readonly ShownProduct[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly balance: number;
  readonly debt: number;
  readonly locale: Locale;
};

/** A page of what is sold, the oldest first. `page` counts from 1; one past the end shows the last. */
export async function shopWindow(deps: Deps, memberId: string, page: number): Promise<ShopWindow> {
  const offset = (page - 1) * PRODUCTS_PER_PAGE;
  const found = windowFrom(deps, page, await readPage(deps.db, { memberId, offset }));
  return page > found.pages ? await shopWindow(deps, memberId, found.pages) : found;
}

/**
 * One product that is sold.
 * @throws Problem when it is not, or not any more.
 */
export async function productWindow(deps: Deps, memberId: string, productId: string): Promise<ShopWindow> {
  const found = windowFrom(deps, 1, await readProduct(deps.db, { memberId, productId }));
  if (found.products.length === 0) throw new Problem({ kind: "product_unknown" }, found.locale);
  return found;
}

type ProductRow = { id: string; name: string; description: string | null; free: number; packages: string };
type ReaderRow = { balance: number; debt: number; locale: Locale | null; count: number };

function windowFrom(
  deps: Deps,
  page: number,
  [rows, [reader]]: readonly [rows: readonly ProductRow[], readers: readonly ReaderRow[]],
): ShopWindow {
  const { count = 0, balance = 0, debt = 0, locale = null } = reader ?? {};
  return {
    products: rows.map((row) => ({
      ...row,
      packages: z.array(packageSchema).parse(JSON.parse(row.packages)),
    })),
    count,
    page,
    pages: Math.max(1, Math.ceil(count / PRODUCTS_PER_PAGE)),
    balance,
    debt,
    locale: locale ?? deps.shop.locale,
  };
}

const productRows = (which: SQL): SQL => sql`
  select o.id, o.name, o.description, ${freeCodes(sql`o.id`, STOCK_COUNTED_MAX)} as free,
    (select json_group_array(json_object('size', size, 'price', price)) from (
      select size, price from ${packages} where product_id = o.id order by size limit ${sql.raw(String(PACKAGES_SHOWN_MAX))}
    )) as packages
  from ${products} as o where o.state = 'active' and ${which}`;

const readerRow = (memberId: SQL): SQL => sql`
  select ${heldBy(memberId).balance} as balance, ${heldBy(memberId).debt} as debt,
    (select locale from ${members} where id = ${memberId}) as locale,
    (select count(*) from ${products} where state = 'active') as count`;

const readPage = prepared((db, given: Given<{ memberId: string; offset: number }>) => [
  db.all<ProductRow>(sql`${productRows(sql`true`)} order by o.created_at_ms, o.id
    limit ${sql.raw(String(PRODUCTS_PER_PAGE))} offset ${given("offset")}`),
  db.all<ReaderRow>(readerRow(given("memberId"))),
]);

const readProduct = prepared((db, given: Given<{ memberId: string; productId: string }>) => [
  db.all<ProductRow>(productRows(sql`o.id = ${given("productId")}`)),
  db.all<ReaderRow>(readerRow(given("memberId"))),
]);
