import { eq, type SQL, sql } from "drizzle-orm";
import { imports } from "../../db/schema/imports.ts";
import { MINUTE_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

/** SendGrid tells of most mails within seconds; until this has passed an event may still settle a lost call. */
export const UNCERTAIN_RESTS_MS = 10 * MINUTE_MS;

/** Why a mail may have to be sent again: nobody knows whether it went out, or SendGrid did not accept it. */
export const unmailedKinds = ["uncertain", "failed"] as const;
export type UnmailedKind = (typeof unmailedKinds)[number];

/** How many claims of an import could be mailed again; `resting` ones are too freshly uncertain for it. */
export type Unmailed = {
  readonly uncertain: number;
  readonly failed: number;
  readonly resting: number;
  /** When the last of the resting ones has rested enough. */
  readonly restedAtMs: number;
};

/**
 * The claims of an import whose mails were all of this kind at `asOfMs`: open, no mail reached them or is on its way,
 * and the address has not bounced or complained. Later than `asOfMs` there are never more of them.
 */
export function unmailedClaims(importId: string, kind: UnmailedKind, asOfMs: number, nowMs: number): SQL {
  return claimsWithout(importId, kind, kind === "uncertain" ? asOfMs - UNCERTAIN_RESTS_MS : asOfMs, nowMs);
}

function claimsWithout(importId: string, kind: UnmailedKind, untilMs: number, nowMs: number): SQL {
  return sql`
    select id, import_id, line, email_hash from claims
    where id in (select claim_id from mails where import_id = ${importId} and state = ${kind} and state_at_ms <= ${untilMs})
    and state = 'pending' and expires_at_ms > ${nowMs}
    and not exists (select 1 from suppressions where suppressions.email_hash = claims.email_hash)
    and not exists (
      select 1 from mails where mails.claim_id = claims.id and mails.state not in ('failed', 'held')
      and not (mails.state = ${kind} and mails.state_at_ms <= ${untilMs}))`;
}

/** What an import has to mail again, for its status; no row where there is no such import. */
export function unmailedOf(deps: Deps, importId: string) {
  const nowMs = deps.clock();
  const isResting = sql`exists (
    select 1 from mails where claim_id = open.id and state = 'uncertain' and state_at_ms > ${nowMs - UNCERTAIN_RESTS_MS})`;
  return deps.db
    .select({
      uncertain: sql`coalesce(rested, 0)`.mapWith(Number),
      failed: sql`(select count(*) from (${claimsWithout(importId, "failed", nowMs, nowMs)}))`.mapWith(
        Number,
      ),
      resting: sql`coalesce(resting, 0)`.mapWith(Number),
      restedAtMs: sql`coalesce((
        select max(state_at_ms) from mails where import_id = ${importId} and state = 'uncertain'), 0)
        + ${UNCERTAIN_RESTS_MS}`.mapWith(Number),
    })
    .from(sql`${imports} cross join (
      select sum(not is_resting) as rested, sum(is_resting) as resting
      from (select ${isResting} as is_resting from (${claimsWithout(importId, "uncertain", nowMs, nowMs)}) as open))`)
    .where(eq(imports.id, importId));
}
