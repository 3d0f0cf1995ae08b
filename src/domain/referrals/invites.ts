import { type SQL, sql } from "drizzle-orm";
import { earnings, referrals } from "../../db/schema/referrals.ts";
import { DAY_MS } from "../../lib/time.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import { UNITS } from "./earn.ts";
import { type Standing, selectStanding } from "./standing.ts";

export const INVITES_PER_PAGE = 10;
/** Who has spent something within so long is called active. */
export const ACTIVE_MS = 30 * DAY_MS;

/** A member whom the reader brought, and what came of it. Money is in the smallest unit, also in parts of it. */
export type Invited = {
  readonly memberId: string;
  readonly sinceMs: number;
  readonly spent: number;
  readonly earned: number;
  readonly isActive: boolean;
};

export type InvitesPage = {
  readonly standing: Standing;
  readonly rows: readonly Invited[];
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** Whom a member brought, the newest first, and what it has earned. `page` counts from 1; one past the end shows the last. */
export async function invitesOf(deps: Deps, memberId: string, page: number): Promise<InvitesPage> {
  const { db } = deps;
  const [[standing], rows, readers] = await db.batch([
    selectStanding(deps, memberId),
    selectInvited(deps, memberId, page),
    chosenLocale(db, memberId),
  ]);
  if (!standing) throw new Error("a question without a table has no answer");
  const pages = Math.max(1, Math.ceil(standing.brought / INVITES_PER_PAGE));
  if (page > pages) return await invitesOf(deps, memberId, pages);
  const activeFromMs = deps.clock() - ACTIVE_MS;
  return {
    standing,
    rows: rows.map(({ lastSpentAtMs, place: _, ...row }) => ({
      ...row,
      isActive: (lastSpentAtMs ?? 0) > activeFromMs,
    })),
    page,
    pages,
    locale: localeFrom(deps, readers),
  };
}

function selectInvited(deps: Deps, memberId: string, page: number) {
  return invitedFrom(
    deps,
    memberId,
    sql`(select member_id, created_at_ms, rowid as place from ${referrals} where referrer_id = ${memberId}
      order by created_at_ms desc, rowid desc
      limit ${INVITES_PER_PAGE} offset ${(page - 1) * INVITES_PER_PAGE})`,
  );
}

/**
 * Some of those whom a member brought, with what came of each. What somebody has spent counts as far as it earned
 * something, refunds taken off.
 * @param page has of each the columns `member_id`, `created_at_ms` and `place`, its row.
 */
export function invitedFrom({ db }: Deps, memberId: string, page: SQL) {
  const theirs = sql`${earnings} where referrer_id = ${memberId} and member_id = page.member_id`;
  return db
    .select({
      memberId: sql<string>`page.member_id`,
      sinceMs: sql<number>`page.created_at_ms`,
      place: sql<number>`page.place`,
      spent: sql<number>`(select coalesce(sum(amount), 0) from ${theirs})`,
      earned: sql<number>`(select coalesce(sum(units), 0) / (${UNITS} + 0.0) from ${theirs})`,
      lastSpentAtMs: sql<
        number | null
      >`(select created_at_ms from ${earnings} where seq = (select max(seq) from ${theirs} and amount > 0))`,
    })
    .from(sql`${page} as page`);
}
