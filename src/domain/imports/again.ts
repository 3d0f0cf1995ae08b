import { and, gt, lt, sql } from "drizzle-orm";
import type { AnySQLiteColumn } from "drizzle-orm/sqlite-core";
import { isGuardRefusal, mustHold } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { mails } from "../../db/schema/mail.ts";
import { outbox } from "../../db/schema/outbox.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { importById } from "./ask.ts";
import { inCalls } from "./calls.ts";
import { type Unmailed, type UnmailedKind, unmailedClaims, unmailedOf } from "./unmailed.ts";

/** Mails that one press sends again: as many as one batch carries well. The others wait for the next press. */
export const AGAIN_AT_ONCE_MAX = 5_000;

/** What staff agreed to: the mails that were of this kind at the moment they were asked. */
export type AgainAgreed = {
  readonly importId: string;
  readonly kind: UnmailedKind;
  readonly asOfMs: number;
};

/**
 * What mailing an import's mails again would do now, for the question whether to.
 * @throws Problem when there is nothing to mail again.
 */
export async function askAgain(deps: Deps, readerId: string, importId: string, kind: UnmailedKind) {
  const asOfMs = deps.clock();
  const [[row], [unmailed], readers] = await deps.db.batch([
    importById(deps, importId),
    unmailedOf(deps, importId),
    chosenLocale(deps.db, readerId),
  ]);
  const locale = localeFrom(deps, readers);
  if (!row) throw new Problem({ kind: "import_unknown" }, locale);
  const count = unmailed?.[kind] ?? 0;
  if (count === 0) throw new Problem({ kind: "nothing_to_mail_again" }, locale);
  return { row, count, asOfMs, locale };
}

/**
 * Mails the same codes again: all that staff were asked about and that still need it. What was agreed to is its
 * cause, so that pressed twice or delivered twice it happens once and is told alike.
 * @throws Problem when mail is not set up or nothing of it is left.
 */
export async function mailAgain(deps: Deps, request: Request, agreed: AgainAgreed) {
  if (!deps.sendgrid) throw new Problem({ kind: "mail_not_set_up" });
  const { db } = deps;
  const { importId, kind } = agreed;
  const nowMs = deps.clock();
  const asOfMs = Math.min(agreed.asOfMs, nowMs);
  const cause = `${importId}.again.${kind}.${asOfMs}`;
  const open = unmailedClaims(importId, kind, asOfMs, nowMs);
  const chosen = sql`${open} order by line limit ${AGAIN_AT_ONCE_MAX}`;
  try {
    const [, , , counts, jobs, left, readers] = await db.batch([
      mustHold(db, sql`exists (${open}) and not exists (select 1 from ${audits} where cause = ${cause})`),
      db.run(sql`
        insert into ${mails} (id, claim_id, import_id, outbox_id, state, created_at_ms, state_at_ms)
        select id || '.' || (1 + (select count(*) from mails where claim_id = planned.id)), id, import_id, outbox_id,
          'queued', ${nowMs}, ${nowMs}
        from (${inCalls(`${cause}.`, chosen)}) as planned`),
      db.run(sql`
        insert into ${outbox} (id, kind, payload, due_at_ms, created_at_ms)
        select distinct outbox_id, 'mail.send', json_object('importId', import_id), ${nowMs}, ${nowMs}
        from ${mails} where ${jobsOf(cause, mails.outboxId)}`),
      ...outcome(deps, request, importId, cause),
      ...recordAudit(deps, {
        id: cause,
        actor: request.actor.id,
        action: "import.again",
        target: `import:${importId}`,
        after: sql`(select json_object('mails', count(*), 'were', ${kind}) from ${mails} where ${jobsOf(cause, mails.outboxId)})`,
        cause,
      }),
    ]);
    ringAudit(deps, cause);
    ring(deps, jobs);
    return toldOf(deps, kind, counts, left, readers);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [counts, jobs, left, readers] = await db.batch(outcome(deps, request, importId, cause));
  const told = toldOf(deps, kind, counts, left, readers);
  if (told.mails === 0) throw new Problem({ kind: "nothing_to_mail_again" }, told.locale);
  // The first attempt may have lost its reply, and with it its bells.
  ring(deps, jobs);
  return told;
}

/** The jobs that one agreement made: their ids go on with digits and dots after its cause. */
const jobsOf = (cause: string, jobId: AnySQLiteColumn) =>
  and(gt(jobId, `${cause}.`), lt(jobId, `${cause}.:`));

/** The statements that tell what an agreement has led to. */
function outcome(deps: Deps, request: Request, importId: string, cause: string) {
  const { db } = deps;
  return [
    db.select({ count: sql<number>`count(*)` }).from(mails).where(jobsOf(cause, mails.outboxId)),
    db.select({ id: outbox.id, kind: outbox.kind }).from(outbox).where(jobsOf(cause, outbox.id)),
    unmailedOf(deps, importId),
    chosenLocale(db, request.actor.id),
  ] as const;
}

function toldOf(
  deps: Deps,
  kind: UnmailedKind,
  counts: readonly { count: number }[],
  left: readonly Unmailed[],
  readers: readonly { locale: Locale | null }[],
) {
  return { mails: counts[0]?.count ?? 0, left: left[0]?.[kind] ?? 0, locale: localeFrom(deps, readers) };
}
