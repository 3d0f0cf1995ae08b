import { and, eq, sql } from "drizzle-orm";
import { DiscordFailure } from "../../clients/discord/failure.ts";
import { accountOfMember } from "../../db/ledger.ts";
import { type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { balanceChangeRows, balanceChanges } from "../../db/schema/balances.ts";
import { accounts } from "../../db/schema/ledger.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { PREVIEW_LIFE_MS } from "../imports/read.ts";
import { ImportRefused } from "../imports/refusal.ts";
import type { RefusedRow } from "../imports/tally.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { limitsOf, type PointsAction, type PointsVerdict, pointsVerdict } from "../points/limits.ts";
import { type BalanceChange, balanceChangeById } from "./ask.ts";
import { writtenFindings } from "./findings.ts";
import { Reading } from "./reading.ts";
import { BalanceFileRefused, type BalanceRefusal } from "./refusal.ts";
import type { BalanceFault } from "./row.ts";

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
  return await readInto(deps, job, begun, {
    open: () => deps.discord.openAttachment(begun.fileUrl),
    refusalOf: (error) => discordRefusal(error, job.tries >= READ_TRIES_MAX),
  });
}

/** A change whose file is to be read, and the language of whoever asked for it. */
export type Readable = { readonly change: BalanceChange; readonly locale: Locale };

/** Where a file comes from. */
export type FileSource = {
  open(): Promise<AsyncIterable<Uint8Array>>;
  /** Why a failure of the source itself refuses the file; null: it does not. */
  refusalOf?(error: unknown): BalanceRefusal | null;
};

/**
 * Reads a file into the waiting table, for whoever holds the job's row. Null when another has taken it over.
 * @throws what is no fault of the file.
 */
export async function readInto(
  deps: Deps,
  job: OutboxRow,
  { change, locale }: Readable,
  { open, refusalOf = () => null }: FileSource,
): Promise<BalancesRead | null> {
  const { id, action } = change;
  if (action === "reset") return null;
  const reading = new Reading(deps, job, change, action);
  try {
    await reading.read(open);
  } catch (error) {
    const isOfFile = error instanceof ImportRefused || error instanceof BalanceFileRefused;
    const refusal = isOfFile ? error.facts : refusalOf(error);
    if (!refusal) throw error;
    await refuse(deps, job, id);
    return { kind: "refused", change, locale, refusal };
  }
  await reading.dropRepeated();
  const verdicts = await verdictsOf(deps, id, action);
  const { header, rows } = reading;
  const { reasons } = reading.refused;
  const refused = reading.refused.rows.toSorted((a, b) => a.line - b.line);
  const [previewed] = await deps.db.batch([
    deps.db
      .update(balanceChanges)
      .set({
        state: "previewed",
        total: sql`(select count(*) from ${balanceChangeRows} where change_id = ${id})`,
        findings: writtenFindings({ rows, verdicts, reasons, header, refused }),
        confirmUntilMs: deps.clock() + PREVIEW_LIFE_MS,
      })
      .where(and(eq(balanceChanges.id, id), undecided, stillHeld(job))),
  ]);
  if (previewed.rowsAffected === 0) return null;
  return { kind: "previewed", change, locale, rows, verdicts, reasons, header, refused };
}

const undecided = sql`${balanceChanges.state} in ('reading', 'previewed')`;

/**
 * A preview that is read again cannot be confirmed meanwhile: its rows are not all there. A file that came with a request
 * is gone with it: where that ended before its reading did, the change is refused.
 */
async function beginReading(deps: Deps, job: OutboxRow, changeId: string) {
  const isKept = sql`${balanceChanges.fileUrl} is not null`;
  const [[change], , , askers] = await deps.db.batch([
    balanceChangeById(deps, changeId),
    deps.db
      .update(balanceChanges)
      .set({ state: "reading" })
      .where(and(eq(balanceChanges.id, changeId), undecided, isKept, stillHeld(job))),
    deps.db
      .delete(balanceChangeRows)
      .where(
        and(
          eq(balanceChangeRows.changeId, changeId),
          stillHeld(job),
          sql`exists (select 1 from ${balanceChanges} where ${balanceChanges.id} = ${changeId} and ${undecided} and ${isKept})`,
        ),
      ),
    chosenLocale(
      deps.db,
      sql`(select ${balanceChanges.askedBy} from ${balanceChanges} where ${balanceChanges.id} = ${changeId})`,
    ),
  ]);
  if (change?.state === "reading" && change.fileUrl === null) await refuse(deps, job, changeId);
  if (!change?.fileUrl || (change.state !== "reading" && change.state !== "previewed")) return null;
  return { change, fileUrl: change.fileUrl, locale: localeFrom(deps, askers) };
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

/** That Discord has the file no more is a reason to refuse it; anything else is worth another try. */
function discordRefusal(error: unknown, lastTry: boolean): BalanceRefusal | null {
  if (!(error instanceof DiscordFailure)) return null;
  const isGone = lastTry || error.kind === "gone" || error.kind === "refused";
  return isGone ? { kind: "file_gone" } : null;
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
