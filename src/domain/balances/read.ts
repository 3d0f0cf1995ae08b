import { and, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { accountOfMember } from "../../db/ledger.ts";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { balanceChangeRows, balanceChanges } from "../../db/schema/balances.ts";
import { accounts } from "../../db/schema/ledger.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { decodeText } from "../imports/decode.ts";
import { PREVIEW_LIFE_MS } from "../imports/read.ts";
import { ImportRefused } from "../imports/refusal.ts";
import { readTable, type TableRow } from "../imports/table.ts";
import { type RefusedRow, RefusedTally } from "../imports/tally.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { limitsOf, type PointsAction, type PointsVerdict, pointsVerdict } from "../points/limits.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";
import { type BalanceColumns, balanceColumns } from "./columns.ts";
import { BalanceFileRefused, type BalanceRefusal } from "./refusal.ts";
import { type BalanceFault, decideBalanceRow } from "./row.ts";

/** Some five minutes of trying, while the answer can still be edited. */
const READ_TRIES_MAX = 6;

export type BalancesPreview = {
  readonly kind: "previewed";
  readonly change: BalanceChange;
  readonly locale: Locale;
  readonly rows: number;
  /** What the rows' members have at the moment would make of them. */
  readonly verdicts: readonly { verdict: PointsVerdict; count: number; points: number }[];
  readonly reasons: readonly { reason: BalanceFault; count: number; lines: readonly number[] }[];
  readonly header: readonly string[];
  readonly refused: readonly RefusedRow<BalanceFault>[];
};

export type BalancesRead =
  | BalancesPreview
  | { kind: "refused"; change: BalanceChange; locale: Locale; refusal: BalanceRefusal };

/**
 * Reads an uploaded file of balances into the waiting table; nothing is booked. A job that comes again begins anew.
 * Null when the file is no longer to be read.
 */
export async function readBalances(
  deps: Deps,
  job: OutboxRow,
  changeId: string,
): Promise<BalancesRead | null> {
  const begun = await beginReading(deps, job, changeId);
  if (!begun) return null;
  const { change, action, locale } = begun;
  const reading = new Reading(deps, job, change, action);
  try {
    await reading.read();
  } catch (error) {
    const refusal = refusalOf(error, job.tries >= READ_TRIES_MAX);
    if (!refusal) throw error;
    await refuse(deps, job, changeId);
    return { kind: "refused", change, locale, refusal };
  }
  await reading.dropRepeated();
  const [verdicts, previewed] = await deps.db.batch([
    verdictsOf(deps, changeId, action),
    deps.db
      .update(balanceChanges)
      .set({
        state: "previewed",
        total: sql`(select count(*) from ${balanceChangeRows} where change_id = ${changeId})`,
        confirmUntilMs: deps.clock() + PREVIEW_LIFE_MS,
      })
      .where(and(eq(balanceChanges.id, changeId), undecided, stillHeld(job))),
  ]);
  if (previewed.rowsAffected === 0) return null;
  const { refused, header, rows } = reading;
  return {
    kind: "previewed",
    change,
    locale,
    rows,
    verdicts,
    reasons: refused.reasons,
    header,
    refused: refused.rows.toSorted((a, b) => a.line - b.line),
  };
}

const undecided = sql`${balanceChanges.state} in ('reading', 'previewed')`;

/** A preview that is read again cannot be confirmed meanwhile: its rows are not all there. */
async function beginReading(deps: Deps, job: OutboxRow, changeId: string) {
  const [[change], , , askers] = await deps.db.batch([
    balanceChangeById(deps, changeId),
    deps.db
      .update(balanceChanges)
      .set({ state: "reading" })
      .where(and(eq(balanceChanges.id, changeId), undecided, stillHeld(job))),
    deps.db
      .delete(balanceChangeRows)
      .where(
        and(
          eq(balanceChangeRows.changeId, changeId),
          stillHeld(job),
          sql`exists (select 1 from ${balanceChanges} where ${balanceChanges.id} = ${changeId} and ${undecided})`,
        ),
      ),
    chosenLocale(
      deps.db,
      sql`(select ${balanceChanges.askedBy} from ${balanceChanges} where ${balanceChanges.id} = ${changeId})`,
    ),
  ]);
  if (!change || change.action === "reset" || (change.state !== "reading" && change.state !== "previewed"))
    return null;
  return { change, action: change.action, locale: localeFrom(deps, askers) };
}

async function refuse(deps: Deps, job: OutboxRow, changeId: string): Promise<void> {
  await deps.db.batch([
    deps.db
      .update(balanceChanges)
      .set({ state: "refused", finishedAtMs: deps.clock(), fileUrl: null })
      .where(and(eq(balanceChanges.id, changeId), undecided, stillHeld(job))),
    deps.db.delete(balanceChangeRows).where(and(eq(balanceChangeRows.changeId, changeId), stillHeld(job))),
  ]);
}

/** The file itself is the reason, or that Discord has it no more; anything else is worth another try. */
function refusalOf(error: unknown, lastTry: boolean): BalanceRefusal | null {
  if (error instanceof ImportRefused || error instanceof BalanceFileRefused) return error.facts;
  if (error instanceof DiscordFailure && (lastTry || error.kind === "gone" || error.kind === "refused"))
    return { kind: "file_gone" };
  return null;
}

function verdictsOf(deps: Deps, changeId: string, action: PointsAction) {
  const balance = sql`coalesce(${accounts.balance}, 0)`;
  const verdict = pointsVerdict(action, balance, sql`${balanceChangeRows.points}`, limitsOf(deps.shop));
  return deps.db
    .select({
      verdict,
      count: sql<number>`count(*)`,
      points: sql<number>`coalesce(sum(${balanceChangeRows.points}), 0)`,
    })
    .from(balanceChangeRows)
    .leftJoin(accounts, eq(accounts.id, accountOfMember(sql`${balanceChangeRows.memberId}`, "points")))
    .where(eq(balanceChangeRows.changeId, changeId))
    .groupBy(sql`1`);
}

/** One reading of one file: what it has seen so far. */
class Reading {
  readonly refused = new RefusedTally<BalanceFault>();
  header: readonly string[] = [];
  rows = 0;
  readonly #deps: Deps;
  readonly #job: OutboxRow;
  readonly #change: BalanceChange;
  readonly #action: PointsAction;
  #columns: BalanceColumns = { userId: 0, points: 0 };

  constructor(deps: Deps, job: OutboxRow, change: BalanceChange, action: PointsAction) {
    this.#deps = deps;
    this.#job = job;
    this.#change = change;
    this.#action = action;
  }

  async read(): Promise<void> {
    const file = await this.#deps.discord.openAttachment(this.#change.fileUrl ?? "");
    const { rows } = await readTable(decodeText(file), {
      header: (cells) => {
        this.header = cells;
        this.#columns = balanceColumns(cells);
      },
      rows: (some) => this.#take(some),
    });
    this.rows = rows;
  }

  async #take(rows: readonly TableRow[]): Promise<void> {
    const limits = limitsOf(this.#deps.shop);
    const accepted = rows.flatMap((row) => {
      const decision = decideBalanceRow(row, this.#columns, this.#action, limits);
      if (decision.kind === "accepted") return [[row.line, decision.memberId, decision.points]];
      this.refused.add(row, decision.reason);
      return [];
    });
    const { db } = this.#deps;
    await db.batch([
      db.run(sql`
        insert into ${balanceChangeRows} (change_id, line, member_id, points)
        select ${this.#change.id}, value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(accepted)})
        where ${stillHeld(this.#job)}
        on conflict do nothing`),
      extendLease(db, this.#job, this.#deps.clock() + LEASE_MS),
    ]);
  }

  /** Which of an id's lines is meant nobody can know, so that all of them are refused. */
  async dropRepeated(): Promise<void> {
    const { db } = this.#deps;
    const repeated = sql`${balanceChangeRows.changeId} = ${this.#change.id} and ${balanceChangeRows.memberId} in (
      select member_id from ${balanceChangeRows} where change_id = ${this.#change.id}
      group by member_id having count(*) > 1)`;
    // Read before they are deleted: the reply to the deletion may be lost, and its repeat would find none.
    const found = await db.select().from(balanceChangeRows).where(repeated).orderBy(balanceChangeRows.line);
    if (found.length === 0) return;
    await db.batch([db.delete(balanceChangeRows).where(and(repeated, stillHeld(this.#job)))]);
    for (const { line, memberId, points } of found) {
      const cells = this.header.map(() => "");
      cells[this.#columns.userId] = memberId;
      cells[this.#columns.points] = String(points);
      this.refused.add({ line, cells, overlong: false }, "id_repeated");
    }
  }
}
