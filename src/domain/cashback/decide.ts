import { and, eq, gt, sql } from "drizzle-orm";
import { brokenRule } from "../../db/constraint.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { cashbackBatches } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { type CashbackBatch, cashbackBatchById, payJobId, RUNNING_RULE } from "./batch.ts";
import { started } from "./totals.ts";

export type CashbackDecided = { readonly batch: CashbackBatch; readonly locale: Locale };

const undecided = (batchId: string, request: Request, nowMs: number) =>
  and(
    eq(cashbackBatches.id, batchId),
    sql`${cashbackBatches.state} = 'previewed'`,
    eq(cashbackBatches.askedBy, request.actor.id),
    gt(cashbackBatches.confirmUntilMs, nowMs),
  );

/**
 * Starts the batch that was previewed: only whoever asked for it, once, while the preview lives, and while no other
 * runs.
 * @param interactionToken of the press; the answer is edited through it for another 15 minutes. Null: it was no press.
 * @throws Problem
 */
export async function confirmCashback(
  deps: Deps,
  request: Request,
  batchId: string,
  interactionToken: string | null,
): Promise<CashbackDecided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${batchId}.started`;
  const bell = { id: payJobId(batchId), kind: "cashback.pay" };
  const by = request.actor.id;
  const decided = await orEcho(deps, request, batchId, async () => {
    const [[batch], , readers] = await db.batch([
      db
        .update(cashbackBatches)
        .set({
          state: "running",
          decidedRequest: request.id,
          interactionToken,
          answerUntilMs: nowMs + ANSWER_LIFE_MS,
          progressAtMs: nowMs,
          startedAtMs: nowMs,
        })
        .where(undecided(batchId, request, nowMs))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, by),
      putJob(deps, bell.id, "cashback.pay", { batchId, by }),
      ...recordAudit(deps, { ...started(batchId), id: auditId, actor: by, cause: auditId }),
    ]);
    return { batch, locale: localeFrom(deps, readers) };
  });
  ring(deps, [bell]);
  ringAudit(deps, auditId);
  return decided;
}

/** Drops the batch that was previewed; its earnings wait for another. */
export async function cancelCashback(
  deps: Deps,
  request: Request,
  batchId: string,
): Promise<CashbackDecided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${batchId}.cancelled`;
  const decided = await orEcho(deps, request, batchId, async () => {
    const [[batch], , readers] = await db.batch([
      db
        .update(cashbackBatches)
        .set({ state: "cancelled", interactionToken: null, finishedAtMs: nowMs, decidedRequest: request.id })
        .where(undecided(batchId, request, nowMs))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "cashback.cancel",
        target: `cashback:${batchId}`,
        cause: auditId,
      }),
    ]);
    return { batch, locale: localeFrom(deps, readers) };
  });
  ringAudit(deps, auditId);
  return decided;
}

/** Runs a batch that a rule may refuse; the echo of this very request is no refusal. */
async function orEcho(
  deps: Deps,
  request: Request,
  batchId: string,
  decide: () => Promise<{ batch: CashbackBatch | undefined; locale: Locale }>,
): Promise<CashbackDecided> {
  let otherRuns = false;
  try {
    const { batch, locale } = await decide();
    if (batch) return { batch, locale };
  } catch (error) {
    otherRuns = brokenRule(error) === RUNNING_RULE;
    if (!otherRuns && !isGuardRefusal(error)) throw error;
  }
  const [[batch], running, readers] = await deps.db.batch([
    cashbackBatchById(deps, batchId),
    runningBatch(deps),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (otherRuns) throw new Problem({ kind: "cashback_running", batchId: running[0]?.id ?? null }, locale);
  if (!batch) throw new Problem({ kind: "cashback_lapsed" }, locale);
  if (batch.decidedRequest === request.id) return { batch, locale };
  if (batch.askedBy !== request.actor.id)
    throw new Problem({ kind: "cashback_not_yours", askedBy: batch.askedBy }, locale);
  if (batch.state === "previewed" || batch.state === "lapsed")
    throw new Problem({ kind: "cashback_lapsed" }, locale);
  throw new Problem({ kind: "cashback_decided", batchId, state: batch.state }, locale);
}

/** The batch that is being paid, of which there is one at most; for a batch of statements. */
export const runningBatch = ({ db }: Deps) =>
  db
    .select({ id: cashbackBatches.id })
    .from(cashbackBatches)
    .where(sql`${cashbackBatches.state} = 'running'`);
