import { eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { products } from "../../db/schema/products.ts";
import { purchases } from "../../db/schema/purchases.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import type { OwnPurchase } from "./purchases.ts";
import { isOfSomebody, refuseOrder } from "./refund.ts";

/**
 * Has the codes of a purchase sent to its buyer again: the same ones, by a message of its own for each asking.
 * @throws Problem for a purchase of nobody, and a refunded one.
 */
export async function deliverAgain(deps: Deps, request: Request, purchaseId: string): Promise<OwnPurchase> {
  const { db } = deps;
  const id = `${request.id}.deliver`;
  const which = sql`${purchases} where ${purchases.id} = ${purchaseId} and ${purchases.state} = 'paid' and ${isOfSomebody}`;
  try {
    const [, , [found], readers] = await db.batch([
      mustHold(db, sql`exists (select 1 from ${which})`),
      putInOutboxFrom(
        db,
        {
          id,
          kind: "purchase.deliver",
          payload: sql`json_object('purchaseId', id)`,
          memberId: sql`member_id`,
          atMs: deps.clock(),
        },
        which,
      ),
      db
        .select({ purchase: purchases, name: products.name })
        .from(purchases)
        .innerJoin(products, eq(products.id, purchases.productId))
        .where(eq(purchases.id, purchaseId)),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: `${request.id}.again`,
        actor: request.actor.id,
        action: "purchase.deliver",
        target: `purchase:${purchaseId}`,
        after: sql`(select json_object('member', member_id) from ${which})`,
        cause: `interaction:${request.id}`,
      }),
    ]);
    if (!found) throw new Error("a purchase to deliver is not there");
    ring(deps, [{ id, kind: "purchase.deliver" }]);
    ringAudit(deps, `${request.id}.again`);
    return { ...found, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuseOrder(deps, request, purchaseId);
  }
}
