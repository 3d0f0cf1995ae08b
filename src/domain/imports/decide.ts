import { and, eq, gt, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { importRows, imports } from "../../db/schema/imports.ts";
import type { Request } from "../actor.ts";
import { ANSWER_LIFE_MS } from "../answer.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { putJob, ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { type ImportRow, importById } from "./ask.ts";
import { findingsOf, toBeMailed } from "./findings.ts";

export const runJobId = (importId: string) => `${importId}.run`;

const undecided = (importId: string, request: Request, nowMs: number) =>
  and(
    eq(imports.id, importId),
    sql`${imports.state} = 'previewed'`,
    eq(imports.askedBy, request.actor.id),
    gt(imports.confirmUntilMs, nowMs),
  );

/** Rows that were read under another root key do not know the claims that were made under this one since. */
const stagedUnder = (keyId: string, importId: string) =>
  sql`${keyId} = (select ${importRows.keyId} from ${importRows} where ${importRows.importId} = ${importId} limit 1)`;

/**
 * Starts the import that was previewed: only whoever asked for it, once, while the preview lives.
 * @param interactionToken of the press; the answer is edited through it for another 15 minutes. Null on the dashboard: an
 * answer that there is in Discord goes on as it was.
 */
export async function confirmImport(
  deps: Deps,
  request: Request,
  importId: string,
  interactionToken: string | null,
) {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${importId}.confirmed`;
  const start = db
    .update(imports)
    .set({
      state: "running",
      decidedRequest: request.id,
      ...(interactionToken === null ? {} : { interactionToken, answerUntilMs: nowMs + ANSWER_LIFE_MS }),
      progressAtMs: nowMs,
    })
    .where(and(undecided(importId, request, nowMs), stagedUnder((await deps.keyring()).current.id, importId)))
    .returning();
  try {
    const [started, , readers] = await db.batch([
      start,
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      putJob(deps, runJobId(importId), "import.run", { importId }),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "import.confirm",
        target: `import:${importId}`,
        before: { state: "previewed" },
        after: { state: "running" },
      }),
    ]);
    ring(deps, [{ id: runJobId(importId), kind: "import.run" }]);
    ringAudit(deps, auditId);
    return { toBeMailed: plannedMails(started[0]), locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    const { row, locale } = await echoOf(deps, request, importId);
    // The first attempt may have lost its reply, and with it its bell.
    ring(deps, [{ id: runJobId(importId), kind: "import.run" }]);
    return { toBeMailed: plannedMails(row), locale };
  }
}

/** Drops the import that was previewed, and every row of it. */
export async function cancelImport(deps: Deps, request: Request, importId: string) {
  const { db } = deps;
  const nowMs = deps.clock();
  const auditId = `${importId}.cancelled`;
  try {
    const [, , readers] = await db.batch([
      db
        .update(imports)
        .set({
          state: "cancelled",
          decidedRequest: request.id,
          interactionToken: null,
          fileUrl: null,
          finishedAtMs: nowMs,
        })
        .where(undecided(importId, request, nowMs)),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      db.delete(importRows).where(eq(importRows.importId, importId)),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "import.cancel",
        target: `import:${importId}`,
        before: { state: "previewed" },
        after: { state: "cancelled" },
      }),
    ]);
    ringAudit(deps, auditId);
    return { locale: localeFrom(deps, readers) };
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return { locale: (await echoOf(deps, request, importId)).locale };
  }
}

/** The import, when the refusal is only the echo of this very request; else throws why it was refused. */
async function echoOf(deps: Deps, request: Request, importId: string) {
  const [[row], readers] = await deps.db.batch([
    importById(deps, importId),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "import_unknown" }, locale);
  if (row.decidedRequest === request.id) return { row, locale };
  if (row.askedBy !== request.actor.id)
    throw new Problem({ kind: "import_not_yours", askedBy: row.askedBy }, locale);
  if (row.state === "previewed" || row.state === "lapsed")
    throw new Problem({ kind: "preview_lapsed" }, locale);
  if (row.state === "reading") throw new Problem({ kind: "import_being_read" }, locale);
  throw new Problem({ kind: "import_decided", state: row.state }, locale);
}

function plannedMails(row: ImportRow | undefined): number {
  const findings = row ? findingsOf(row) : null;
  return findings ? toBeMailed(findings) : 0;
}
