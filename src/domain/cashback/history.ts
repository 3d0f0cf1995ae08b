import { and, desc, like, sql } from "drizzle-orm";
import { cashbackBatches, payouts } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { CashbackBatch } from "./batch.ts";

/** Few, because each batch's payouts are counted for it. */
const BATCHES_PER_PAGE = 5;
const SUGGESTED_MAX = 25;

export type ListedBatch = {
  readonly batch: CashbackBatch;
  readonly paid: number;
  readonly amount: number;
  readonly failed: number;
  /** Left out, or set aside. */
  readonly left: number;
};

export type CashbackHistory = {
  readonly rows: readonly ListedBatch[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** Questions that nobody said yes to paid nothing and keep nothing: they are no batches to look back at. */
const isWorthSeeing = sql`${cashbackBatches.state} not in ('cancelled', 'lapsed')`;

/** Batches, the newest first. `page` counts from 1; one past the end shows the last. */
export async function cashbackHistory(deps: Deps, readerId: string, page: number): Promise<CashbackHistory> {
  const { db } = deps;
  const of = (what: string, state: string) =>
    sql<number>`(select ${sql.raw(what)} from ${payouts} where batch_id = ${cashbackBatches.id} and ${sql.raw(state)})`;
  const [[total], rows, readers] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(cashbackBatches).where(isWorthSeeing),
    db
      .select({
        batch: cashbackBatches,
        paid: of("count(*)", "state = 'paid'"),
        amount: of("coalesce(sum(amount), 0)", "state = 'paid'"),
        failed: of("count(*)", "state = 'failed'"),
        left: of("count(*)", "state in ('blacklisted', 'changed', 'review')"),
      })
      .from(cashbackBatches)
      .where(isWorthSeeing)
      .orderBy(desc(cashbackBatches.createdAtMs), desc(cashbackBatches.id))
      .limit(BATCHES_PER_PAGE)
      .offset((page - 1) * BATCHES_PER_PAGE),
    chosenLocale(db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / BATCHES_PER_PAGE));
  if (page > pages) return await cashbackHistory(deps, readerId, pages);
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/** The newest batches whose id has what was typed. */
export async function suggestCashback(deps: Deps, typed: string) {
  return await deps.db
    .select({ id: cashbackBatches.id, state: cashbackBatches.state, mode: cashbackBatches.mode })
    .from(cashbackBatches)
    .where(and(like(cashbackBatches.id, `%${typed.replace(/[^\w-]/g, "")}%`), isWorthSeeing))
    .orderBy(desc(cashbackBatches.createdAtMs))
    .limit(SUGGESTED_MAX);
}
