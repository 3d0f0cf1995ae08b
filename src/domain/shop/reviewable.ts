import { type SQL, sql } from "drizzle-orm";
import { orders } from "../../db/schema/orders.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { parseOrderCode } from "../../lib/orderCode.ts";
import type { Deps } from "../deps.ts";

/** A member's own purchases whose codes have come to them, as a condition on `purchases`. */
export const reviewablePurchase = (memberId: string) => sql`member_id = ${memberId} and state = 'paid'
  and coalesce(delivered_at_ms, revealed_at_ms, closed_at_ms) is not null`;

/** A member's own orders that staff have completed, as a condition on `orders`. */
export const reviewableOrder = (memberId: string) => sql`customer_id = ${memberId} and state = 'completed'`;

/** What a member can say something of: its id, whose it is, what it is, and the product that it is of. */
export const reviewable = (memberId: string): SQL => sql`
  select id, member_id, 'purchase' as subject, product_id from ${purchases} where ${reviewablePurchase(memberId)}
  union all select id, customer_id, 'order', null from ${orders} where ${reviewableOrder(memberId)}`;

/**
 * The name of what a review is about, of an order only its code, since all may read it; the number stands as
 * lib/orderCode writes it. Tables are written out, because Drizzle drops that of a column in a selection from one table.
 */
export const subjectName = sql<string>`coalesce(
  (select products.name from products where products.id = reviews.product_id),
  (select printf('ED%03d', orders.number) from orders where orders.id = reviews.id), '')`;

/** The id of what a member names: as the list gives it, or the code of an order of theirs. */
export async function reviewedIdOf({ db }: Deps, memberId: string, named: string): Promise<string> {
  const number = parseOrderCode(named);
  if (number === null) return named;
  const [order] = await db
    .select({ id: orders.id })
    .from(orders)
    .where(sql`${orders.number} = ${number} and ${orders.customerId} = ${memberId}`);
  return order?.id ?? named;
}
