import { and, eq, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transferFrom } from "../../db/ledger.ts";
import { claimFailures, claims } from "../../db/schema/claims.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { parseCode } from "../../lib/code.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { welcomeMember } from "../members/presence.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { codeHashes } from "./code.ts";
import { WRONG_CODES_MAX, WRONG_CODES_WINDOW_MS, waitUntilMs } from "./guessing.ts";

export type Claimed = { points: number; balance: number; orderId: string | null; locale: Locale };

/**
 * Turns a code into points, once, in one round trip. The repeat of a request gets its first answer again.
 * @throws Problem when the code is mistyped, unknown or used, expired, revoked, or the member must wait.
 */
export async function claim(deps: Deps, request: Request, typed: string): Promise<Claimed> {
  const code = parseCode(typed);
  if (!code) throw new Problem({ kind: "code_mistyped" });
  const hashes = await codeHashes(await deps.keyring(), code);
  const memberId = request.actor.id;
  const nowMs = deps.clock();
  const ours = and(inArray(claims.codeHash, hashes), eq(claims.claimedInteraction, request.id));
  const { db } = deps;
  const results = await db.batch([
    welcomeMember(db, memberId, nowMs),
    openAccounts(db, "points", [systemOwner("claims"), memberOwner(memberId)]),
    db
      .update(claims)
      .set({ state: "claimed", claimedBy: memberId, claimedAtMs: nowMs, claimedInteraction: request.id })
      .where(and(inArray(claims.codeHash, hashes), openAt(nowMs), mayTry(memberId, nowMs))),
    transferFrom(
      db,
      {
        debit: accountId(systemOwner("claims"), "points"),
        credit: accountId(memberOwner(memberId), "points"),
        amount: sql`${claims.points}`,
        asset: "points",
        kind: "claim",
        cause: sql`'claim:' || ${claims.id}`,
        actor: memberId,
        memo: sql`${claims.orderId}`,
        ...bookedNow(deps),
      },
      sql`${claims} where ${ours}`,
    ),
    countWrongCode(db, request, hashes, nowMs),
    outcome(db, memberId, hashes, nowMs),
  ]);
  return explain(deps, request, results[5][0]);
}

const openAt = (nowMs: number) => and(sql`${claims.state} = 'pending'`, gt(claims.expiresAtMs, nowMs));

const wrongCodes = (memberId: string, nowMs: number) =>
  sql`from ${claimFailures} where ${claimFailures.memberId} = ${memberId} and ${claimFailures.createdAtMs} > ${nowMs - WRONG_CODES_WINDOW_MS}`;

const mayTry = (memberId: string, nowMs: number) =>
  sql`(select count(*) ${wrongCodes(memberId, nowMs)}) <= ${WRONG_CODES_MAX}`;

/** A code that nobody or somebody else has counts as a guess; one's own, expired or revoked code does not. */
function countWrongCode(db: Database, request: Request, hashes: string[], nowMs: number) {
  const memberId = request.actor.id;
  return db.run(sql`
    insert into ${claimFailures} (interaction_id, member_id, created_at_ms)
    select ${request.id}, ${memberId}, ${nowMs}
    where ${mayTry(memberId, nowMs)} and not exists (
      select 1 from ${claims} where ${inArray(claims.codeHash, hashes)}
      and (${claims.state} <> 'claimed' or ${claims.claimedBy} = ${memberId})
    )
    on conflict (interaction_id) do nothing`);
}

function outcome(db: Database, memberId: string, hashes: string[], nowMs: number) {
  return db
    .select({
      locale: members.locale,
      claim: claims,
      balance: transfers.creditBalance,
      wrongCodes: sql<number>`(select count(*) ${wrongCodes(memberId, nowMs)})`,
      oldestWrongAtMs: sql<
        number | null
      >`(select min(${claimFailures.createdAtMs}) ${wrongCodes(memberId, nowMs)})`,
    })
    .from(members)
    .leftJoin(claims, inArray(claims.codeHash, hashes))
    .leftJoin(transfers, and(isNotNull(claims.id), eq(transfers.cause, sql`'claim:' || ${claims.id}`)))
    .where(eq(members.id, memberId))
    .limit(1);
}

type Outcome = Awaited<ReturnType<typeof outcome>>[number];

function explain(deps: Deps, request: Request, row: Outcome | undefined): Claimed {
  const locale = row?.locale ?? deps.shop.locale;
  const found = row?.claim;
  if (found?.state === "claimed" && found.claimedInteraction === request.id && row?.balance != null) {
    return { points: found.points, balance: row.balance, orderId: found.orderId, locale };
  }
  throw new Problem(refusal(row, request.actor.id), locale);
}

function refusal(row: Outcome | undefined, memberId: string): ProblemFacts {
  const untilMs = waitUntilMs(row?.wrongCodes ?? 0, row?.oldestWrongAtMs ?? null);
  if (untilMs !== null) return { kind: "too_many_wrong_codes", untilMs };
  const found = row?.claim;
  if (found?.state === "claimed" && found.claimedBy === memberId) {
    return { kind: "code_used_by_you", atMs: found.claimedAtMs ?? 0 };
  }
  if (found?.state === "revoked") return { kind: "code_revoked" };
  if (found?.state === "expired" || found?.state === "pending")
    return { kind: "code_expired", atMs: found.expiresAtMs };
  return { kind: "code_unknown" };
}

/** Ends the claims whose time is over, at most `most` at once. Returns how many. */
export async function expireClaims(deps: Deps, most: number): Promise<number> {
  const nowMs = deps.clock();
  const late = deps.db
    .select({ id: claims.id })
    .from(claims)
    .where(and(sql`${claims.state} = 'pending'`, lte(claims.expiresAtMs, nowMs)))
    .limit(most);
  const [ended] = await deps.db.batch([
    deps.db
      .update(claims)
      .set({ state: "expired", endedAtMs: nowMs })
      .where(and(inArray(claims.id, late), sql`${claims.state} = 'pending'`)),
  ]);
  return ended.rowsAffected;
}
