import { desc, eq, sql } from "drizzle-orm";
import { topups, unmatchedPayments, unmatchedStates } from "../../db/schema/wallet.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { Problem } from "../problem.ts";

export const PAYMENTS_PER_PAGE = 5;

export type UnmatchedPayment = typeof unmatchedPayments.$inferSelect;
export type UnmatchedState = (typeof unmatchedStates)[number];

export type UnmatchedPage = {
  readonly rows: readonly UnmatchedPayment[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** One page of the payments that fit no top-up, those told of last first. `page` counts from 1; one past the end shows the last. */
export async function listUnmatched(
  deps: Deps,
  readerId: string,
  state: UnmatchedState,
  page: number,
): Promise<UnmatchedPage> {
  const { db } = deps;
  const where = sql`${unmatchedPayments.state} = ${state}`;
  const [[total], rows, readers] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(unmatchedPayments).where(where),
    db
      .select()
      .from(unmatchedPayments)
      .where(where)
      .orderBy(desc(unmatchedPayments.lastAtMs), unmatchedPayments.orderId)
      .limit(PAYMENTS_PER_PAGE)
      .offset((page - 1) * PAYMENTS_PER_PAGE),
    chosenLocale(db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / PAYMENTS_PER_PAGE));
  if (page > pages) return await listUnmatched(deps, readerId, state, pages);
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/** `expected`: the top-up that has the payment's order id, and is of another amount or currency. */
export type PaymentView = {
  readonly payment: UnmatchedPayment;
  readonly expected: { readonly memberId: string; readonly amount: number } | null;
  readonly locale: Locale;
};

/**
 * One payment that fits no top-up.
 * @throws Problem when there is none of this order id.
 */
export async function unmatchedPayment(deps: Deps, readerId: string, orderId: string): Promise<PaymentView> {
  const { db } = deps;
  const [[row], readers] = await db.batch([
    db
      .select({ payment: unmatchedPayments, expected: { memberId: topups.memberId, amount: topups.amount } })
      .from(unmatchedPayments)
      .leftJoin(topups, eq(topups.id, unmatchedPayments.orderId))
      .where(eq(unmatchedPayments.orderId, orderId)),
    chosenLocale(db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "payment_unknown" }, locale);
  return { ...row, locale };
}

/** A state by its name, from a button or an option; staff work on the open ones. */
export const unmatchedStateOf = (name: string | undefined): UnmatchedState =>
  unmatchedStates.find((state) => state === name) ?? "open";
