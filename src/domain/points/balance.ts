import { sql } from "drizzle-orm";
import * as z from "zod";
import { accountId, memberOwner } from "../../db/ledger.ts";
import { accounts } from "../../db/schema/ledger.ts";
import { members } from "../../db/schema/members.ts";
import { type Locale, locales } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";

export type Balance = { points: number; locale: Locale };

const balanceRows = z.array(z.object({ points: z.number().nullable(), locale: z.enum(locales).nullable() }));

/** What a member has; somebody we never met has nothing. One question to the database. */
export async function balanceOf(deps: Deps, memberId: string, readerId: string): Promise<Balance> {
  const [row] = balanceRows.parse(
    await deps.db.all(sql`
      select (select balance from ${accounts} where id = ${accountId(memberOwner(memberId), "points")}) as points,
        (select locale from ${members} where id = ${readerId}) as locale`),
  );
  return { points: row?.points ?? 0, locale: row?.locale ?? deps.shop.locale };
}
