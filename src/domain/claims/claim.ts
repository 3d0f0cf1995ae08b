import { and, eq, gt, inArray, isNotNull, lte, type SQL, sql } from "drizzle-orm";
import type { Database } from "../../db/client.ts";
import { bonusOf, type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { accountId, memberOwner, openAccounts, systemOwner, transfersFrom } from "../../db/ledger.ts";
import { type Given, prepared } from "../../db/prepared.ts";
import { claimFailures, claims } from "../../db/schema/claims.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { parseCode } from "../../lib/code.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { calledIn } from "../members/names.ts";
import { welcomeMember } from "../members/presence.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { codeHashes } from "./code.ts";
import { WRONG_CODES_MAX, WRONG_CODES_WINDOW_MS, waitUntilMs } from "./guessing.ts";

export type Claimed = {
  points: number;
  /** After the claim and the bonuses that came with it. */
  balance: number;
  orderId: string | null;
  earned: Earned[];
  locale: Locale;
};

/**
 * Turns a code into points, once, in one round trip. The repeat of a request gets its first answer again.
 * @throws Problem when the code is mistyped, unknown or used, expired, revoked, or the member must wait.
 */
export async function claim(deps: Deps, request: Request, typed: string): Promise<Claimed> {
  const code = parseCode(typed);
  if (!code) throw new Problem({ kind: "code_mistyped" });
  const [codeHash = "", codeHashPrevious = null] = await codeHashes(await deps.keyring(), code);
  const memberId = request.actor.id;
  const { createdAtMs: nowMs, localDay } = bookedNow(deps);
  const run = announces(deps) ? takePayAndAnnounce : takeAndPay;
  const results = await run(deps.db, {
    requestId: request.id,
    cause: causeOf(request),
    memberId,
    name: calledIn(request, memberId),
    member: memberOwner(memberId),
    account: accountId(memberOwner(memberId), "points"),
    codeHash,
    codeHashPrevious,
    nowMs,
    localDay,
    wrongSinceMs: nowMs - WRONG_CODES_WINDOW_MS,
  });
  return explain(deps, request, results[6][0]);
}

const causeOf = (request: Request) => `interaction:${request.id}`;

type Asked = Given<{
  requestId: string;
  /** What is earned by the claim has this cause. */
  cause: string;
  memberId: string;
  name: string | null;
  member: string;
  account: string;
  codeHash: string;
  codeHashPrevious: string | null;
  nowMs: number;
  localDay: number;
  wrongSinceMs: number;
}>;

const takeAndPay = prepared((db, given: Asked) => takingAndPaying(db, given));

const takePayAndAnnounce = prepared((db, given: Asked) => [
  ...takingAndPaying(db, given),
  announceEarned(db, given("cause"), given("nowMs")),
]);

function takingAndPaying(db: Database, given: Asked) {
  const booked = { createdAtMs: given("nowMs"), localDay: given("localDay") };
  const ours = and(isTheCode(given), eq(claims.claimedInteraction, given("requestId")));
  return [
    welcomeMember(db, given("memberId"), given("nowMs"), given("name")),
    openAccounts(db, "points", [systemOwner("claims"), given("member")]),
    db
      .update(claims)
      .set({
        state: "claimed",
        claimedBy: given("memberId"),
        claimedAtMs: given("nowMs"),
        claimedInteraction: given("requestId"),
      })
      .where(and(isTheCode(given), openAt(given("nowMs")), mayTry(given))),
    awardEarned(db, {
      moved: sql`select ${given("memberId")} as id, points from ${claims} where ${ours}`,
      cause: given("cause"),
      createdAtMs: given("nowMs"),
      deed: "claim",
    }),
    transfersFrom(db, [
      [
        {
          debit: accountId(systemOwner("claims"), "points"),
          credit: given("account"),
          amount: sql`${claims.points}`,
          asset: "points",
          kind: "claim",
          cause: sql`'claim:' || ${claims.id}`,
          actor: given("memberId"),
          source: "discord",
          memo: sql`${claims.orderId}`,
          ...booked,
        },
        sql`${claims} where ${ours}`,
      ],
      bonusesOf(given("cause"), booked),
    ]),
    countWrongCode(db, given),
    outcome(db, given),
  ] as const;
}

const isTheCode = (given: Asked) =>
  sql`${claims.codeHash} in (${given("codeHash")}, ${given("codeHashPrevious")})`;

const openAt = (nowMs: SQL) => and(sql`${claims.state} = 'pending'`, gt(claims.expiresAtMs, nowMs));

const wrongCodes = (given: Asked) =>
  sql`from ${claimFailures} where ${claimFailures.memberId} = ${given("memberId")} and ${claimFailures.createdAtMs} > ${given("wrongSinceMs")}`;

const mayTry = (given: Asked) => sql`(select count(*) ${wrongCodes(given)}) <= ${WRONG_CODES_MAX}`;

/** A code that nobody or somebody else has counts as a guess; one's own, expired or revoked code does not. */
function countWrongCode(db: Database, given: Asked) {
  return db.run(sql`
    insert into ${claimFailures} (interaction_id, member_id, created_at_ms)
    select ${given("requestId")}, ${given("memberId")}, ${given("nowMs")}
    where ${mayTry(given)} and not exists (
      select 1 from ${claims} where ${isTheCode(given)}
      and (${claims.state} <> 'claimed' or ${claims.claimedBy} = ${given("memberId")})
    )
    on conflict (interaction_id) do nothing`);
}

function outcome(db: Database, given: Asked) {
  const { state, points, orderId, expiresAtMs, claimedBy, claimedAtMs, claimedInteraction } = claims;
  return db
    .select({
      locale: members.locale,
      claim: { state, points, orderId, expiresAtMs, claimedBy, claimedAtMs, claimedInteraction },
      balance: transfers.creditBalance,
      earned: earnedBy(given("cause"), given("memberId")),
      wrongCodes: sql<number>`(select count(*) ${wrongCodes(given)})`,
      oldestWrongAtMs: sql<number | null>`(select min(${claimFailures.createdAtMs}) ${wrongCodes(given)})`,
    })
    .from(members)
    .leftJoin(claims, isTheCode(given))
    .leftJoin(transfers, and(isNotNull(claims.id), eq(transfers.cause, sql`'claim:' || ${claims.id}`)))
    .where(eq(members.id, given("memberId")))
    .limit(1);
}

type Outcome = Awaited<ReturnType<typeof outcome>>[number];

function explain(deps: Deps, request: Request, row: Outcome | undefined): Claimed {
  const locale = row?.locale ?? deps.shop.locale;
  const found = row?.claim;
  if (found?.state === "claimed" && found.claimedInteraction === request.id && row?.balance != null) {
    const earned = readEarned(row.earned);
    if (earned.length > 0) ringAnnouncement(deps, causeOf(request));
    const balance = row.balance + bonusOf(earned);
    return { points: found.points, balance, orderId: found.orderId, earned, locale };
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
