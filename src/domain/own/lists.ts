import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type OrderPage, OWN_PER_PAGE, selectOwnOrders } from "../orders/lists.ts";
import { fullOrder } from "../orders/order.ts";
import { type PurchasePage, purchasesShown, selectOwnPurchases } from "../shop/purchases.ts";

/** What a member bought, or what staff do for them; each with what the other has. */
export type OwnList =
  | { readonly list: "purchases"; readonly found: PurchasePage; readonly orders: number }
  | { readonly list: "orders"; readonly found: OrderPage; readonly purchases: number };

/**
 * A page of a member's own purchases or orders, in one round trip. Who asks for neither gets the orders while one is open,
 * else the purchases.
 */
export async function ownList(
  deps: Deps,
  request: Request,
  asked: OwnList["list"] | null,
  page: number,
): Promise<OwnList> {
  const { db } = deps;
  const memberId = request.actor.id;
  const [purchases, [counts], orders, readers] = await db.batch([
    selectOwnPurchases(deps, memberId, page),
    ...selectOwnOrders(deps, memberId, page),
    chosenLocale(db, memberId),
  ]);
  const locale = localeFrom(deps, readers);
  const { all, open } = counts ?? { all: 0, open: 0 };
  const list = asked ?? (open > 0 ? "orders" : "purchases");
  if (list === "purchases") return { list, found: purchasesShown(purchases, page, locale), orders: all };
  const pages = Math.max(1, Math.ceil(all / OWN_PER_PAGE));
  if (page > pages) return await ownList(deps, request, list, pages);
  const shown = { rows: orders.map(fullOrder), page, pages, count: all, nowMs: deps.clock(), locale };
  return { list, found: shown, purchases: purchases.length };
}
