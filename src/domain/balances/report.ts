import { type SQL, sql } from "drizzle-orm";
import { accountId, systemOwner } from "../../db/ledger.ts";
import { balanceChangeRows, type balanceOutcomes } from "../../db/schema/balances.ts";
import { transfers } from "../../db/schema/ledger.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";

/** Refused rows that the summary's file tells; the rest are counted. */
const REFUSED_ROWS_TOLD_MAX = 10_000;

export const reportJobId = (changeId: string) => `${changeId}.balances.report`;

/** How the causes of a change's transfers begin: a line of the file comes next, or the account that a reset empties. */
export const causePrefix = ({ id, action }: Pick<BalanceChange, "id" | "action">): string =>
  action === "reset" ? `reset:${id}:` : `import:${id}:`;

/** All that a change has booked, to select from. */
export function movedBy(change: BalanceChange): SQL {
  const prefix = causePrefix(change);
  return sql`${transfers} where ${transfers.cause} > ${prefix} and ${transfers.cause} < ${`${prefix}~`}`;
}

const given = sql`${transfers.debit} = ${accountId(systemOwner("grants"), "points")}`;

/** What that comes to. */
export const moved = {
  members: sql<number>`count(*)`,
  added: sql<number>`coalesce(sum(${transfers.amount}) filter (where ${given}), 0)`,
  taken: sql<number>`coalesce(sum(${transfers.amount}) filter (where not ${given}), 0)`,
};

type Outcome = (typeof balanceOutcomes)[number];

export type BalancesReport = {
  readonly change: BalanceChange;
  readonly members: number;
  readonly added: number;
  readonly taken: number;
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>;
  readonly refused: readonly { line: number; memberId: string; points: number; outcome: Outcome | null }[];
  readonly locale: Locale;
  readonly canEdit: boolean;
};

/** What a change came to, and whether its answer can still be edited. Undefined when there is no such change. */
export async function balancesReport(deps: Deps, changeId: string): Promise<BalancesReport | undefined> {
  const { db } = deps;
  const [change] = await balanceChangeById(deps, changeId);
  if (!change) return undefined;
  const ofChange = sql`${balanceChangeRows.changeId} = ${changeId}`;
  const [[totals], counts, refused, readers] = await db.batch([
    db.select(moved).from(movedBy(change)),
    db
      .select({ outcome: balanceChangeRows.outcome, count: sql<number>`count(*)` })
      .from(balanceChangeRows)
      .where(ofChange)
      .groupBy(balanceChangeRows.outcome),
    db
      .select()
      .from(balanceChangeRows)
      .where(sql`${ofChange} and ${balanceChangeRows.outcome} not in ('booked', 'same')`)
      .orderBy(balanceChangeRows.line)
      .limit(REFUSED_ROWS_TOLD_MAX),
    chosenLocale(db, change.askedBy),
  ]);
  const { members, added, taken } = totals ?? { members: 0, added: 0, taken: 0 };
  return {
    change,
    members,
    added,
    taken,
    outcomes: Object.fromEntries(counts.flatMap(({ outcome, count }) => (outcome ? [[outcome, count]] : []))),
    refused,
    locale: localeFrom(deps, readers),
    canEdit: change.interactionToken !== null && deps.clock() < change.answerUntilMs,
  };
}
