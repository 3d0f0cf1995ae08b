import { type SQL, sql } from "drizzle-orm";
import { accountOfMember } from "../../db/ledger.ts";
import { claims } from "../../db/schema/claims.ts";
import { transfers } from "../../db/schema/ledger.ts";
import type { Deps } from "../deps.ts";

/** The claim that last paid a member points, with its sealed address. It is found by its transfer, which has an index. */
export function lastClaimOf({ db }: Deps, memberId: SQL) {
  return db
    .select({ id: claims.id, keyId: claims.keyId, emailSealed: claims.emailSealed })
    .from(claims)
    .where(
      sql`${claims.id} = (select substr(cause, 7) from ${transfers}
          where credit = ${accountOfMember(memberId, "points")} and kind = 'claim' order by seq desc limit 1)
        and ${claims.claimedBy} = ${memberId}`,
    );
}
