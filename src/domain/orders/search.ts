import { type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import type { Deps } from "../deps.ts";
import { type FullOrder, fullOrder, isOpenRow, selectOrders } from "./order.ts";
import { edgeOf, isDue, type OrderSearch, wayOf } from "./searchWays.ts";

export const ORDERS_PER_SEARCH = 50;
/** Open and overdue ones are counted up to that. */
export const ORDERS_COUNTED_MAX = 1_000;

/** `next` may be there although the page is not full: it then leads on behind what was looked through. */
export type FoundOrders = {
  readonly rows: readonly FullOrder[];
  readonly next: string | null;
  readonly open: number;
  readonly overdue: number;
  /** When it was asked for: what is due before is overdue. */
  readonly nowMs: number;
};

/** A page of orders, by the index that fits what is asked. One round trip. */
export async function searchOrders(deps: Deps, search: OrderSearch): Promise<FoundOrders> {
  const { db } = deps;
  const nowMs = deps.clock();
  const { most = ORDERS_PER_SEARCH } = search;
  const way = wayOf(search, nowMs, sql.raw(`limit ${most + 1}`));
  const some = (where: SQL) => sql<number>`(
    select count(*) from (select 1 from ${orders} where ${where} limit ${sql.raw(String(ORDERS_COUNTED_MAX))}))`;
  const [rows, [counted], [newest]] = await db.batch([
    selectOrders(db)
      .where(sql`${orders.number} in (${way.keys})`)
      .orderBy(...way.order),
    db.select({ open: some(isOpenRow), overdue: some(isDue(nowMs)) }).from(sql`(select 1)`),
    db.select({ number: sql<number>`coalesce(max(${orders.number}), 0)` }).from(orders),
  ]);
  const shown = rows.slice(0, most).map(fullOrder);
  const last = shown.at(-1);
  return {
    rows: shown,
    next: rows.length > most && last ? way.keyOf(last) : edgeOf(search, newest?.number ?? 0),
    open: counted?.open ?? 0,
    overdue: counted?.overdue ?? 0,
    nowMs,
  };
}
