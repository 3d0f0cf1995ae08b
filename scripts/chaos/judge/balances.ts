import type { Attempt, ClaimAnswer, ClaimRequest } from "../history.ts";
import { type Case, groupBy, type Violation } from "./evidence.ts";
import { isSumOf } from "./sums.ts";

/** A claim that the books say a member has, with the bonuses of its batch, and when that can have happened. */
type Gain = { requestId: string; points: number; askedMs: number; acknowledgedMs: number };
/** A balance somebody was shown at some time between two moments. */
type Shown = { startedMs: number; endedMs: number; points: number; about: string; own: string | null };

/** What members are shown, and what they have in the end, is explained by their claims and by nothing else. */
export function judgeBalances(of: Case): Violation[] {
  const reads = groupBy(of.history.balances, ({ memberId }) => memberId);
  const requests = groupBy(of.history.claims, ({ memberId }) => memberId);
  const members = new Set([...reads.keys(), ...requests.keys()]);
  return [...members].flatMap((memberId) => {
    const asked = requests.get(memberId) ?? [];
    const gains = asked.flatMap((request) => gainOf(of, request));
    const shown = [
      ...(reads.get(memberId) ?? []).map((read) => ({ ...read, about: `a read of ${memberId}`, own: null })),
      ...asked.flatMap(shownByClaim),
    ];
    return [
      ...shown.flatMap((seen) => judgeShown(gains, seen)),
      ...judgeFall(memberId, reads.get(memberId) ?? [], shown),
      ...judgeEnd(of, memberId, asked),
      ...(asked.length > 0 ? judgeLastLook(of, memberId) : []),
    ];
  });
}

const isAcknowledged = ({ answer }: Attempt<ClaimAnswer>) => answer.kind === "acknowledged";

function gainOf(of: Case, request: ClaimRequest): Gain[] {
  const claim = of.claimOf(request.code);
  if (claim?.claimed_interaction !== request.id) return [];
  return [
    {
      requestId: request.id,
      points: of.worthOf(claim),
      askedMs: Math.min(...request.attempts.map(({ startedMs }) => startedMs)),
      acknowledgedMs: Math.min(...request.attempts.filter(isAcknowledged).map(({ endedMs }) => endedMs)),
    },
  ];
}

/** An acknowledgement tells the balance of the moment at which it was booked, which a repeat tells again. */
function shownByClaim(request: ClaimRequest): Shown[] {
  const startedMs = Math.min(...request.attempts.map((attempt) => attempt.startedMs));
  return request.attempts.flatMap(({ endedMs, answer }) =>
    answer.kind === "acknowledged"
      ? [{ startedMs, endedMs, points: answer.balance, about: `request ${request.id}`, own: request.id }]
      : [],
  );
}

function judgeShown(gains: readonly Gain[], { startedMs, endedMs, points, about, own }: Shown): Violation[] {
  const mustShow = (gain: Gain) => gain.requestId === own || gain.acknowledgedMs < startedMs;
  const least = gains.filter(mustShow).reduce((sum, gain) => sum + gain.points, 0);
  const possible = gains.filter((gain) => !mustShow(gain) && gain.askedMs < endedMs);
  if (points < least) return [{ rule: "balance_misses_a_claim", about: `${about}: ${points} of ${least}` }];
  const rest = possible.map((gain) => gain.points);
  return isSumOf(points - least, rest) ? [] : [{ rule: "balance_unexplained", about: `${about}: ${points}` }];
}

type Told = { startedMs: number; endedMs: number; points: number };

/** Nothing is ever spent here, so a read shows no less than whatever was told before. */
function judgeFall(memberId: string, reads: readonly Told[], told: readonly Told[]): Violation[] {
  const falls = reads.filter((later) =>
    told.some((earlier) => earlier.endedMs < later.startedMs && earlier.points > later.points),
  );
  return falls.map(({ points }) => ({ rule: "balance_fell", about: `${memberId} to ${points}` }));
}

/** From the answers alone: acknowledged claims at least, those of unknown outcome at most. */
function judgeEnd(of: Case, memberId: string, asked: readonly ClaimRequest[]): Violation[] {
  const codes = (kind: ClaimAnswer["kind"]) =>
    new Set(
      asked
        .filter(({ attempts }) => attempts.some(({ answer }) => answer.kind === kind))
        .map(({ code }) => code),
    );
  const worth = (code: string) => of.worthOf(of.claimOf(code));
  const acknowledged = codes("acknowledged");
  const unknown = codes("unknown").difference(acknowledged);
  const least = [...acknowledged].reduce((sum, code) => sum + worth(code), 0);
  const most = [...unknown].reduce((sum, code) => sum + worth(code), least);
  const balance = bookedOf(of, memberId);
  if (balance >= least && balance <= most) return [];
  return [{ rule: "balance_not_from_answers", about: `${memberId} has ${balance}, not ${least} to ${most}` }];
}

/** When all is over, members are shown what the books say. */
function judgeLastLook(of: Case, memberId: string): Violation[] {
  const shown = of.history.finalBalances.find((last) => last.memberId === memberId)?.points;
  const balance = bookedOf(of, memberId);
  const about = `${memberId} is shown ${shown ?? "nothing"} and has ${balance}`;
  return shown === balance ? [] : [{ rule: "balance_not_as_booked", about }];
}

const bookedOf = (of: Case, memberId: string) =>
  of.books.accounts.find(({ id }) => id === `member:${memberId}/points`)?.balance ?? 0;
