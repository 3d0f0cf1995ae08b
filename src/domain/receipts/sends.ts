import { desc, eq, type SQL, sql } from "drizzle-orm";
import { orders, receiptSends, receipts } from "../../db/schema/orders.ts";
import type { Deps } from "../deps.ts";
import type { MailState } from "../mail/state.ts";
import { maskedAddressOfSend } from "./address.ts";

/** The newest sendings of an order that are shown. */
export const SENDS_SHOWN_MAX = 5;

/** How a sending went, as staff see it: the address masked, or null where there is none any more. */
export type ListedSend = {
  readonly receiptNumber: number;
  readonly way: "mail" | "direct";
  readonly address: string | null;
  readonly state: MailState;
  readonly reason: string | null;
  readonly sentBy: string;
  readonly atMs: number;
};

/** The sendings of an order's receipt, the newest first, and how many there are in all; for a batch, and to be read by `listedSends`. */
export const receiptSendsOf = ({ db }: Deps, orderId: string | SQL) =>
  db
    .select({
      send: receiptSends,
      receiptNumber: receipts.number,
      count: sql<number>`(select count(*) from receipt_sends as own where own.order_id = ${receiptSends.orderId})`,
    })
    .from(receiptSends)
    .innerJoin(receipts, eq(receipts.orderId, receiptSends.orderId))
    .where(eq(receiptSends.orderId, orderId))
    .orderBy(desc(receiptSends.createdAtMs), desc(receiptSends.id))
    .limit(SENDS_SHOWN_MAX);

/** Opens the addresses. */
export async function listedSends(
  deps: Deps,
  rows: Awaited<ReturnType<typeof receiptSendsOf>>,
): Promise<{ readonly sends: readonly ListedSend[]; readonly count: number }> {
  const sends = await Promise.all(
    rows.map(async ({ send, receiptNumber }) => {
      const { way, state, reason, sentBy, stateAtMs: atMs } = send;
      const address = way === "mail" ? await maskedAddressOfSend(deps, send) : null;
      return { receiptNumber, way, address, state, reason, sentBy, atMs };
    }),
  );
  return { sends, count: rows[0]?.count ?? 0 };
}

const SUGGESTIONS_MAX = 25;

/** Completed orders that begin with the typed number, the last completed first. */
export const suggestCompleted = ({ db }: Deps, typedDigits: string) =>
  db
    .select({
      number: orders.number,
      description: orders.description,
      completedAtMs: orders.completedAtMs,
    })
    .from(orders)
    .where(
      sql`${orders.state} = 'completed'${typedDigits ? sql` and cast(${orders.number} as text) like ${`${typedDigits}%`}` : sql``}`,
    )
    .orderBy(desc(orders.completedAtMs))
    .limit(SUGGESTIONS_MAX);
