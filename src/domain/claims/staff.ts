import { and, eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { claims } from "../../db/schema/claims.ts";
import { mails, suppressions } from "../../db/schema/mail.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { maskedAddressOf } from "./address.ts";

export const REASON_CHARS_MAX = 200;

/** `address` is masked; `unwanted` is what SendGrid reported of an earlier mail to it, if that speaks against mailing. */
export type ClaimDone = {
  claimId: string;
  orderId: string | null;
  address: string;
  points: number;
  unwanted: string | null;
  locale: Locale;
};

type ClaimRow = typeof claims.$inferSelect;

/**
 * Mails an open claim's code again, also to an address that bounced: staff asked for it.
 * @throws Problem when mail is not set up or the claim is not open.
 */
export async function resendClaim(deps: Deps, request: Request, claimId: string): Promise<ClaimDone> {
  if (!deps.sendgrid) throw new Problem({ kind: "mail_not_set_up" });
  const { db } = deps;
  const nowMs = deps.clock();
  const jobId = `${request.id}.mail`;
  const auditId = `${request.id}.resend`;
  const open = sql`${claims.id} = ${claimId} and ${claims.state} = 'pending' and ${claims.expiresAtMs} > ${nowMs}`;
  return await orExplain(deps, request, claimId, "claim.resend", async () => {
    const [, , , [claim], [unwanted], readers] = await db.batch([
      db.run(sql`
        insert into ${mails} (id, claim_id, import_id, outbox_id, state, created_at_ms, state_at_ms)
        select ${jobId}, id, import_id, ${jobId}, 'queued', ${nowMs}, ${nowMs} from ${claims} where ${open}
        on conflict (id) do update set id = excluded.id`),
      mustHaveChanged(db),
      db.run(sql`
        insert into outbox (id, kind, payload, due_at_ms, created_at_ms)
        select ${jobId}, 'mail.send', json_object('importId', import_id), ${nowMs}, ${nowMs} from ${claims} where id = ${claimId}
        on conflict do nothing`),
      db.select().from(claims).where(eq(claims.id, claimId)),
      unwantedAddress(deps, claimId),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "claim.resend",
        target: `claim:${claimId}`,
        cause: auditId,
      }),
    ]);
    ring(deps, [{ id: jobId, kind: "mail.send" }]);
    ringAudit(deps, auditId);
    return await doneOf(deps, claim, unwanted, localeFrom(deps, readers));
  });
}

/**
 * Takes an open claim back: its code is worth nothing from now on.
 * @throws Problem when the claim is not open.
 */
export async function revokeClaim(
  deps: Deps,
  request: Request,
  claimId: string,
  reason: string,
): Promise<ClaimDone> {
  const { db } = deps;
  const auditId = `${request.id}.revoke`;
  return await orExplain(deps, request, claimId, "claim.revoke", async () => {
    const [[claim], , readers] = await db.batch([
      db
        .update(claims)
        .set({ state: "revoked", endedAtMs: deps.clock() })
        .where(and(eq(claims.id, claimId), sql`${claims.state} = 'pending'`))
        .returning(),
      mustHaveChanged(db),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, {
        id: auditId,
        actor: request.actor.id,
        action: "claim.revoke",
        target: `claim:${claimId}`,
        before: { state: "pending" },
        after: { state: "revoked" },
        reason,
        cause: auditId,
      }),
    ]);
    ringAudit(deps, auditId);
    return await doneOf(deps, claim, undefined, localeFrom(deps, readers));
  });
}

/** Why a claim's address is not mailed unasked; no row where nothing speaks against it. */
function unwantedAddress(deps: Deps, claimId: string) {
  return deps.db
    .select({ kind: suppressions.kind })
    .from(suppressions)
    .where(sql`${suppressions.emailHash} = (select email_hash from claims where id = ${claimId})`);
}

async function doneOf(
  deps: Deps,
  claim: ClaimRow | undefined,
  unwanted: { kind: string } | undefined,
  locale: Locale,
): Promise<ClaimDone> {
  if (!claim) throw new Problem({ kind: "claim_unknown" }, locale);
  const { id: claimId, orderId, points } = claim;
  const address = await maskedAddressOf(deps, claim);
  return { claimId, orderId, address, points, unwanted: unwanted?.kind ?? null, locale };
}

/** Runs a batch that its guard may refuse; the echo of this very request is no refusal. */
async function orExplain(
  deps: Deps,
  request: Request,
  claimId: string,
  action: string,
  run: () => Promise<ClaimDone>,
): Promise<ClaimDone> {
  try {
    return await run();
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [[claim], [echo], [unwanted], readers] = await deps.db.batch([
    deps.db.select().from(claims).where(eq(claims.id, claimId)),
    deps.db.all(
      sql`select 1 from audits where cause in (${`${request.id}.resend`}, ${`${request.id}.revoke`}) and action = ${action}`,
    ),
    unwantedAddress(deps, claimId),
    chosenLocale(deps.db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (!claim) throw new Problem({ kind: "claim_unknown" }, locale);
  if (echo) return await doneOf(deps, claim, unwanted, locale);
  // Its time may be over before the cron has said so.
  const state = claim.state === "pending" ? "expired" : claim.state;
  throw new Problem({ kind: "claim_not_open", state }, locale);
}
