import { eq } from "drizzle-orm";
import { finishRow, leaseRow, type OutboxRow } from "../../db/outbox.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { base32 } from "../../lib/id.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { PointsAction } from "../points/limits.ts";
import { Problem } from "../problem.ts";
import { type BalanceChange, balanceChangeById, putChange, readJobId } from "./ask.ts";
import { readInto } from "./read.ts";
import type { BalanceRefusal } from "./refusal.ts";

const LEASE_BYTES = 10;

/** A file of balances that comes with the request itself. */
export type BalancesSent = {
  readonly name: string;
  readonly action: PointsAction;
  readonly reason: string;
};

/** A change whose preview waits, or why its file cannot be read. */
export type BalancesUploaded = {
  readonly changeId: string;
  readonly refusal: BalanceRefusal | null;
  readonly locale: Locale;
};

/**
 * Reads a file that comes with the request itself, as the job reads one that Discord keeps: this request holds the job's
 * row meanwhile. Should it die, the job comes, finds no file, and ends the change. Asked twice, it is one change.
 * @throws Problem when the reason is blank, or the file is being read already.
 */
export async function uploadBalances(
  deps: Deps,
  request: Request,
  sent: BalancesSent,
  file: AsyncIterable<Uint8Array>,
): Promise<BalancesUploaded> {
  const changeId = request.id;
  const { change, locale, job } = await begin(deps, request, sent);
  if (!change || change.askedBy !== request.actor.id) throw new Problem({ kind: "balances_lapsed" }, locale);
  if (!job && change.state === "reading") throw new Problem({ kind: "import_being_read" }, locale);
  if (!job || change.state !== "reading") return { changeId, refusal: null, locale };
  const read = await readInto(deps, job, { change, locale }, { open: async () => file });
  if (!read) throw new Problem({ kind: "balances_lapsed" }, locale);
  await deps.db.batch([finishRow(deps.db, job, deps.clock())]);
  return { changeId, refusal: read.kind === "refused" ? read.refusal : null, locale };
}

/** The change and, where it is ours to read, its job. */
async function begin(
  deps: Deps,
  request: Request,
  { name, action, reason }: BalancesSent,
): Promise<{ change: BalanceChange | undefined; locale: Locale; job: OutboxRow | null }> {
  const { db } = deps;
  const jobId = readJobId(request.id);
  const lease = base32(deps.random(LEASE_BYTES));
  const asked = { file: { name, url: null }, action, reason, interactionToken: null };
  const [, , , [change], [held], readers] = await db.batch([
    ...putChange(deps, request, asked),
    leaseRow(db, jobId, lease, deps.clock(), LEASE_MS),
    balanceChangeById(deps, request.id),
    // Not what the lease returns: the reply to a first attempt may have been lost after its commit.
    db.select().from(outbox).where(eq(outbox.id, jobId)),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  return { change, locale, job: held?.state === "running" && held.lease === lease ? held : null };
}
