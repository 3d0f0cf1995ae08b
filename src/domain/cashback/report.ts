import { sql } from "drizzle-orm";
import { payouts } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type CashbackBatch, cashbackBatchById, type Payout } from "./batch.ts";
import { countsOf, type Totals, totals } from "./totals.ts";

/** Members that a result names with why they were not paid; the export has all. */
const UNPAID_TOLD_MAX = 10;

export type CashbackReport = {
  readonly batch: CashbackBatch;
  readonly by: string;
  readonly totals: Totals;
  readonly unpaid: readonly Payout[];
  readonly locale: Locale;
  readonly canEdit: boolean;
};

/** What a batch came to, for whoever confirmed it. Undefined when there is no such batch. */
export async function cashbackReport(
  deps: Deps,
  batchId: string,
  by: string,
): Promise<CashbackReport | undefined> {
  const { db } = deps;
  const [[batch], [counted], unpaid, readers] = await db.batch([
    cashbackBatchById(deps, batchId),
    db.select(totals).from(countsOf(batchId)),
    db
      .select()
      .from(payouts)
      .where(sql`batch_id = ${batchId} and state <> 'paid'`)
      .orderBy(sql`state <> 'failed'`, payouts.memberId)
      .limit(UNPAID_TOLD_MAX),
    chosenLocale(db, by),
  ]);
  if (!batch || !counted) return undefined;
  return {
    batch,
    by,
    totals: counted,
    unpaid,
    locale: localeFrom(deps, readers),
    canEdit: batch.interactionToken !== null && deps.clock() < batch.answerUntilMs,
  };
}
