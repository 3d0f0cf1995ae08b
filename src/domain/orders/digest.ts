import { inArray, type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { localDay } from "../../lib/localDay.ts";
import { localMinute } from "../../lib/localMoment.ts";
import type { Deps } from "../deps.ts";
import type { Digest } from "../outbox/digest.ts";
import { ring } from "../outbox/kinds.ts";
import { type FullOrder, fullOrder, isOpenRow, selectOrders } from "./order.ts";

/** Lines of a digest for what is overdue, and as many at most for both together. */
export const DIGEST_LINES_MAX = 20;

/** The day whose digest is due: before its hour it is yesterday's. In days since 1970-01-01, of the shop's zone. */
export function digestDay(nowMs: number, timeZone: string, hour: number): number {
  const today = localDay(nowMs, timeZone);
  const hourNow = Number(localMinute(nowMs, timeZone).slice("YYYY-MM-DD ".length, -":MM".length));
  return hourNow >= hour ? today : today - 1;
}

const idOf = (day: number) => `digest:${day}`;

/**
 * Has staff told of the orders that are overdue, and of those that nobody has begun for long: each once as either. The
 * marks and the post are one batch, and a day has one digest; where there is nothing to tell, none.
 */
export async function tellDigest(deps: Deps, day: number): Promise<void> {
  const { db, shop } = deps;
  if (!shop.staffChannelId) return;
  const nowMs = deps.clock();
  const id = idOf(day);
  const overdue = sql`(${isOpenRow} and due_at_ms < ${nowMs} and overdue_told_at_ms is null)`;
  const pending = sql`(orders.state = 'pending' and created_at_ms <= ${nowMs - shop.orderPendingMs} and pending_told_at_ms is null)`;
  // What is both is told as overdue, and then is not news the other way either.
  const onlyPending = sql`${pending} and ${overdue} is not true`;
  const lines = sql.raw(String(DIGEST_LINES_MAX));
  const first = (which: SQL, order: SQL) => sql`(
    select json_group_array(id) from (select id from ${orders} where ${which} order by ${order} limit ${lines}))`;
  const count = (which: SQL) => sql`(select count(*) from ${orders} where ${which})`;
  await db.batch([
    db.run(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select ${id}, 'digest.post', json_object(
        'overdue', json(${first(overdue, sql`due_at_ms, number`)}), 'overdueCount', ${count(overdue)},
        'pending', json(${first(onlyPending, sql`number`)}), 'pendingCount', ${count(onlyPending)}), ${nowMs}, ${nowMs}
      where exists (select 1 from ${orders} where ${overdue}) or exists (select 1 from ${orders} where ${pending})
      on conflict do nothing`),
    // Only behind a digest that this batch has made: what a repeat finds is for the next day's.
    db.run(sql`
      update ${orders} set
        overdue_told_at_ms = iif(${overdue}, ${nowMs}, overdue_told_at_ms),
        pending_told_at_ms = iif(${pending}, ${nowMs}, pending_told_at_ms)
      where changes() > 0 and (${overdue} or ${pending})`),
  ]);
  ring(deps, [{ id, kind: "digest.post" }]);
}

/** Orders by their ids, in the order of these. */
export async function digestOrders(
  { db }: Deps,
  { overdue, pending }: Digest,
): Promise<{
  overdue: FullOrder[];
  pending: FullOrder[];
}> {
  const ids = [...overdue, ...pending.slice(0, Math.max(0, DIGEST_LINES_MAX - overdue.length))];
  const rows = await selectOrders(db).where(inArray(orders.id, ids));
  const found = new Map(rows.map((row) => [row.order.id, fullOrder(row)]));
  const among = (wanted: readonly string[]) =>
    wanted.flatMap((id) => {
      const full = ids.includes(id) ? found.get(id) : undefined;
      return full ? [full] : [];
    });
  return { overdue: among(overdue), pending: among(pending) };
}
