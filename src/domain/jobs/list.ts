import { desc, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { reviveRows } from "../../db/outbox.ts";
import { deadLetters, outbox } from "../../db/schema/outbox.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { auditById } from "../audit/read.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";

/** Failed jobs that are shown, and tried again, at once. */
export const FAILED_JOBS_MAX = 10;

/** What was given up, and how much is under way. */
export async function listJobs(deps: Deps, readerId: string) {
  const { db } = deps;
  const [failed, [open], [dead], readers] = await db.batch([
    db
      .select()
      .from(outbox)
      .where(sql`${outbox.state} = 'failed'`)
      .orderBy(desc(outbox.finishedAtMs))
      .limit(FAILED_JOBS_MAX),
    db
      .select({ count: sql<number>`count(*)` })
      .from(outbox)
      .where(sql`${outbox.state} in ('waiting', 'running')`),
    db.select({ count: sql<number>`count(*)` }).from(deadLetters),
    chosenLocale(db, readerId),
  ]);
  return { failed, open: open?.count ?? 0, dead: dead?.count ?? 0, locale: localeFrom(deps, readers) };
}

/**
 * Gives the failed jobs that the list shows another round of tries; the repeat of a request gives none.
 * @throws Problem when none is left.
 */
export async function retryFailedJobs(deps: Deps, request: Request) {
  const { failed, locale } = await listJobs(deps, request.actor.id);
  const ids = failed.map(({ id }) => id);
  return { count: await retryJobs(deps, request, ids, locale), locale };
}

/**
 * Gives these jobs, as far as they have failed, another round of tries, and returns how many were asked for; the repeat of a
 * request gives none.
 * @throws Problem when none of them has failed.
 */
export async function retryJobs(
  deps: Deps,
  request: Request,
  ids: readonly string[],
  locale: Locale | null = null,
): Promise<number> {
  const auditId = `${request.id}.retry`;
  const count = ids.length > 0 ? await revive(deps, request, auditId, ids) : 0;
  if (count > 0) return count;
  const echo = await auditById(deps, auditId);
  if (!echo?.target) throw new Problem({ kind: "job_unknown" }, locale);
  return echo.target.split(" ").length;
}

/** How many of these jobs have a new round now; none where the request was here before, or none of them has failed. */
async function revive(deps: Deps, request: Request, auditId: string, ids: readonly string[]) {
  const { db } = deps;
  try {
    const [revived] = await db.batch([
      reviveRows(db, [...ids], deps.clock(), auditId),
      mustHaveChanged(db),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "job.retry",
        target: ids.join(" "),
        cause: auditId,
      }),
    ]);
    ring(deps, revived);
    ringAudit(deps, auditId);
    return revived.length;
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return 0;
  }
}
