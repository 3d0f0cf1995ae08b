import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { orderEvents, orders } from "../../db/schema/orders.ts";
import { parseOrderCode } from "../../lib/orderCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { mayActAs, type Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";
import { listedSends, receiptSendsOf } from "../receipts/sends.ts";
import { type FullOrder, fullOrder, isOpenRow, selectOrders } from "./order.ts";

/** The newest changes that are shown of an order. */
export const EVENTS_SHOWN_MAX = 8;
const SUGGESTIONS_MAX = 25;
/** Orders that are looked through for what somebody types. */
const LOOKED_THROUGH_MAX = 2_000;

export type OrderEvent = typeof orderEvents.$inferSelect;

/** What staff see besides: the newest changes, the oldest first, and how its receipt was sent. */
export type OrderForStaff = {
  readonly events: readonly OrderEvent[];
  readonly receipt: Awaited<ReturnType<typeof listedSends>>;
};

/** An order as its reader may see it; `staff` is null for a customer. */
export type SeenOrder = FullOrder & { readonly staff: OrderForStaff | null; readonly locale: Locale };

/**
 * The number of the order that somebody names.
 * @throws Problem for what is no order's code.
 */
export function orderNumber(named: string): number {
  const number = parseOrderCode(named);
  if (number === null) throw new Problem({ kind: "order_not_found" });
  return number;
}

/** What a reader may see of the orders: staff all, everybody else their own. */
export const visibleTo = ({ actor }: Request): SQL | undefined =>
  mayActAs(actor, "staff") ? undefined : eq(orders.customerId, actor.id);

/**
 * One order, by its code: staff see any, everybody else their own.
 * @throws Problem, the same for an order that there is not and for somebody else's.
 */
export const seeOrder = async (deps: Deps, request: Request, named: string): Promise<SeenOrder> =>
  await seen(deps, request, eq(orders.number, orderNumber(named)));

/** The same by its id, as buttons carry it. */
export const seeOrderById = (deps: Deps, request: Request, orderId: string): Promise<SeenOrder> =>
  seen(deps, request, eq(orders.id, orderId));

async function seen(deps: Deps, request: Request, which: SQL): Promise<SeenOrder> {
  const { db } = deps;
  const isStaff = mayActAs(request.actor, "staff");
  const id = sql`(select id from ${orders} where ${which} and ${isStaff ? 1 : 0} = 1)`;
  const [[found], events, sends, readers] = await db.batch([
    selectOrders(db).where(and(which, visibleTo(request))),
    db
      .select()
      .from(orderEvents)
      .where(eq(orderEvents.orderId, id))
      .orderBy(desc(orderEvents.seq))
      .limit(EVENTS_SHOWN_MAX),
    receiptSendsOf(deps, id),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!found) throw new Problem({ kind: "order_not_found" }, locale);
  const staff = isStaff ? { events: events.toReversed(), receipt: await listedSends(deps, sends) } : null;
  return { ...fullOrder(found), staff, locale };
}

export type SuggestedOrder = Pick<typeof orders.$inferSelect, "number" | "description" | "state">;

/**
 * The newest orders whose number or description has what is typed, of those that the asker may see.
 * @param onlyOpen leaves out those that have ended.
 */
export async function suggestOrders(
  { db }: Deps,
  request: Request,
  typed: string,
  onlyOpen: boolean,
): Promise<SuggestedOrder[]> {
  const text = typed.trim();
  const number = parseOrderCode(text);
  const like = `%${text.replace(/[\\%_]/g, (symbol) => `\\${symbol}`)}%`;
  const newest = sql`${orders.number} > (select coalesce(max(number), 0) from ${orders}) - ${LOOKED_THROUGH_MAX}`;
  return await db
    .select({ number: orders.number, description: orders.description, state: orders.state })
    .from(orders)
    .where(
      and(
        visibleTo(request),
        onlyOpen ? isOpenRow : undefined,
        text === ""
          ? newest
          : sql`${newest} and (${orders.description} like ${like} escape '\\' or cast(${orders.number} as text) like ${`${number ?? "-"}%`})`,
      ),
    )
    .orderBy(desc(orders.number))
    .limit(SUGGESTIONS_MAX);
}
