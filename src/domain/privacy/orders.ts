import { eq, inArray, type SQL, sql } from "drizzle-orm";
import { orderEvents, orderFiles, orders, receiptSends } from "../../db/schema/orders.ts";
import { tokenEvents, tokens } from "../../db/schema/tokens.ts";
import type { Deps } from "../deps.ts";

/** A member's orders that are not ended, to select from. */
export const openOrdersOf = (memberId: string): SQL =>
  sql`${orders} where customer_id = ${memberId} and state in ('pending', 'in_progress', 'waiting')`;

/**
 * The statements that take a customer and the words of people out of their orders, which have all ended: numbers,
 * amounts, states and moments stay, and so does who of the staff did what.
 */
export function forgetOrders({ db }: Deps, memberId: string, pseudonym: string) {
  const theirs = sql`(select id from ${orders} where customer_id = ${pseudonym})`;
  const cancelled = sql`${orders} where customer_id = ${pseudonym} and state = 'cancelled'`;
  const theirTokens = sql`(select token_code from ${orders} where customer_id = ${pseudonym} and token_code is not null)`;
  return [
    db
      .update(orders)
      .set({
        customerId: pseudonym,
        description: "",
        note: null,
        cancelReason: null,
        fileName: null,
        fileType: null,
        fileBytes: null,
        fileUrl: null,
        fileStoredAtMs: null,
      })
      .where(eq(orders.customerId, memberId)),
    db.delete(orderFiles).where(inArray(orderFiles.orderId, theirs)),
    db.update(orderEvents).set({ note: null }).where(inArray(orderEvents.orderId, theirs)),
    // What only said something says nothing any more; the trigger has just written one such row itself.
    db
      .delete(orderEvents)
      .where(sql`${orderEvents.orderId} in ${theirs} and ${orderEvents.fromState} = ${orderEvents.toState}`),
    db.update(tokens).set({ customerId: pseudonym }).where(eq(tokens.customerId, memberId)),
    // A token that a cancelled order gave back carries that order's reason until it changes again.
    db
      .update(tokens)
      .set({ changeReason: null })
      .where(
        sql`${tokens.code} in ${theirTokens} and ${tokens.changedRequest} in (select changed_request from ${cancelled})`,
      ),
    db
      .update(tokenEvents)
      .set({ reason: null })
      .where(sql`${tokenEvents.code} in ${theirTokens} and ${tokenEvents.orderId} in ${theirs}`),
    // A sending that waits is not sent any more; one that is under way may arrive.
    db
      .update(receiptSends)
      .set({
        emailHash: null,
        emailSealed: null,
        keyId: null,
        state: sql`case ${receiptSends.state} when 'queued' then 'held' when 'sending' then 'uncertain' else ${receiptSends.state} end`,
        reason: null,
      })
      .where(inArray(receiptSends.orderId, theirs)),
  ] as const;
}
