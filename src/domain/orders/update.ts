import { eq, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { orders } from "../../db/schema/orders.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { putNoticeFrom } from "../notices/putFrom.ts";
import { ring } from "../outbox/kinds.ts";
import { refuseEnded } from "./ended.ts";
import { dueGiven, noteGiven } from "./form.ts";
import { type FullOrder, fullOrder, isOpenRow, type OpenState, selectOrders } from "./order.ts";
import { orderNumber } from "./read.ts";

/** How staff say that an order stands; what is left out stays as it is. */
export type OrderUpdate = {
  readonly state: OpenState;
  readonly note?: string | undefined;
  readonly priority?: number | undefined;
  readonly due?: string | undefined;
};

/** The order as it is, and what this request made of it. */
export type OrderUpdated = FullOrder & {
  readonly state: OpenState;
  readonly note: string | null;
  readonly locale: Locale;
};

const noticeIdOf = (request: Request) => `${request.id}.note`;
const auditIdOf = (request: Request) => `${request.id}.status`;

/**
 * Says how an open order stands, once a request: a repeat that comes after another update changes nothing. A note is told
 * to the customer. An order that is due later than before may become overdue anew.
 * @throws Problem for an order that there is not, and one that has ended.
 */
export async function updateOrder(
  deps: Deps,
  request: Request,
  named: string,
  given: OrderUpdate,
): Promise<OrderUpdated> {
  const { db } = deps;
  const number = orderNumber(named);
  const note = given.note === undefined ? null : noteGiven(given.note);
  const nowMs = deps.clock();
  const dueAtMs = given.due === undefined ? null : dueGiven(given.due, deps.shop, nowMs);
  const priority = given.priority ?? null;
  const auditId = auditIdOf(request);
  const known = sql`exists (select 1 from ${audits} where ${audits.id} = ${auditId})`;
  const ours = sql`${orders} where number = ${number} and changed_request = ${request.id} and changed_at_ms = ${nowMs}`;
  try {
    const [[found], readers] = await writeThenRead(
      db,
      [
        db.run(sql`
          update ${orders} set state = ${given.state}, note = coalesce(${note}, note),
            priority = coalesce(${priority}, priority), due_at_ms = coalesce(${dueAtMs}, due_at_ms),
            overdue_told_at_ms = iif(${dueAtMs} is null, overdue_told_at_ms, null),
            changed_at_ms = ${nowMs}, changed_by = ${request.actor.id}, changed_request = ${request.id}
          where number = ${number} and ${isOpenRow} and not ${known}`),
        ...recordAuditFrom(
          deps,
          {
            id: auditId,
            actor: request.actor.id,
            action: "order.status",
            target: sql`'order:' || id`,
            after: sql`json_object('member', customer_id, 'orderState', state)`,
            cause: auditId,
          },
          ours,
        ),
        mustHold(db, known),
        ...(note === null
          ? []
          : [
              putNoticeFrom(
                deps,
                noticeIdOf(request),
                "order_updated",
                { orderId: sql`id`, memberId: sql`customer_id`, atMs: nowMs },
                ours,
              ),
            ]),
      ],
      [selectOrders(db).where(eq(orders.number, number)), chosenLocale(db, request.actor.id)],
    );
    if (!found) throw new Error("an updated order is not there");
    if (note !== null) ring(deps, [noticeBell(noticeIdOf(request))]);
    ringAudit(deps, auditId);
    return { ...fullOrder(found), state: given.state, note, locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return await refuseEnded(deps, request, number);
  }
}
