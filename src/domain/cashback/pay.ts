import { and, eq, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { brokenRule } from "../../db/constraint.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { finishRow, type OutboxRow } from "../../db/outbox.ts";
import { cashbackBatches } from "../../db/schema/referrals.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { JobNotNow } from "../jobs/retry.ts";
import { finishJob } from "../jobs/take.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { type CashbackBatch, cashbackBatchById, SYSTEM } from "./batch.ts";
import {
  idsIn,
  nextRange,
  noteFailure,
  noticesDue,
  type Paying,
  payRange,
  type Range,
  showProgress,
  stillPaying,
} from "./chunk.ts";
import { countsOf, ended, totals } from "./totals.ts";

/** Batches of statements that one job sends before it lets another go on: Cloudflare counts what a job asks for. */
const EXCHANGES_PER_JOB_MAX = 500;

export type PayProgress = { readonly batch: CashbackBatch; readonly done: number; readonly total: number };

/**
 * Pays a batch that runs, some members at a time. What is paid is known by the payouts alone, so that a job which dies,
 * or two that run at once, pay each member once.
 * @param told is called when it is time to show the progress again.
 */
export async function payBatch(
  deps: Deps,
  job: OutboxRow,
  { batchId, by }: { readonly batchId: string; readonly by: string },
  told: (progress: PayProgress) => Promise<void>,
): Promise<void> {
  const [batch] = await cashbackBatchById(deps, batchId);
  if (batch?.state !== "running") return await finishJob(deps, job);
  const paying = { job, batch, by };
  try {
    await new Run(deps, paying, told).payAll();
    await end(deps, paying);
  } catch (error) {
    // Another has the job by now, and goes on with it.
    if (!isGuardRefusal(error)) throw error;
  }
}

/** One run of a batch: what it has sent so far. */
class Run {
  readonly #deps: Deps;
  readonly #paying: Paying;
  readonly #told: (progress: PayProgress) => Promise<void>;
  #exchanges = 0;
  #total = 0;

  constructor(deps: Deps, paying: Paying, told: (progress: PayProgress) => Promise<void>) {
    this.#deps = deps;
    this.#paying = paying;
    this.#told = told;
  }

  async payAll(): Promise<void> {
    const { batch } = this.#paying;
    const { db } = this.#deps;
    const [[counted], [first]] = await db.batch([
      db.select({ all: sql<number>`coalesce(sum(count), 0)`, ...totals }).from(countsOf(batch.id)),
      nextRange(this.#deps, batch, ""),
    ]);
    if (!counted) return;
    this.#total = counted.all - counted.review;
    let [after, before, next] = ["", this.#total - counted.frozen, first];
    while (next && next.last !== null) {
      const range = { after, last: next.last, before, members: next.members };
      [after, before] = [next.last, before + next.members];
      next = (await this.#pay(range)) ?? (await nextRange(this.#deps, batch, after))[0];
    }
  }

  /** Pays a range and returns the next one; nothing where it had to be paid in parts. */
  async #pay(range: Range, ids: readonly string[] | null = null) {
    const { batch } = this.#paying;
    this.#count();
    try {
      const [[shown], [next]] = await writeThenRead(
        this.#deps.db,
        payRange(this.#deps, this.#paying, range),
        [showProgress(this.#deps, batch.id), nextRange(this.#deps, batch, range.last)],
      );
      if (shown) await this.#told({ batch: shown, done: range.before + range.members, total: this.#total });
      return next;
    } catch (error) {
      const rule = brokenRule(error);
      if (rule === null || isGuardRefusal(error)) throw error;
      await this.#payParts(range, ids ?? (await this.#idsIn(range)), rule);
      return undefined;
    }
  }

  /** A rule of the database refuses somebody of a range: the others are paid, by halves, until it is alone. */
  async #payParts(range: Range, ids: readonly string[], rule: string): Promise<void> {
    const half = Math.floor(ids.length / 2);
    const middle = ids[half - 1];
    if (middle === undefined) {
      this.#count();
      await this.#deps.db.batch([noteFailure(this.#deps, this.#paying, range, rule)]);
      return;
    }
    await this.#pay({ ...range, last: middle, members: half }, ids.slice(0, half));
    const rest = { after: middle, before: range.before + half, members: ids.length - half };
    await this.#pay({ ...range, ...rest }, ids.slice(half));
  }

  async #idsIn(range: Range): Promise<string[]> {
    this.#count();
    return (await idsIn(this.#deps, this.#paying.batch, range)).map(({ id }) => id);
  }

  #count(): void {
    if (++this.#exchanges > EXCHANGES_PER_JOB_MAX)
      throw JobNotNow.waiting("cashback_goes_on", this.#deps.clock());
  }
}

/** Ends a batch that has nobody left to pay, and has it told by the batch of statements that ends it, once. */
async function end(deps: Deps, { job, batch, by }: Paying): Promise<void> {
  const { db } = deps;
  const nowMs = deps.clock();
  const report = { id: `${job.id}.report`, kind: "cashback.report" };
  const auditId = `${job.id}.done`;
  const [notices] = await writeThenRead(
    db,
    [
      db
        .update(cashbackBatches)
        .set({ state: "done", finishedAtMs: nowMs })
        .where(and(eq(cashbackBatches.id, batch.id), stillPaying(job, batch))),
      mustHaveChanged(db),
      ...(by === SYSTEM ? [] : [putJob(deps, report.id, "cashback.report", { batchId: batch.id, by })]),
      finishRow(db, job, nowMs),
      ...recordAudit(deps, { ...ended(batch.id), id: auditId, actor: by, cause: auditId }),
    ],
    [noticesDue(deps, batch)],
  );
  ring(deps, [report, ...notices]);
  ringAudit(deps, auditId);
}
