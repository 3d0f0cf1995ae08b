import { type SQL, sql } from "drizzle-orm";
import { writeThenRead } from "../../db/batch.ts";
import { memberOwner } from "../../db/ledger.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { audits } from "../../db/schema/audit.ts";
import { referralBlacklist, referrals } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { readBlacklistFacts } from "../audit/blacklistFacts.ts";
import { recordAuditFrom, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { noticeBell } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { UNITS } from "./earn.ts";
import { type Standing, selectStanding, unpaidOf } from "./standing.ts";

export const REASON_CHARS_MAX = 200;

/** What staff do to a member's referrals: `add` to the blacklist, `remove` from it. */
export const blacklistActions = ["add", "remove"] as const;
export type BlacklistAction = (typeof blacklistActions)[number];

/** What it concerns: members brought, and what is earned and not paid, in whole smallest units. */
export type BlacklistChanged = {
  readonly brought: number;
  readonly pending: number;
  readonly locale: Locale;
};

const auditIdOf = (request: Request) => `${request.id}.referrals`;
const noticeIdOf = (request: Request) => `${request.id}.notice`;

/**
 * Stops a member's referrals from earning and what they earned from being paid, or lets them again: for the person,
 * whomever they brought or will bring. The repeat of a request gets its first answer again.
 * @throws Problem when it is so already, or no reason is given.
 */
export async function changeBlacklist(
  deps: Deps,
  request: Request,
  action: BlacklistAction,
  memberId: string,
  givenReason: string,
): Promise<BlacklistChanged> {
  const { db } = deps;
  const reason = givenReason.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  const [auditId, noticeId] = [auditIdOf(request), noticeIdOf(request)];
  const nowMs = deps.clock();
  const isListed = sql`exists (select 1 from ${referralBlacklist} where member_id = ${memberId})`;
  const [audit, ...post] = recordAuditFrom(
    // The notice knows the row of this batch by its moment.
    { ...deps, clock: () => nowMs },
    {
      id: auditId,
      actor: request.actor.id,
      action: action === "add" ? "referrals.stop" : "referrals.resume",
      target: memberOwner(memberId),
      after: factsOf(memberId),
      reason,
      cause: auditId,
    },
    sql`(select 1) where ${action === "add" ? sql`not ${isListed}` : isListed}`,
  );
  const [[written], [standing], readers] = await writeThenRead(
    db,
    [
      audit,
      // Only if the statement before has just written its row: a repeat must not undo what was done since.
      action === "add"
        ? db.run(sql`
            insert into ${referralBlacklist} (member_id, reason, blocked_by, created_at_ms)
            select ${memberId}, ${reason}, ${request.actor.id}, ${nowMs} where changes() = 1`)
        : db.run(sql`delete from ${referralBlacklist} where member_id = ${memberId} and changes() = 1`),
      ...post,
      putInOutboxFrom(
        db,
        {
          id: noticeId,
          kind: "notice.send",
          payload: sql`json_object('notice', ${action === "add" ? "referrals_stopped" : "referrals_resumed"},
            'memberId', ${memberId}, 'auditId', id)`,
          memberId: sql`${memberId}`,
          atMs: nowMs,
        },
        // A repeat may come when the first notice is pruned.
        sql`${audits} where id = ${auditId} and created_at_ms = ${nowMs}`,
      ),
    ],
    [
      db.select({ after: audits.after }).from(audits).where(sql`${audits.id} = ${auditId}`),
      selectStanding(deps, memberId),
      chosenLocale(db, request.actor.id),
    ],
  );
  const locale = localeFrom(deps, readers);
  if (!written) throw refusal(memberId, standing?.stopped ?? null, locale);
  ring(deps, [noticeBell(noticeId)]);
  ringAudit(deps, auditId);
  return { ...readBlacklistFacts(written.after), locale };
}

const factsOf = (memberId: string): SQL =>
  sql`json_object('referrals', (select count(*) from ${referrals} where referrer_id = ${memberId}),
    'pending', (select coalesce(sum(units), 0) / ${BigInt(UNITS)} from ${unpaidOf(memberId)}))`;

function refusal(memberId: string, stopped: Standing["stopped"], locale: Locale): Problem {
  if (!stopped) return new Problem({ kind: "referrals_not_stopped", memberId }, locale);
  const { blockedBy: by, createdAtMs: atMs } = stopped;
  return new Problem({ kind: "referrals_stopped_before", memberId, by, atMs }, locale);
}

/** How a member's referrals stand, for staff. */
export async function referralStatus(
  deps: Deps,
  request: Request,
  memberId: string,
): Promise<{ readonly standing: Standing; readonly locale: Locale }> {
  const [[standing], readers] = await deps.db.batch([
    selectStanding(deps, memberId),
    chosenLocale(deps.db, request.actor.id),
  ]);
  if (!standing) throw new Error("a question without a table has no answer");
  return { standing, locale: localeFrom(deps, readers) };
}
