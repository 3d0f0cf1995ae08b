import { eq, type SQL, sql } from "drizzle-orm";
import { isDiscordId } from "../../db/columns.ts";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { putInOutboxFrom } from "../../db/outbox.ts";
import { transfers } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { orders } from "../../db/schema/orders.ts";
import { purchases } from "../../db/schema/purchases.ts";
import { referralBlacklist, referralCodes, referrals } from "../../db/schema/referrals.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { calledIn } from "../members/names.ts";
import { welcomeMember } from "../members/presence.ts";
import { noticeBell } from "../notices/put.ts";
import { ring } from "../outbox/kinds.ts";
import { Problem, type ProblemFacts } from "../problem.ts";
import { parseReferralCode } from "./code.ts";

/** So far up it is looked whether a member would bring, through others, whoever brought them. */
export const CHAIN_MAX = 10_000;

/** Who brought a member. */
export type Named = { readonly referrerId: string; readonly locale: Locale };

const noticeIdOf = (request: Request) => `${request.id}.referred`;

/**
 * Names by a code who brought a member: once, before they spend anything. All that speaks against it is asked by the
 * insert itself, so that of two members who name each other at the same moment one does. A repeat gets the same answer.
 * @throws Problem
 */
export async function nameReferrer(deps: Deps, request: Request, typed: string): Promise<Named> {
  const code = parseReferralCode(typed);
  if (!code) throw new Problem({ kind: "referral_code_mistyped" });
  const { db } = deps;
  const memberId = request.actor.id;
  const nowMs = deps.clock();
  const [, , , [found]] = await db.batch([
    welcomeMember(db, memberId, nowMs, calledIn(request, memberId)),
    db.run(sql`
      insert into ${referrals} (member_id, referrer_id, request_id, created_at_ms)
      select ${memberId}, given.member_id, ${request.id}, ${nowMs} from ${referralCodes} as given
      where given.code = ${code} and given.member_id <> ${memberId} and not ${hasSpent(memberId)}
        and not ${isOff(sql`given.member_id`)}
        and (not ${hasBrought(memberId)} or ${wayUp(memberId, code)} = 'free')
      on conflict do nothing`),
    putInOutboxFrom(
      db,
      {
        id: noticeIdOf(request),
        kind: "notice.send",
        payload: sql`json_object('notice', 'member_referred', 'memberId', referrer_id, 'referredId', member_id)`,
        memberId: sql`referrer_id`,
        atMs: nowMs,
      },
      // A repeat may come when the first notice is pruned.
      sql`${referrals} where member_id = ${memberId} and request_id = ${request.id} and created_at_ms = ${nowMs}`,
    ),
    outcomeOf(deps, memberId, code),
  ]);
  const locale = found?.locale ?? deps.shop.locale;
  if (!found?.named || found.named.requestId !== request.id)
    throw new Problem(refusal(memberId, found), locale);
  ring(deps, [noticeBell(noticeIdOf(request))]);
  return { referrerId: found.named.referrerId, locale };
}

/** Whether a member has bought something, had an order completed, or had another program take money. */
const hasSpent = (memberId: string): SQL<number> => sql<number>`(
  exists (select 1 from ${purchases} where member_id = ${memberId})
  or exists (select 1 from ${orders} where customer_id = ${memberId} and state = 'completed')
  or exists (select 1 from ${transfers} where debit = ${accountId(memberOwner(memberId), "money")} and kind = 'api.debit'))`;

/** Whether a member cannot bring others: blacklisted, gone from the server, or forgotten. */
const isOff = (memberId: SQL): SQL<number> => sql<number>`(
  exists (select 1 from ${referralBlacklist} where member_id = ${memberId})
  or exists (select 1 from ${members} where id = ${memberId} and left_at_ms is not null)
  or not ${isDiscordId(memberId)})`;

/** Nobody is above oneself who has brought nobody. */
const hasBrought = (memberId: string): SQL =>
  sql`exists (select 1 from ${referrals} where referrer_id = ${memberId})`;

type WayUp = "free" | "circle" | "long";

/** What is above a code's owner: each member has at most one who brought them, so it is a chain. */
const wayUp = (memberId: string, code: string): SQL<WayUp> => sql<WayUp>`(
  with recursive up (id, depth) as (
    select member_id, 1 from ${referralCodes} where code = ${code}
    union all
    select above.referrer_id, depth + 1 from up join ${referrals} as above on above.member_id = up.id
    where depth < ${CHAIN_MAX} and up.id <> ${memberId})
  select iif(max(id = ${memberId}), 'circle', iif(max(depth) >= ${CHAIN_MAX}, 'long', 'free')) from up)`;

const outcomeOf = ({ db }: Deps, memberId: string, code: string) =>
  db
    .select({
      locale: members.locale,
      named: {
        referrerId: referrals.referrerId,
        requestId: referrals.requestId,
        createdAtMs: referrals.createdAtMs,
      },
      owner: referralCodes.memberId,
      isOff: isOff(sql`${referralCodes.memberId}`),
      hasSpent: hasSpent(memberId),
      wayUp: sql<WayUp>`iif(${referrals.memberId} is null and ${hasBrought(memberId)}, ${wayUp(memberId, code)}, 'free')`,
    })
    .from(members)
    .leftJoin(referrals, eq(referrals.memberId, memberId))
    .leftJoin(referralCodes, eq(referralCodes.code, code))
    .where(eq(members.id, memberId));

/** One's own code and the first referrer are told before all else, so that the sentence fits what was typed. */
function refusal(
  memberId: string,
  found: Awaited<ReturnType<typeof outcomeOf>>[number] | undefined,
): ProblemFacts {
  if (found?.owner === memberId) return { kind: "referral_code_own" };
  if (found?.named)
    return { kind: "referrer_named", memberId: found.named.referrerId, atMs: found.named.createdAtMs };
  if (!found?.owner) return { kind: "referral_code_unknown" };
  if (found.hasSpent) return { kind: "referral_too_late" };
  if (found.isOff) return { kind: "referral_code_off" };
  return { kind: found.wayUp === "circle" ? "referral_circle" : "referral_chain_long" };
}
