import { eq, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { referralBlacklist, referralCodes } from "../../db/schema/referrals.ts";
import { parseToken, tokenCodesFrom } from "../../lib/tokenCode.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { calledIn } from "../members/names.ts";
import { welcomeMember } from "../members/presence.ts";

/** 26^8 codes: a shop never runs out of them. */
const CODE_LENGTH = 8;
/** Enough for one code even if half of the bytes are thrown away, and for several else. */
const CODE_BYTES = 64;
/** Another asking, should all codes of the first be somebody's. */
const ATTEMPTS_MAX = 5;

export type ReferralCode = {
  readonly code: string;
  /** Its owner's referrals earn nothing. */
  readonly isBlacklisted: boolean;
  readonly locale: Locale;
};

/** The code by which a member brings others; made when it is first asked for, and the same for ever. */
export async function referralCode(deps: Deps, request: Request): Promise<ReferralCode> {
  const { db } = deps;
  const memberId = request.actor.id;
  const nowMs = deps.clock();
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
    const candidates = JSON.stringify(tokenCodesFrom(deps.random(CODE_BYTES), CODE_LENGTH));
    const [, , [found]] = await db.batch([
      welcomeMember(db, memberId, nowMs, calledIn(request, memberId)),
      db.run(sql`
        insert into ${referralCodes} (member_id, code, created_at_ms)
        select ${memberId}, value, ${nowMs} from json_each(${candidates})
        where not exists (select 1 from ${referralCodes} where code = value) limit 1
        on conflict do nothing`),
      db
        .select({
          code: referralCodes.code,
          isBlacklisted: sql<number>`exists (select 1 from ${referralBlacklist} where member_id = ${memberId})`,
          locale: members.locale,
        })
        .from(referralCodes)
        .leftJoin(members, eq(members.id, memberId))
        .where(eq(referralCodes.memberId, memberId)),
    ]);
    if (found)
      return {
        code: found.code,
        isBlacklisted: found.isBlacklisted === 1,
        locale: found.locale ?? deps.shop.locale,
      };
  }
  throw new Error("no referral code is free");
}

/** Reads a referral code as people type it; null when it has not the form of one. */
export function parseReferralCode(text: string): string | null {
  const code = parseToken(text);
  return code?.length === CODE_LENGTH ? code : null;
}
