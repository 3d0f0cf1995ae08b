import { and, eq, gt, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { balanceChangeRows, balanceChanges } from "../../db/schema/balances.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";

export const runJobId = (changeId: string) => `${changeId}.balances.run`;

export type Decided = { readonly change: BalanceChange; readonly locale: Locale };

const undecided = (changeId: string, request: Request, nowMs: number) =>
  and(
    eq(balanceChanges.id, changeId),
    sql`${balanceChanges.state} = 'previewed'`,
    eq(balanceChanges.askedBy, request.actor.id),
    gt(balanceChanges.confirmUntilMs, nowMs),
  );

/**
 * Starts the change that was previewed: only whoever asked for it, once, while the preview lives.
 * @param interactionToken of the press; the answer is edited through it for another 15 minutes. Null: there is no answer.
 */
export async function confirmBalances(
  deps: Deps,
  request: Request,
  changeId: string,
  interactionToken: string | null,
): Promise<Decided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${changeId}.confirmed`;
  const bell = { id: runJobId(changeId), kind: "balances.run" };
  const decided = await orEcho(deps, request, changeId, async () => {
    const [[change], , readers] = await db.batch([
      db
        .update(balanceChanges)
        .set({
          state: "running",
          decidedRequest: request.id,
          interactionToken,
          answerUntilMs: nowMs + ANSWER_LIFE_MS,
          progressAtMs: nowMs,
          fileUrl: null,
        })
        .where(undecided(changeId, request, nowMs))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      putJob(deps, bell.id, "balances.run", { changeId }),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "balances.confirm",
        target: `balances:${changeId}`,
        after: sql`(select json_object('action', action, 'members', total) from ${balanceChanges} where id = ${changeId})`,
        reason: sql`(select reason from ${balanceChanges} where id = ${changeId})`,
        cause: auditId,
      }),
    ]);
    return { change, locale: localeFrom(deps, readers) };
  });
  ring(deps, [bell]);
  ringAudit(deps, auditId);
  return decided;
}

/** Drops the change that was previewed, and every row of it. */
export async function cancelBalances(deps: Deps, request: Request, changeId: string): Promise<Decided> {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${changeId}.cancelled`;
  const ended = { state: "cancelled", interactionToken: null, fileUrl: null, finishedAtMs: nowMs } as const;
  const decided = await orEcho(deps, request, changeId, async () => {
    const [[change], , readers] = await db.batch([
      db
        .update(balanceChanges)
        .set({ ...ended, decidedRequest: request.id })
        .where(undecided(changeId, request, nowMs))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      db.delete(balanceChangeRows).where(eq(balanceChangeRows.changeId, changeId)),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "balances.cancel",
        target: `balances:${changeId}`,
        cause: auditId,
      }),
    ]);
    return { change, locale: localeFrom(deps, readers) };
  });
  ringAudit(deps, auditId);
  return decided;
}

/** Runs a batch that its guard may refuse; the echo of this very request is no refusal. */
async function orEcho(
  deps: Deps,
  request: Request,
  changeId: string,
  decide: () => Promise<{ change: BalanceChange | undefined; locale: Locale }>,
): Promise<Decided> {
  try {
    const { change, locale } = await decide();
    if (change) return { change, locale };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [[change], readers] = await deps.db.batch([
    balanceChangeById(deps, changeId),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!change) throw new Problem({ kind: "balances_lapsed" }, locale);
  if (change.decidedRequest === request.id) return { change, locale };
  if (change.askedBy !== request.actor.id)
    throw new Problem({ kind: "balances_not_yours", askedBy: change.askedBy }, locale);
  if (change.state === "previewed" || change.state === "lapsed")
    throw new Problem({ kind: "balances_lapsed" }, locale);
  throw new Problem({ kind: "balances_decided", state: change.state }, locale);
}
