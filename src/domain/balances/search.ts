import { eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { audits } from "../../db/schema/audit.ts";
import { balanceChangeRows, balanceChanges, type balanceOutcomes } from "../../db/schema/balances.ts";
import type { Deps } from "../deps.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";
import { doneAuditId } from "./run.ts";

export const CHANGES_PER_PAGE = 50;
/** Rows that were not booked which a file tells. */
export const NOT_BOOKED_MAX = 10_000;

/** A page of changes, the newest first; `next` is the number of the row before which the next page begins. */
export type ChangePage = { readonly rows: readonly BalanceChange[]; readonly next: number | null };

/** All changes of many balances that were ever asked for. */
export async function listChanges({ db }: Deps, before: number | null): Promise<ChangePage> {
  const number = sql<number>`rowid`;
  const rows = await db
    .select({ change: balanceChanges, number })
    .from(balanceChanges)
    .where(before === null ? undefined : sql`rowid < ${BigInt(before)}`)
    .orderBy(sql`rowid desc`)
    .limit(CHANGES_PER_PAGE + 1);
  const shown = rows.slice(0, CHANGES_PER_PAGE);
  return {
    rows: shown.map(({ change }) => change),
    next: rows.length > CHANGES_PER_PAGE ? (shown.at(-1)?.number ?? null) : null,
  };
}

type Outcome = (typeof balanceOutcomes)[number];

const bookedSchema = z.object({ members: z.number(), added: z.number(), taken: z.number() });

/** A change with what it came to; that is null before it is done. */
export type ChangeDetail = {
  readonly change: BalanceChange;
  readonly booked: z.infer<typeof bookedSchema> | null;
  /** Rows by what became of them, while they are kept. */
  readonly outcomes: readonly { readonly outcome: Outcome | null; readonly count: number }[];
};

/** One change; null when there is none. One round trip. */
export async function changeDetail(deps: Deps, changeId: string): Promise<ChangeDetail | null> {
  const { db } = deps;
  const rows = sql`change_id = ${changeId}
    and exists (select 1 from ${balanceChanges} where id = ${changeId} and state = 'done')`;
  const [[change], [done], left, [all]] = await db.batch([
    balanceChangeById(deps, changeId),
    db
      .select({ after: audits.after })
      .from(audits)
      .where(eq(audits.id, doneAuditId(changeId))),
    db
      .select({ outcome: balanceChangeRows.outcome, count: sql<number>`count(*)` })
      .from(balanceChangeRows)
      .where(sql`${rows} and outcome in ('same', 'too_few', 'over_member_max', 'over_change_max')`)
      .groupBy(balanceChangeRows.outcome),
    db.select({ count: sql<number>`count(*)` }).from(balanceChangeRows).where(rows),
  ]);
  if (!change) return null;
  // Nearly all are, and an index knows the others: none of the rows is read.
  const booked = (all?.count ?? 0) - left.reduce((sum, { count }) => sum + count, 0);
  return {
    change,
    booked: done?.after ? bookedSchema.parse(JSON.parse(done.after)) : null,
    outcomes: booked > 0 ? [...left, { outcome: "booked" as const, count: booked }] : left,
  };
}

export type NotBooked = {
  readonly line: number;
  readonly memberId: string;
  readonly points: number;
  readonly outcome: Outcome | null;
};

/** The rows that the database refused when they were to be booked, by their lines. */
export const notBooked = ({ db }: Deps, changeId: string): Promise<NotBooked[]> =>
  db
    .select({
      line: balanceChangeRows.line,
      memberId: balanceChangeRows.memberId,
      points: balanceChangeRows.points,
      outcome: balanceChangeRows.outcome,
    })
    .from(balanceChangeRows)
    .where(
      sql`${balanceChangeRows.changeId} = ${changeId} and ${balanceChangeRows.outcome} not in ('booked', 'same')`,
    )
    .orderBy(balanceChangeRows.line)
    .limit(NOT_BOOKED_MAX);
