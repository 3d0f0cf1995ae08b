import { and, eq, gt, lt, type SQL, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { extendLease, finishRow, type OutboxRow, putInOutboxFrom } from "../../db/outbox.ts";
import { audits } from "../../db/schema/audit.ts";
import { claims } from "../../db/schema/claims.ts";
import { importCounts } from "../../db/schema/counts.ts";
import { imports } from "../../db/schema/imports.ts";
import { outbox } from "../../db/schema/outbox.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";
import { type JobPayload, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { importById } from "./ask.ts";

/** Claims that one batch takes back: whoever claims meanwhile waits for no more than that. The others are a job's. */
export const REVOKED_AT_ONCE_MAX = 5_000;

/** `open` is how many there were when it began; `goesOn` where not all of them are taken back yet. */
export type ImportRevoked = { readonly open: number; readonly goesOn: boolean };

/**
 * What taking an import's claims back would do now, for the question whether to.
 * @throws Problem when none of its claims is open, or it may not be asked yet.
 */
export async function askToRevoke(deps: Deps, importId: string) {
  const [[row], [found]] = await deps.db.batch([importById(deps, importId), foundNow(deps, importId)]);
  if (!row || !found) throw new Problem({ kind: "import_unknown" });
  refuseUnlessReady(row.state, found);
  return { row, open: found.open };
}

/**
 * Takes back every open claim of an import: their codes are worth nothing from then on, and mails that wait are not sent.
 * A claim that is paid at the same moment is paid or taken back, never both. The repeat of a request gets its answer again.
 * @throws Problem when none of its claims is open, or the import is still making them.
 */
export async function revokeImport(
  deps: Deps,
  request: Request,
  importId: string,
  reason: string,
): Promise<ImportRevoked> {
  const { db } = deps;
  const atMs = deps.clock();
  const auditId = `${request.id}.revoke`;
  const jobId = `${jobPrefix(importId)}${request.id}`;
  const open = openClaims(importId, atMs);
  try {
    await db.batch([
      mustHold(
        db,
        sql`exists (select 1 from ${imports} where id = ${importId} and state in ('mailing', 'done'))
          and not exists (${openJobs(importId)}) and exists (select 1 ${open})
          and not exists (select 1 from ${audits} where cause = ${auditId})`,
      ),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "import.revoke",
        target: `import:${importId}`,
        before: sql`(select json_object('claims', count(*)) ${open})`,
        reason,
        cause: auditId,
      }),
      revokeSome(deps, importId, atMs),
      putInOutboxFrom(
        db,
        {
          id: jobId,
          kind: "import.revoke",
          payload: sql`json_object('importId', ${importId}, 'untilMs', ${BigInt(atMs)})`,
          atMs,
        },
        sql`(select 1) where exists (select 1 ${open})`,
      ),
    ]);
    ringAudit(deps, auditId);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  return await outcomeOf(deps, { importId, auditId, jobId });
}

/** Goes on with claims that were open when staff asked, a batch at a time: a job that dies goes on where it stopped. */
export async function goOnRevoking(
  deps: Deps,
  job: OutboxRow,
  { importId, untilMs }: JobPayload<"import.revoke">,
): Promise<void> {
  for (let some = true; some; ) {
    const [revoked] = await deps.db.batch([
      revokeSome(deps, importId, untilMs),
      extendLease(deps.db, job, deps.clock() + LEASE_MS),
    ]);
    some = revoked.rowsAffected > 0;
  }
  await deps.db.batch([finishRow(deps.db, job, deps.clock())]);
}

/** Whether claims of an import are still being taken back, as an expression. */
export const isBeingRevoked = (importId: string) => sql`exists (${openJobs(importId)})`.mapWith(Boolean);

/** A claim that was given to another address since is another one: it stays. */
const openClaims = (importId: string, untilMs: number): SQL =>
  sql`from claims indexed by claim_import
    where import_id = ${importId} and state = 'pending' and created_at_ms <= ${BigInt(untilMs)}`;

const revokeSome = ({ db, clock }: Deps, importId: string, untilMs: number) =>
  db
    .update(claims)
    .set({ state: "revoked", endedAtMs: clock() })
    .where(
      sql`rowid in (select rowid ${openClaims(importId, untilMs)} limit ${sql.raw(String(REVOKED_AT_ONCE_MAX))})`,
    );

const jobPrefix = (importId: string) => `${importId}.revoke.`;

/** What follows the prefix is a request's id. */
const openJobs = (importId: string): SQL =>
  sql`select 1 from ${outbox} where ${and(
    gt(outbox.id, jobPrefix(importId)),
    lt(outbox.id, `${jobPrefix(importId)}~`),
    sql`${outbox.state} in ('waiting', 'running')`,
  )}`;

function foundNow(deps: Deps, importId: string) {
  return deps.db
    .select({
      open: sql<number>`coalesce((
        select count from ${importCounts} where import_id = ${importId} and what = 'claim' and state = 'pending'), 0)`,
      isBeingRevoked: isBeingRevoked(importId),
    })
    .from(imports)
    .where(eq(imports.id, importId));
}

type Found = Awaited<ReturnType<typeof foundNow>>[number];

function refuseUnlessReady(state: string, found: Found): void {
  if (state === "running") throw new Problem({ kind: "import_being_made" });
  if (found.isBeingRevoked) throw new Problem({ kind: "import_being_revoked" });
  if (found.open === 0) throw new Problem({ kind: "nothing_to_revoke" });
}

const beforeSchema = z.object({ claims: z.number() });

/** What a request has led to; where it did nothing, why. */
async function outcomeOf(
  deps: Deps,
  { importId, auditId, jobId }: { importId: string; auditId: string; jobId: string },
): Promise<ImportRevoked> {
  const { db } = deps;
  const [[audit], jobs, [row], [found]] = await db.batch([
    db.select({ before: audits.before }).from(audits).where(eq(audits.id, auditId)),
    db
      .select({ id: outbox.id, kind: outbox.kind })
      .from(outbox)
      .where(and(eq(outbox.id, jobId), sql`${outbox.state} in ('waiting', 'running')`)),
    importById(deps, importId),
    foundNow(deps, importId),
  ]);
  if (audit) {
    // The first attempt may have lost its reply, and with it its bell.
    ring(deps, jobs);
    const { claims: open } = beforeSchema.parse(JSON.parse(audit.before ?? "{}"));
    return { open, goesOn: jobs.length > 0 };
  }
  if (!row || !found) throw new Problem({ kind: "import_unknown" });
  refuseUnlessReady(row.state, found);
  throw new Problem({ kind: "nothing_to_revoke" });
}
