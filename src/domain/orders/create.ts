import { eq, type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { orders } from "../../db/schema/orders.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { putNoticeFrom } from "../notices/putFrom.ts";
import { ring } from "../outbox/kinds.ts";
import { explainToken } from "../tokens/explain.ts";
import { reservable, reserveToken, type TokenWanted } from "../tokens/reserve.ts";
import { discountOf } from "../tokens/reward.ts";
import { attachBell, holdAttach, putAttach, SENT } from "./attach.ts";
import { type OrderGiven, type OrderToBe, orderToBe } from "./form.ts";
import { type FullOrder, fullOrder, selectOrders } from "./order.ts";

/** A refusal is explained by a second question; when the token has changed in between, the order is tried again. */
const ATTEMPTS_MAX = 5;

export type OrderCreated = FullOrder & { readonly locale: Locale };

const noticeIdOf = (orderId: string) => `${orderId}.created`;
const auditIdOf = (orderId: string) => `${orderId}.order`;

/**
 * Makes an order for a customer and reserves its token: one batch, in which the order gets the next number. The repeat of
 * a request gets its first answer.
 * @param lease of a request that brings the file itself: it holds the row of the file's job.
 * @throws Problem for what no order can be, and for a token that the order cannot have.
 */
export async function createOrder(
  deps: Deps,
  request: Request,
  given: OrderGiven,
  lease?: string,
): Promise<OrderCreated> {
  const order = orderToBe(deps, given);
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const created = await book(deps, request, order, lease);
    if (created) return created;
    const wanted = wantedBy(order);
    if (!wanted) throw new Error("an order without a token was refused");
    await explainToken(deps, request, wanted);
  }
  throw new Error("the token did not hold still");
}

const wantedBy = ({ tokenCode: code, customerId, amount }: OrderToBe): TokenWanted | null =>
  code === null ? null : { code, customerId, amount };

async function book(
  deps: Deps,
  request: Request,
  order: OrderToBe,
  lease: string | undefined,
): Promise<OrderCreated | null> {
  const { db } = deps;
  const { id } = request;
  const nowMs = deps.clock();
  const wanted = wantedBy(order);
  // A repeat may come when the notice, the job and the post are pruned.
  const fresh = sql`${orders} where ${orders.id} = ${id} and ${orders.createdAtMs} = ${nowMs}`;
  try {
    const [[found], readers] = await writeThenRead(
      db,
      [
        meetMember(db, order.customerId, nowMs, request),
        insertOrder(deps, request, order, wanted, nowMs),
        mustHold(db, sql`exists (select 1 from ${orders} where ${orders.id} = ${id})`),
        ...(wanted ? [reserveToken(deps, request, id, wanted), mustHaveItsToken(deps, id)] : []),
        putNoticeFrom(
          deps,
          noticeIdOf(id),
          "order_created",
          { orderId: sql`id`, memberId: sql`customer_id` },
          fresh,
        ),
        ...(order.file ? [putAttach(deps, id, fresh)] : []),
        ...(order.file && lease !== undefined ? [holdAttach(deps, id, lease)] : []),
        ...recordAuditFrom(
          deps,
          {
            id: auditIdOf(id),
            actor: request.actor.id,
            action: "order.create",
            target: `order:${id}`,
            after: sql`json_object('member', customer_id, 'amount', amount, 'discount', discount, 'token', token_code)`,
            cause: auditIdOf(id),
          },
          fresh,
        ),
      ],
      [selectOrders(db).where(eq(orders.id, id)), chosenLocale(db, request.actor.id)],
    );
    if (!found) throw new Error("a booked order is not there");
    ring(deps, [noticeBell(noticeIdOf(id)), ...(order.file && lease === undefined ? [attachBell(id)] : [])]);
    ringAudit(deps, auditIdOf(id));
    return { ...fullOrder(found), locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

/** The number is taken in the statement that inserts the order, where no other writer is: a refusal leaves no gap. */
function insertOrder(
  deps: Deps,
  { id, actor }: Request,
  order: OrderToBe,
  wanted: TokenWanted | null,
  nowMs: number,
) {
  const { amount, file } = order;
  const money = amount === null ? null : BigInt(amount);
  const source: SQL = wanted ? reservable(deps, wanted) : sql`(select 1) where true`;
  return deps.db.run(sql`
    insert into ${orders} (id, number, description, customer_id, token_code, amount, discount, priority, due_at_ms,
      created_by, created_at_ms, changed_at_ms, changed_by, changed_request, file_name, file_type, file_bytes, file_url)
    select ${id}, (select coalesce(max(number), 0) + 1 from ${orders}), ${order.description}, ${order.customerId},
      ${order.tokenCode}, ${money}, ${wanted ? discountOf(amount) : 0}, ${order.priority}, ${order.dueAtMs},
      ${actor.id}, ${nowMs}, ${nowMs}, ${actor.id}, ${id},
      ${file?.name ?? null}, ${file?.type ?? null}, ${file?.bytes ?? null}, ${file && (file.url ?? SENT)}
    from ${source}
    on conflict (id) do nothing`);
}

/** A repeat may come when the order has been cancelled, and its token is somebody else's. */
const mustHaveItsToken = ({ db }: Deps, id: string) =>
  mustHold(
    db,
    sql`exists (select 1 from ${orders} as o where o.id = ${id} and (
      o.state = 'cancelled' or exists (select 1 from tokens where order_id = o.id)))`,
  );
