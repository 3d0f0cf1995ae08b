import { and, eq, sql } from "drizzle-orm";
import { brokenRule } from "../../db/constraint.ts";
import { isGuardRefusal, mustHaveChanged, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { cashbackBatches, payouts } from "../../db/schema/referrals.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { cashbackBatchById, RUNNING_RULE, retryJobId } from "./batch.ts";
import { type CashbackDecided, runningBatch } from "./decide.ts";
import { countsOf, payoutsOf, totals } from "./totals.ts";

/**
 * Pays again whom a batch could not pay, as far as their earnings are still those that were frozen. The repeat of a
 * request gets its first answer.
 * @throws Problem when there is no such batch, nothing of it has failed, or one runs.
 */
export async function retryCashback(
  deps: Deps,
  request: Request,
  batchId: string,
  interactionToken: string | null,
): Promise<CashbackDecided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const by = request.actor.id;
  const auditId = `${request.id}.cashback.retry`;
  const bell = { id: retryJobId(request), kind: "cashback.pay" };
  let otherRuns = false;
  try {
    const [[batch], , , , readers] = await db.batch([
      db
        .update(cashbackBatches)
        .set({
          state: "running",
          interactionToken,
          answerUntilMs: nowMs + ANSWER_LIFE_MS,
          progressAtMs: nowMs,
        })
        .where(and(eq(cashbackBatches.id, batchId), sql`${cashbackBatches.state} = 'done'`))
        .returning(),
      mustHaveChanged(db),
      db
        .update(payouts)
        .set({ state: "frozen", reason: null, stateAtMs: nowMs })
        .where(and(eq(payouts.batchId, batchId), sql`${payouts.state} = 'failed'`)),
      mustHold(
        db,
        sql`exists (select 1 from ${payoutsOf(batchId)} and state = 'frozen')
        and not exists (select 1 from ${audits} where ${audits.cause} = ${auditId})`,
      ),
      chosenLocale(db, by),
      putJob(deps, bell.id, "cashback.pay", { batchId, by }),
      ...recordAudit(deps, {
        id: auditId,
        actor: by,
        action: "cashback.retry",
        target: `cashback:${batchId}`,
        after: sql`(select json_object('members', ${totals.frozen}, 'amount', ${totals.frozenAmount}) from ${countsOf(batchId)})`,
        cause: auditId,
      }),
    ]);
    ring(deps, [bell]);
    ringAudit(deps, auditId);
    if (batch) return { batch, locale: localeFrom(deps, readers) };
  } catch (error) {
    otherRuns = brokenRule(error) === RUNNING_RULE;
    if (!otherRuns && !isGuardRefusal(error)) throw error;
  }
  return await explain(deps, request, batchId, auditId);
}

async function explain(
  deps: Deps,
  request: Request,
  batchId: string,
  auditId: string,
): Promise<CashbackDecided> {
  const { db } = deps;
  const [[batch], [running], [asked], readers] = await db.batch([
    cashbackBatchById(deps, batchId),
    runningBatch(deps),
    db.select({ id: audits.id }).from(audits).where(eq(audits.cause, auditId)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!batch) throw new Problem({ kind: "cashback_unknown" }, locale);
  if (asked) {
    ring(deps, [{ id: retryJobId(request), kind: "cashback.pay" }]);
    return { batch, locale };
  }
  if (running) throw new Problem({ kind: "cashback_running", batchId: running.id }, locale);
  throw new Problem({ kind: "cashback_nothing_failed", batchId }, locale);
}
