import { and, eq, isNull, sql } from "drizzle-orm";
import { type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import { memberOwner, openAccounts, transfersFrom } from "../../db/ledger.ts";
import { achievements, awards } from "../../db/schema/achievements.ts";
import { audits } from "../../db/schema/audit.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "../members/locale.ts";
import { noticeBell, putNotice } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { announceEarned, announces, ringAnnouncement } from "./announce.ts";
import type { Achievement } from "./define.ts";
import { awardEarned, bonusesOf } from "./earn.ts";

export const REASON_CHARS_MAX = 200;

/** By whose hand which achievement of which member; the reason is for the audit log. */
export type ByHand = { readonly key: string; readonly memberId: string; readonly reason: string | undefined };

export type HandDone = {
  readonly achievement: Achievement;
  /** What it earned with the bonuses that were booked; empty where a revoked one is given back. */
  readonly earned: readonly Earned[];
  readonly locale: Locale;
};

const causeOf = (request: Request) => `interaction:${request.id}`;
const noticeIdOf = (request: Request) => `${request.id}.notice`;
const auditIdOf = (request: Request) => `${request.id}.award`;

/**
 * Awards an achievement by hand, or gives back one that was revoked; its bonus is booked once, for ever. The member is
 * told by direct message.
 * @throws Problem when there is no such achievement, it is earned by itself or retired, or the member has it.
 */
export async function awardAchievement(deps: Deps, request: Request, asked: ByHand): Promise<HandDone> {
  const { db } = deps;
  const { key, memberId, reason } = asked;
  const cause = causeOf(request);
  const booked = bookedNow(deps);
  return await orExplain(deps, request, asked, awardRefusal, async () => {
    const [, , , , , , , found, earned, readers] = await db.batch([
      meetMember(db, memberId, booked.createdAtMs, request),
      openAccounts(db, "points", [memberOwner(memberId)]),
      db.run(sql`
        insert into ${awards} (achievement, member_id, awarded_by, cause, awarded_at_ms, reason)
        select key, ${memberId}, ${request.actor.id}, ${cause}, ${booked.createdAtMs}, ${reason ?? null}
        from ${achievements} where key = ${key} and retired_at_ms is null and (
          rule = 'manual' or exists (select 1 from ${awards} where achievement = ${key} and member_id = ${memberId}))
        on conflict (achievement, member_id) do update set revoked_by = null, revoked_at_ms = null
        where revoked_at_ms is not null`),
      mustHaveChanged(db),
      transfersFrom(db, [bonusesOf(cause, booked)]),
      // The bonus may earn the next; with its own award it has this cause.
      awardEarned(db, { ...booked, moved: sql`select ${memberId} as id, 0 as points`, cause }),
      transfersFrom(db, [bonusesOf(cause, booked)]),
      definitionOf(deps, key),
      earnedSelect(deps, cause, memberId),
      chosenLocale(db, request.actor.id),
      putNotice(deps, noticeIdOf(request), {
        notice: "achievement_earned",
        memberId,
        achievement: key,
        cause,
      }),
      ...recordAudit(deps, { ...auditOf(request, asked), action: "achievement.award" }),
      ...(announces(deps) ? [announceEarned(db, cause, booked.createdAtMs)] : []),
    ]);
    ring(deps, [noticeBell(noticeIdOf(request))]);
    ringAnnouncement(deps, cause);
    return done(deps, found, earned, readers);
  });
}

/**
 * Takes an achievement from a member. The row stays, so that it cannot pay its bonus again; points are taken back with
 * `/points remove` alone.
 * @throws Problem when the member does not have it.
 */
export async function revokeAchievement(deps: Deps, request: Request, asked: ByHand): Promise<HandDone> {
  const { db } = deps;
  const { key, memberId, reason } = asked;
  return await orExplain(deps, request, asked, revokeRefusal, async () => {
    const [, , found, readers] = await db.batch([
      db
        .update(awards)
        .set({ revokedBy: request.actor.id, revokedAtMs: deps.clock(), reason: reason ?? null })
        .where(and(eq(awards.achievement, key), eq(awards.memberId, memberId), isNull(awards.revokedAtMs))),
      mustHaveChanged(db),
      definitionOf(deps, key),
      chosenLocale(db, request.actor.id),
      ...recordAudit(deps, { ...auditOf(request, asked), action: "achievement.revoke" }),
    ]);
    return done(deps, found, [], readers);
  });
}

const definitionOf = ({ db }: Deps, key: string) =>
  db.select().from(achievements).where(eq(achievements.key, key));

const earnedSelect = ({ db }: Deps, cause: string, memberId: string) =>
  db.select({ earned: sql<string>`earned` }).from(sql`(select ${earnedBy(cause, memberId)} as earned)`);

const auditOf = (request: Request, { key, memberId, reason }: ByHand) => ({
  id: auditIdOf(request),
  actor: request.actor.id,
  target: `member:${memberId}`,
  after: { achievement: key },
  reason,
  cause: auditIdOf(request),
});

function done(
  deps: Deps,
  [achievement]: readonly Achievement[],
  [row]: readonly { earned: string }[] | readonly [],
  readers: readonly { locale: Locale | null }[],
): HandDone {
  if (!achievement) throw new Error("an achievement that was awarded is not there");
  return { achievement, earned: readEarned(row?.earned), locale: localeFrom(deps, readers) };
}

/** Runs a batch that its guard may refuse; the echo of this very request is no refusal. */
async function orExplain(
  deps: Deps,
  request: Request,
  { key, memberId }: ByHand,
  refusal: Refusal,
  run: () => Promise<HandDone>,
): Promise<HandDone> {
  const { db } = deps;
  try {
    const answer = await run();
    ringAudit(deps, auditIdOf(request));
    return answer;
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
  }
  const [found, [award], echoes, earned, readers] = await db.batch([
    definitionOf(deps, key),
    db
      .select()
      .from(awards)
      .where(and(eq(awards.achievement, key), eq(awards.memberId, memberId))),
    db
      .select({ id: audits.id })
      .from(audits)
      .where(eq(audits.id, auditIdOf(request))),
    earnedSelect(deps, causeOf(request), memberId),
    chosenLocale(db, request.actor.id),
  ]);
  if (echoes.length > 0) {
    // The first attempt may have lost its reply, and with it its bells.
    ringAudit(deps, auditIdOf(request));
    ring(deps, [noticeBell(noticeIdOf(request))]);
    ringAnnouncement(deps, causeOf(request));
    return done(deps, found, earned, readers);
  }
  const [achievement] = found;
  const facts: ProblemFacts = achievement
    ? refusal(achievement, award, memberId)
    : { kind: "achievement_unknown" };
  throw new Problem(facts, localeFrom(deps, readers));
}

type Refusal = (
  achievement: Achievement,
  award: typeof awards.$inferSelect | undefined,
  memberId: string,
) => ProblemFacts;

const awardRefusal: Refusal = (achievement, award, memberId) => {
  if (award && award.revokedAtMs === null) return { kind: "achievement_held", memberId };
  if (achievement.retiredAtMs !== null) return { kind: "achievement_retired" };
  return { kind: "achievement_not_manual" };
};

const revokeRefusal: Refusal = (_achievement, _award, memberId) => ({
  kind: "achievement_not_held",
  memberId,
});
