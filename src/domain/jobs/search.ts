import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { deadLetters, duties, outbox } from "../../db/schema/outbox.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";

export const JOBS_PER_PAGE = 50;
/** Open jobs and lost messages that are counted; beyond that there are "more". */
export const JOBS_COUNTED_MAX = 1_000;
export const DEAD_LETTERS_SHOWN = 20;

export type Job = typeof outbox.$inferSelect;

/** Failed jobs, how much is under way, what the queue lost, and when recurring work was last done. */
export type JobsOverview = {
  readonly failed: readonly Job[];
  readonly next: PageKey | null;
  /** Of the jobs that are due first, at most one more than are counted. */
  readonly waiting: number;
  readonly running: number;
  readonly dead: number;
  readonly deadLetters: readonly (typeof deadLetters.$inferSelect)[];
  readonly duties: readonly (typeof duties.$inferSelect)[];
};

/** One page of what was given up, the newest first, beside how the rest goes. One round trip. */
export async function jobsOverview(
  deps: Deps,
  kind: string | undefined,
  key: PageKey | null,
  most = JOBS_PER_PAGE,
): Promise<JobsOverview> {
  const { db } = deps;
  const [failed, [open], [dead], letters, recurring] = await db.batch([
    db
      .select()
      .from(outbox)
      .where(
        and(
          // As a literal, from which SQLite proves the index of failed ones.
          sql`${outbox.state} = 'failed'`,
          kind === undefined ? undefined : eq(outbox.kind, kind),
          behind(outbox.finishedAtMs, outbox.id, key),
        ),
      )
      .orderBy(desc(outbox.finishedAtMs), desc(outbox.id))
      .limit(most + 1),
    db
      .select({
        waiting: sql<number>`coalesce(sum(state = 'waiting'), 0)`,
        running: sql<number>`coalesce(sum(state = 'running'), 0)`,
      })
      .from(firstOpen),
    db
      .select({ count: sql<number>`count(*)` })
      .from(sql`(select 1 from ${deadLetters} limit ${JOBS_COUNTED_MAX + 1})`),
    db.select().from(deadLetters).orderBy(desc(sql`rowid`)).limit(DEAD_LETTERS_SHOWN),
    db.select().from(duties).orderBy(asc(duties.name)),
  ]);
  const last = failed.length > most ? failed[most - 1] : undefined;
  return {
    failed: failed.slice(0, most),
    next: last ? { atMs: last.finishedAtMs ?? 0, id: last.id } : null,
    waiting: open?.waiting ?? 0,
    running: open?.running ?? 0,
    dead: dead?.count ?? 0,
    deadLetters: letters,
    duties: recurring,
  };
}

const firstOpen: SQL = sql`(
  select state from ${outbox} where ${outbox.state} in ('waiting', 'running')
  order by ${outbox.dueAtMs} limit ${sql.raw(String(JOBS_COUNTED_MAX + 1))})`;

/** One job, whatever its state; null when there is none, or none any more. */
export async function jobById({ db }: Deps, id: string): Promise<Job | null> {
  const [job] = await db.select().from(outbox).where(eq(outbox.id, id));
  return job ?? null;
}
