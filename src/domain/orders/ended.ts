import { eq } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { orderCode } from "../../lib/orderCode.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale } from "../members/locale.ts";
import { Problem } from "../problem.ts";

/**
 * Why an order could not be changed.
 * @throws Problem
 */
export async function refuseEnded({ db }: Deps, request: Request, number: number): Promise<never> {
  const [[order], [reader]] = await db.batch([
    db.select().from(orders).where(eq(orders.number, number)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = reader?.locale ?? null;
  if (!order) throw new Problem({ kind: "order_not_found" }, locale);
  const kind = order.state === "completed" ? "order_completed" : "order_cancelled";
  const atMs = order.completedAtMs ?? order.cancelledAtMs ?? order.changedAtMs;
  throw new Problem({ kind, order: orderCode(number), atMs, by: order.changedBy }, locale);
}
