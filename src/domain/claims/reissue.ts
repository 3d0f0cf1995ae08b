import { and, eq, sql } from "drizzle-orm";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { audits } from "../../db/schema/audit.ts";
import { claims } from "../../db/schema/claims.ts";
import { imports } from "../../db/schema/imports.ts";
import { mails, suppressions } from "../../db/schema/mail.ts";
import { normalizeEmail } from "../../lib/email.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { maskedAddressOf } from "./address.ts";
import { claimCode, codeHash, emailBinding } from "./code.ts";
import { emailHashes } from "./find.ts";
import type { ClaimDone } from "./staff.ts";

const AUDIT = ".reissue";
/** A claim's id ends with a line; a request makes one claim. */
const CLAIM = ".1";

const newClaimId = (request: Request) => `${request.id}${CLAIM}`;
const auditIdOf = (request: Request) => `${request.id}${AUDIT}`;
const jobIdOf = (request: Request) => `${request.id}.mail`;

/** The claim in whose place this one stands; no row where it came from its import itself. */
export function reissuedFrom({ db }: Deps, claimId: string) {
  const requestId = claimId.endsWith(CLAIM) ? claimId.slice(0, -CLAIM.length) : "";
  return db
    .select({ claimId: sql<string>`substr(${audits.target}, 7)` })
    .from(audits)
    .where(and(eq(audits.id, `${requestId}${AUDIT}`), eq(audits.action, "claim.reissue")));
}

/**
 * Gives an open claim to another address: its code is worth nothing from now on, and a new one for the same points, with
 * all of its import's days, is mailed to the address. Once: the old claim is not open any more.
 * @throws Problem when mail is not set up, the text is no address, the claim is not open, or its order has a claim of that
 * address already.
 */
export async function reissueClaim(
  deps: Deps,
  request: Request,
  claimId: string,
  typed: string,
): Promise<ClaimDone> {
  if (!deps.sendgrid) throw new Problem({ kind: "mail_not_set_up" });
  const email = normalizeEmail(typed);
  if (!email) throw new Problem({ kind: "email_invalid" });
  const { db } = deps;
  try {
    const [, , , , , , made, unwanted, readers] = await db.batch([
      ...(await replace(deps, request, claimId, email)),
      ...mail(deps, request),
      ...told(deps, request),
      ...recordAudit(deps, {
        id: auditIdOf(request),
        actor: request.actor.id,
        action: "claim.reissue",
        target: `claim:${claimId}`,
        before: { state: "pending" },
        after: { state: "revoked", claim: newClaimId(request) },
        cause: auditIdOf(request),
      }),
    ]);
    ringAll(deps, request);
    return await doneOf(deps, made, unwanted, readers);
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  return await echoOrProblem(deps, request, claimId);
}

function ringAll(deps: Deps, request: Request): void {
  ring(deps, [{ id: jobIdOf(request), kind: "mail.send" }]);
  ringAudit(deps, auditIdOf(request));
}

/** The old claim ends and the new one begins, or neither. */
async function replace(deps: Deps, request: Request, claimId: string, email: string) {
  const { db } = deps;
  const nowMs = deps.clock();
  const id = newClaimId(request);
  const keys = (await deps.keyring()).current;
  const [hashes, code, emailSealed] = await Promise.all([
    emailHashes(deps, email),
    claimCode(keys, id).then((made) => codeHash(keys, made)),
    keys.seal("email-seal", email, emailBinding(id)),
  ]);
  const isTaken = sql`exists (
    select 1 from claims as other where other.order_key = claims.order_key
    and other.email_hash in (select value from json_each(${JSON.stringify(hashes)})))`;
  return [
    db
      .update(claims)
      .set({ state: "revoked", endedAtMs: nowMs })
      .where(
        and(
          eq(claims.id, claimId),
          sql`${claims.state} = 'pending' and ${claims.expiresAtMs} > ${nowMs} and not ${isTaken}`,
        ),
      ),
    mustHaveChanged(db),
    db.run(sql`
      insert into ${claims} (id, import_id, line, code_hash, key_id, order_key, order_id, email_hash, email_sealed,
        points, product, campaign, expires_at_ms, created_at_ms)
      select ${id}, import_id, line, ${code}, ${keys.id}, order_key, order_id, ${hashes[0] ?? ""}, ${emailSealed},
        points, product, campaign, ${nowMs} + coalesce((
          select expiry_days from ${imports} where imports.id = claims.import_id), ${deps.shop.claimExpiryDays}) * ${DAY_MS}, ${nowMs}
      from ${claims} where id = ${claimId}`),
    mustHaveChanged(db),
  ] as const;
}

function mail(deps: Deps, request: Request) {
  const nowMs = deps.clock();
  const jobId = jobIdOf(request);
  const id = newClaimId(request);
  return [
    deps.db.run(sql`
      insert into ${mails} (id, claim_id, import_id, outbox_id, state, created_at_ms, state_at_ms)
      select ${jobId}, id, import_id, ${jobId}, 'queued', ${nowMs}, ${nowMs} from ${claims} where id = ${id}`),
    deps.db.run(sql`
      insert into outbox (id, kind, payload, due_at_ms, created_at_ms)
      select ${jobId}, 'mail.send', json_object('importId', import_id), ${nowMs}, ${nowMs} from ${claims} where id = ${id}`),
  ] as const;
}

/** The statements that tell what came of it. */
function told(deps: Deps, request: Request) {
  const id = newClaimId(request);
  return [
    deps.db.select().from(claims).where(eq(claims.id, id)),
    deps.db
      .select({ kind: suppressions.kind })
      .from(suppressions)
      .where(sql`${suppressions.emailHash} = (select email_hash from claims where id = ${id})`),
    chosenLocale(deps.db, request.actor.id),
  ] as const;
}

async function doneOf(
  deps: Deps,
  [claim]: readonly (typeof claims.$inferSelect)[],
  [unwanted]: readonly { kind: string }[],
  readers: Parameters<typeof localeFrom>[1],
): Promise<ClaimDone> {
  const locale = localeFrom(deps, readers);
  if (!claim) throw new Problem({ kind: "claim_unknown" }, locale);
  const { id: claimId, orderId, points } = claim;
  const address = await maskedAddressOf(deps, claim);
  return { claimId, orderId, address, points, unwanted: unwanted?.kind ?? null, locale };
}

/** The repeat of a request gets its first answer again; anything else why it was refused. */
async function echoOrProblem(deps: Deps, request: Request, claimId: string): Promise<ClaimDone> {
  const [made, unwanted, readers, [old]] = await deps.db.batch([
    ...told(deps, request),
    deps.db.select().from(claims).where(eq(claims.id, claimId)),
  ]);
  if (made.length > 0) {
    // The first attempt may have lost its reply, and with it its bells.
    ringAll(deps, request);
    return await doneOf(deps, made, unwanted, readers);
  }
  const locale = localeFrom(deps, readers);
  if (!old) throw new Problem({ kind: "claim_unknown" }, locale);
  const isOver = old.expiresAtMs <= deps.clock();
  if (old.state !== "pending") throw new Problem({ kind: "claim_not_open", state: old.state }, locale);
  if (isOver) throw new Problem({ kind: "claim_not_open", state: "expired" }, locale);
  throw new Problem({ kind: "claim_of_address" }, locale);
}
