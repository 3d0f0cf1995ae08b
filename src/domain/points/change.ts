import { eq, type SQL, sql } from "drizzle-orm";
import { bonusOf, type Earned, earnedBy, readEarned } from "../../db/earned.ts";
import { isGuardRefusal, mustHaveChanged } from "../../db/guard.ts";
import {
  accountId,
  memberOwner,
  openAccounts,
  seenFrom,
  systemOwner,
  transferFrom,
  transfersFrom,
} from "../../db/ledger.ts";
import { accounts, transfers } from "../../db/schema/ledger.ts";
import type { Locale } from "../../lib/words/locale.ts";
import { announceEarned, announces, ringAnnouncement } from "../achievements/announce.ts";
import { awardEarned, bonusesOf } from "../achievements/earn.ts";
import type { Request } from "../actor.ts";
import { recordAudit, ringAudit } from "../audit/record.ts";
import { bookedNow } from "../booked.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom, meetMember } from "../members/locale.ts";
import { noticeBell, putNotice } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem } from "../problem.ts";
import { limitsOf, type PointsAction, pointsBooking, pointsVerdict, refuseAmount } from "./limits.ts";

export const REASON_CHARS_MAX = 200;
/** A refusal is explained by a second question; when the balance has moved in between, the change is tried again. */
const ATTEMPTS_MAX = 5;

export type PointsChange = {
  readonly action: PointsAction;
  readonly memberId: string;
  readonly amount: number;
  readonly reason: string;
  /** The member is not told. */
  readonly silent: boolean;
};

/** `change` is 0 when the balance was what it was to be set to; `balance` includes the bonuses of what was earned. */
export type PointsChanged = {
  readonly change: number;
  readonly balance: number;
  readonly earned: readonly Earned[];
  readonly locale: Locale;
};

/**
 * Changes a member's points: one batch with the transfer, the audit row and the member's notice. The repeat of a
 * request gets its first answer again.
 * @throws Problem when a limit is exceeded, or more would be taken than is there.
 */
export async function changePoints(
  deps: Deps,
  request: Request,
  change: PointsChange,
): Promise<PointsChanged> {
  const reason = change.reason.trim();
  if (reason === "") throw new Problem({ kind: "option_invalid", option: "reason", expected: "some_text" });
  refuseAmount(change.action, change.amount, limitsOf(deps.shop));
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const done = (await book(deps, request, { ...change, reason })) ?? (await explain(deps, request, change));
    if (done) return done;
  }
  throw new Error("the balance did not hold still");
}

const causeOf = (request: Request) => `interaction:${request.id}`;
const noticeIdOf = (request: Request) => `${request.id}.notice`;
const auditIdOf = (request: Request) => `${request.id}.points`;
const pointsOf = (memberId: string) => accountId(memberOwner(memberId), "points");

/** Books the change; null when the guard refused it. */
async function book(deps: Deps, request: Request, change: PointsChange): Promise<PointsChanged | null> {
  const { db } = deps;
  const { action, memberId, amount, reason, silent } = change;
  const cause = causeOf(request);
  const account = pointsOf(memberId);
  const grants = systemOwner("grants");
  const sides = { account, grants: accountId(grants, "points") };
  const booked = bookedNow(deps);
  try {
    const [, , , , , , [moved], readers] = await db.batch([
      meetMember(db, memberId, deps.clock(), request),
      openAccounts(db, "points", [grants, memberOwner(memberId)]),
      transferFrom(
        db,
        {
          ...pointsBooking(action, sides, sql`balance`, sql`${BigInt(amount)}`),
          asset: "points",
          kind: `points.${action}`,
          cause,
          actor: request.actor.id,
          memo: reason,
          source: "staff",
          ...booked,
        },
        sql`${accounts} where id = ${account} and ${verdictOn(deps, change)} = 'booked'`,
      ),
      mustHaveChanged(db),
      awardEarned(db, {
        moved: sql`select ${memberId} as id, 0 as points from ${transfers} where ${earns(cause, account)}`,
        cause,
        createdAtMs: booked.createdAtMs,
      }),
      transfersFrom(db, [bonusesOf(cause, booked)]),
      movedBy(deps, cause, memberId),
      chosenLocale(db, request.actor.id),
      ...(silent
        ? []
        : [putNotice(deps, noticeIdOf(request), { notice: "points_changed", memberId, cause })]),
      ...(silent || !announces(deps) ? [] : [announceEarned(db, cause, booked.createdAtMs)]),
      ...recordAudit(deps, {
        id: auditIdOf(request),
        actor: request.actor.id,
        action: `points.${action}`,
        target: `member:${memberId}`,
        before: pointsFact(cause, sql`${seenFrom(account).balance} - ${seenFrom(account).change}`),
        after: pointsFact(cause, seenFrom(account).balance),
        reason,
        cause,
      }),
    ]);
    if (!moved) throw new Error("a booked transfer is not there");
    ringAfter(deps, request, silent);
    return changed(moved, localeFrom(deps, readers));
  } catch (error) {
    if (!isGuardRefusal(error)) throw error;
    return null;
  }
}

