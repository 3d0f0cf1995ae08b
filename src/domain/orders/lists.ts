import { asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type FullOrder, fullOrder, isOpenRow, selectOrders } from "./order.ts";

export const QUEUE_PER_PAGE = 10;
export const OWN_PER_PAGE = 5;

/** A page of orders; `count` is of all of them. `nowMs` is when it was asked for: what is due before is overdue. */
export type OrderPage = {
  readonly rows: readonly FullOrder[];
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  readonly nowMs: number;
  readonly locale: Locale;
};

/** Lists of staff: all open orders by priority, what is due soonest first; and those that are overdue, the longest first. */
export type StaffList = "queue" | "overdue";

/** A page of one of the lists of staff; past the end it is the last. One round trip. */
export function listOrders(deps: Deps, request: Request, list: StaffList, page: number): Promise<OrderPage> {
  const isDue = sql`${isOpenRow} and due_at_ms < ${deps.clock()}`;
  return list === "queue"
    ? pageOf(deps, request, { where: isOpenRow, order: QUEUE_ORDER, perPage: QUEUE_PER_PAGE }, page)
    : pageOf(deps, request, { where: isDue, order: [asc(orders.dueAtMs)], perPage: QUEUE_PER_PAGE }, page);
}

/** What has no date comes after what has one. */
const QUEUE_ORDER = [
  asc(orders.priority),
  sql`${orders.dueAtMs} is null`,
  asc(orders.dueAtMs),
  asc(orders.number),
];

const OWN_ORDER = [sql`${isOpenRow} desc`, desc(orders.number)];

/** The statements that read a page of a member's own orders, the open ones first and then the newest, and how many there are. */
export const selectOwnOrders = ({ db }: Deps, memberId: string, page: number) =>
  [
    db
      .select({ all: sql<number>`count(*)`, open: sql<number>`count(*) filter (where ${isOpenRow})` })
      .from(orders)
      .where(eq(orders.customerId, memberId)),
    selectOrders(db)
      .where(eq(orders.customerId, memberId))
      .orderBy(...OWN_ORDER)
      .limit(OWN_PER_PAGE)
      .offset((page - 1) * OWN_PER_PAGE),
  ] as const;

type Which = { readonly where: SQL; readonly order: readonly SQL[]; readonly perPage: number };

async function pageOf(deps: Deps, request: Request, which: Which, page: number): Promise<OrderPage> {
  const { db } = deps;
  const { where, order, perPage } = which;
  const [[total], rows, readers] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(orders).where(where),
    selectOrders(db)
      .where(where)
      .orderBy(...order)
      .limit(perPage)
      .offset((page - 1) * perPage),
    chosenLocale(db, request.actor.id),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / perPage));
  if (page > pages) return await pageOf(deps, request, which, pages);
  return {
    rows: rows.map(fullOrder),
    page,
    pages,
    count,
    nowMs: deps.clock(),
    locale: localeFrom(deps, readers),
  };
}
