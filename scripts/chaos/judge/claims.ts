import type { Attempt, ClaimAnswer, ClaimRequest } from "../history.ts";
import { type Case, type Claim, countBy, type Violation } from "./evidence.ts";

const memberAccount = (memberId: string | null) => `member:${memberId}/points`;

/** Every claim that was acknowledged is booked once as told, every refused one not at all, the others at most once. */
export function judgeClaims(of: Case): Violation[] {
  return [
    ...of.history.claims.flatMap((request) => [...judgeRequest(of, request)]),
    ...of.books.claims.flatMap((claim) => [...judgeClaim(of, claim)]),
    ...judgeTransfers(of),
  ];
}

type Answered<K extends ClaimAnswer["kind"]> = Extract<ClaimAnswer, { kind: K }>;

function attempts<K extends ClaimAnswer["kind"]>(request: ClaimRequest, kind: K): Attempt<Answered<K>>[] {
  const isOfKind = (attempt: Attempt<ClaimAnswer>): attempt is Attempt<Answered<K>> =>
    attempt.answer.kind === kind;
  return request.attempts.filter(isOfKind);
}

function* judgeRequest(of: Case, request: ClaimRequest): Generator<Violation> {
  const about = `request ${request.id} of ${request.memberId}`;
  const claim = of.claimOf(request.code);
  const acknowledged = attempts(request, "acknowledged").map(({ answer }) => answer);
  const refused = attempts(request, "refused");
  const booked = claim?.claimed_interaction === request.id;
  if (acknowledged.length > 0 && (!booked || claim?.claimed_by !== request.memberId))
    yield { rule: "acknowledged_not_booked", about };
  if (acknowledged.some(({ points, orderId }) => points !== claim?.points || orderId !== claim.order_id))
    yield { rule: "acknowledged_other_amount", about };
  if (new Set(acknowledged.map((answer) => JSON.stringify(answer))).size > 1)
    yield { rule: "acknowledged_differently", about };
  if (acknowledged.length > 0 && refused.length > 0) yield { rule: "acknowledged_and_refused", about };
  if (booked && refused.length > 0) yield { rule: "refused_but_booked", about };
  const takenMs = firstAskedMs(of.requestById(claim?.claimed_interaction ?? ""));
  for (const { endedMs, answer } of refused) {
    if (!isTrue(answer.why, request, claim))
      yield { rule: "refused_wrongly", about: `${about}: ${answer.why}` };
    if (USED.has(answer.why) && claim && takenMs >= endedMs) yield { rule: "refused_too_early", about };
  }
}

/** Refusals that say of a code that was mailed that somebody has it. */
const USED = new Set(["code_unknown", "code_used_by_you"]);

const firstAskedMs = (request: ClaimRequest | undefined) =>
  Math.min(...(request?.attempts ?? []).map(({ startedMs }) => startedMs));

/** Whether a refusal agrees with what became of the code. Whoever guesses too much may be made to wait at any time. */
function isTrue(why: string, { memberId }: ClaimRequest, claim: Claim | undefined): boolean {
  if (why === "too_many_wrong_codes") return true;
  if (!claim) return why === "code_unknown" || why === "code_mistyped";
  if (why === "code_used_by_you") return claim.claimed_by === memberId;
  return why === "code_unknown" && claim.claimed_by !== null && claim.claimed_by !== memberId;
}

function* judgeClaim(of: Case, claim: Claim): Generator<Violation> {
  const about = `claim ${claim.id}`;
  const order = of.orderById(claim.order_id);
  if (order?.points !== claim.points) yield { rule: "claim_not_of_an_order", about };
  if (claim.state !== "claimed") return;
  const request = of.requestById(claim.claimed_interaction ?? "");
  if (request?.memberId !== claim.claimed_by || of.claimOf(request?.code ?? "") !== claim)
    yield { rule: "claimed_unasked", about };
  const booked = of.transfersFor(`claim:${claim.id}`);
  if (booked.length !== 1) yield { rule: "claim_booked_not_once", about: `${about}: ${booked.length} times` };
  if (
    booked.some(({ credit, amount }) => credit !== memberAccount(claim.claimed_by) || amount !== claim.points)
  )
    yield { rule: "claim_booked_wrongly", about };
}

/** No points come from anywhere but a claim that was made; the bonuses of what it earned are judged for themselves. */
function* judgeTransfers(of: Case): Generator<Violation> {
  const claimed = new Set(
    of.books.claims.filter(({ state }) => state === "claimed").map(({ id }) => `claim:${id}`),
  );
  for (const { seq, kind, cause, asset } of of.books.transfers) {
    if (asset !== "points") continue;
    if (kind !== "achievement" && (kind !== "claim" || !claimed.has(cause)))
      yield { rule: "points_from_nowhere", about: `transfer ${seq}` };
  }
  for (const [cause, count] of countBy(of.books.transfers, ({ cause }) => cause)) {
    if (count > 1) yield { rule: "cause_booked_twice", about: cause };
  }
}