/** A balance that is set is to be what it was set to: what it fulfils is earned with the member's next points. */
const earns = (cause: string, account: string): SQL =>
  sql`cause = ${cause} and credit = ${account} and kind <> 'points.set'`;

const verdictOn = (deps: Deps, { action, amount }: PointsChange) =>
  pointsVerdict(action, sql`balance`, sql`${BigInt(amount)}`, limitsOf(deps.shop));

const movedBy = (deps: Deps, cause: string, memberId: string) =>
  deps.db
    .select({ ...seenFrom(pointsOf(memberId)), earned: earnedBy(cause, memberId) })
    .from(transfers)
    .where(eq(transfers.cause, cause));

function changed(
  { change, balance, earned: column }: { change: number; balance: number; earned: string },
  locale: Locale,
): PointsChanged {
  const earned = readEarned(column);
  return { change, balance: balance + bonusOf(earned), earned, locale };
}

const pointsFact = (cause: string, points: SQL): SQL =>
  sql`(select json_object('points', ${points}) from ${transfers} where ${transfers.cause} = ${cause})`;

function ringAfter(deps: Deps, request: Request, silent: boolean): void {
  if (!silent) {
    ring(deps, [noticeBell(noticeIdOf(request))]);
    ringAnnouncement(deps, causeOf(request));
  }
  ringAudit(deps, auditIdOf(request));
}

/** What the guard's refusal means; null when nothing speaks against the change any more. */
async function explain(deps: Deps, request: Request, change: PointsChange): Promise<PointsChanged | null> {
  const { db } = deps;
  const { memberId } = change;
  const account = pointsOf(memberId);
  const [[moved], [held], readers] = await db.batch([
    movedBy(deps, causeOf(request), memberId),
    db
      .select({
        balance: sql<number>`balance`,
        verdict: verdictOn(deps, change),
      })
      .from(sql`(select coalesce((select balance from ${accounts} where id = ${account}), 0) as balance)`),
    chosenLocale(db, request.actor.id),
  ]);
  const locale = localeFrom(deps, readers);
  if (moved) {
    // The first attempt may have lost its reply, and with it its bells.
    ringAfter(deps, request, change.silent);
    return changed(moved, locale);
  }
  if (!held) return null;
  const { balance, verdict } = held;
  switch (verdict) {
    case "booked":
      return null;
    case "same":
      return { change: 0, balance, earned: [], locale };
    case "too_few":
      throw new Problem({ kind: "points_too_few", memberId, balance }, locale);
    case "over_member_max":
      throw new Problem(
        { kind: "points_over_member_max", memberId, balance, max: deps.shop.pointsPerMemberMax },
        locale,
      );
    case "over_change_max":
      throw new Problem({ kind: "points_over_change_max", max: deps.shop.pointsPerChangeMax }, locale);
  }
}
