import { and, eq, lte, sql } from "drizzle-orm";
import { claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { mails } from "../../db/schema/mail.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { SECOND_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { ring } from "../outbox/kinds.ts";

/** Discord takes five edits in two seconds of one answer, and every other message of ours counts too. */
export const PROGRESS_PAUSE_MS = 2 * SECOND_MS;

/** How far an import is. `open` mails are still to be sent. */
export type Progress = {
  created: number;
  mailed: number;
  open: number;
  uncertain: number;
  failed: number;
  held: number;
  /** The language that the asker chose. */
  locale: Locale | null;
};

/** Counts of one import, from the rows themselves: all its mails are read for it, so it is asked only when it is told. */
export function progressOf(deps: Deps, importId: string) {
  const inState = (...states: string[]) =>
    sql`count(*) filter (where ${mails.state} in ${states})`.mapWith(Number);
  return deps.db
    .select({
      created: sql<number>`(select count(*) from ${claims} where ${claims.importId} = ${importId})`,
      mailed: inState("sent", "delivered", "bounced", "dropped", "complaint"),
      open: inState("queued", "sending"),
      uncertain: inState("uncertain"),
      failed: inState("failed"),
      held: inState("held"),
      locale: sql<Locale | null>`(select locale from members where id = (select asked_by from imports where id = ${importId}))`,
    })
    .from(mails)
    .where(eq(mails.importId, importId));
}

/** Claims the right to show progress now; returns the import at most once in `PROGRESS_PAUSE_MS`. */
export function showProgress(deps: Deps, importId: string) {
  const nowMs = deps.clock();
  return deps.db
    .update(imports)
    .set({ progressAtMs: nowMs })
    .where(
      and(
        eq(imports.id, importId),
        sql`${imports.state} in ('running', 'mailing')`,
        lte(imports.progressAtMs, nowMs - PROGRESS_PAUSE_MS),
      ),
    )
    .returning();
}

export const reportJobId = (importId: string) => `${importId}.report`;

/** Rings for the summary of an import that `endIfComplete` has ended. */
export function ringReport(deps: Deps, ended: readonly { id: string }[]): void {
  ring(
    deps,
    ended.map(({ id }) => ({ id: reportJobId(id), kind: "import.report" })),
  );
}

/** Ends an import that has nothing left to mail, and has its summary told by the batch that ends it, once. */
export function endIfComplete(deps: Deps, importId: string) {
  const nowMs = deps.clock();
  return [
    deps.db
      .update(imports)
      .set({ state: "done", finishedAtMs: nowMs, fileUrl: null })
      .where(
        and(
          eq(imports.id, importId),
          sql`${imports.state} = 'mailing'`,
          sql`not exists (select 1 from ${mails} where ${mails.importId} = ${importId} and ${mails.state} in ('queued', 'sending'))`,
        ),
      )
      .returning({ id: imports.id }),
    deps.db.run(sql`
      insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
      select id || '.report', 'import.report', json_object('importId', id), ${nowMs}, ${nowMs}
      from ${imports} where id = ${importId} and changes() = 1
      on conflict do nothing`),
  ] as const;
}
