import { eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { orders } from "../../db/schema/orders.ts";
import { tokenEvents } from "../../db/schema/tokens.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditsFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { putNoticeFrom } from "../notices/putFrom.ts";
import { ring } from "../outbox/kinds.ts";
import { giveTokenBack } from "../tokens/reserve.ts";
import { refuseEnded } from "./ended.ts";
import { reasonGiven } from "./form.ts";
import { type FullOrder, fullOrder, isOpenRow, selectOrders } from "./order.ts";
import { orderNumber } from "./read.ts";

/** What became of the token that the order had; null where it had none. */
export type TokenBack = "available" | "expired" | "removed" | null;

export type OrderCancelled = FullOrder & { readonly tokenBack: TokenBack; readonly locale: Locale };

const NOTICE = ".cancelled";
const AUDIT = ".cancel";

/**
 * Cancels an order that is open; its token goes back, once, and its customer is told. The repeat of a request gets its
 * first answer.
 * @throws Problem for an order that there is not, and one that has ended.
 */
export async function cancelOrder(
  deps: Deps,
  request: Request,
  named: string,
  givenReason: string,
): Promise<OrderCancelled> {
  const { db } = deps;
  const reason = reasonGiven(givenReason);
  const number = orderNumber(named);
  const nowMs = deps.clock();
  const done = sql`number = ${number} and state = 'cancelled' and changed_request = ${request.id}`;
  const id = sql`(select id from ${orders} where ${done})`;
  const fresh = sql`${orders} where ${done} and cancelled_at_ms = ${nowMs}`;
  try {
    const [, , , [found], backs, readers] = await db.batch([
      db
        .update(orders)
        .set({
          state: "cancelled",
          cancelledAtMs: nowMs,
          cancelReason: reason,
          changedAtMs: nowMs,
          changedBy: request.actor.id,
          changedRequest: request.id,
        })
        .where(sql`number = ${number} and ${isOpenRow}`),
      mustHold(db, sql`exists (select 1 from ${orders} where ${done})`),
      giveTokenBack(deps, request, id, reason),
      selectOrders(db).where(eq(orders.number, number)),
      // Somebody else may have the token by the time of a repeat: what this order gave back is in its own event.
      db
        .select({ state: tokenEvents.toState })
        .from(tokenEvents)
        .where(
          sql`code = (select token_code from ${orders} where ${done}) and order_id = ${id} and from_state = 'reserved'`,
        ),
      chosenLocale(db, request.actor.id),
      putNoticeFrom(
        deps,
        sql`id || ${NOTICE}`,
        "order_cancelled",
        { orderId: sql`id`, memberId: sql`customer_id` },
        fresh,
      ),
      ...recordAuditsFrom(
        deps,
        {
          id: sql`id || ${AUDIT}`,
          actor: request.actor.id,
          action: "order.cancel",
          target: sql`'order:' || id`,
          after: sql`json_object('member', customer_id, 'token', token_code)`,
          reason,
          cause: sql`id || ${AUDIT}`,
        },
        fresh,
      ),
    ]);
    if (!found) throw new Error("a cancelled order is not there");
    ring(deps, [noticeBell(`${found.order.id}${NOTICE}`)]);
    ringAudit(deps, `${found.order.id}${AUDIT}`);
    return { ...fullOrder(found), tokenBack: backOf(backs), locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuseEnded(deps, request, number);
  }
}

function backOf([event]: readonly { state: (typeof tokenEvents.$inferSelect)["toState"] }[]): TokenBack {
  const state = event?.state;
  return state === "available" || state === "expired" || state === "removed" ? state : null;
}
