import { eq, type SQL, sql } from "drizzle-orm";
import { members } from "../../db/schema/members.ts";
import { referralCodes, referrals } from "../../db/schema/referrals.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import { ACTIVE_MS, type Invited, invitedFrom } from "./invites.ts";
import { type Standing, selectStanding } from "./standing.ts";

export const NETWORK_PER_PAGE = 50;
/** Whom somebody brought is counted up to that. */
export const BROUGHT_COUNTED_MAX = 1_000;

/** Somebody of the network, with how many they brought themselves, counted up to BROUGHT_COUNTED_MAX. */
export type Branch = { readonly memberId: string; readonly sinceMs: number; readonly brought: number };

export type Network = {
  /** Whether the shop knows the member. */
  readonly isKnown: boolean;
  readonly code: string | null;
  readonly standing: Standing;
  /** Who brought the one who brought the member. */
  readonly aboveReferrer: string | null;
  /** Whom the member brought, the newest first. */
  readonly rows: readonly (Invited & Branch)[];
  readonly next: PageKey | null;
  /** The first of those whom one of them brought; null where none is asked for, or it is not theirs. */
  readonly opened: { readonly memberId: string; readonly rows: readonly Branch[] } | null;
};

/**
 * Who brought a member, whom they brought, and whom one of those did. One round trip.
 * @param opened the one of them whose own are read too.
 */
export async function networkOf(
  deps: Deps,
  memberId: string,
  after: PageKey | null,
  opened: string | null,
  most = NETWORK_PER_PAGE,
): Promise<Network> {
  const { db } = deps;
  const child = opened ?? "";
  const [[standing], [about], rows, counts, children] = await db.batch([
    selectStanding(deps, memberId),
    selectAbout(deps, memberId),
    invitedFrom(deps, memberId, sql`(${pageOf(memberId, after, most + 1)})`),
    countBrought(deps, pageOf(memberId, after, most)),
    selectChildren(deps, memberId, child),
  ]);
  if (!standing || !about) throw new Error("a question without a table has no answer");
  const activeFromMs = deps.clock() - ACTIVE_MS;
  const brought = new Map(counts.map((one) => [one.memberId, one.brought]));
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return {
    isKnown: about.isKnown === 1,
    code: about.code,
    standing,
    aboveReferrer: about.aboveReferrer,
    rows: shown.map(({ lastSpentAtMs, place: _, ...row }) => ({
      ...row,
      brought: brought.get(row.memberId) ?? 0,
      isActive: (lastSpentAtMs ?? 0) > activeFromMs,
    })),
    next: rows.length > most && last ? { atMs: last.sinceMs, id: String(last.place) } : null,
    opened: children.length > 0 ? { memberId: child, rows: children } : null,
  };
}

function pageOf(memberId: string, after: PageKey | null, most: number): SQL {
  const place = /^\d{1,15}$/.test(after?.id ?? "") ? BigInt(after?.id ?? 0) : 0n;
  const behind = after === null ? sql`true` : sql`(created_at_ms, rowid) < (${after.atMs}, ${place})`;
  return sql`select member_id, created_at_ms, rowid as place from ${referrals} indexed by referral_referrer
    where referrer_id = ${memberId} and ${behind} order by created_at_ms desc, rowid desc limit ${sql.raw(String(most))}`;
}

const broughtBy = (memberId: SQL): SQL<number> =>
  sql<number>`(select count(*) from (
    select 1 from ${referrals} as own where own.referrer_id = ${memberId} limit ${sql.raw(String(BROUGHT_COUNTED_MAX))}))`;

const countBrought = ({ db }: Deps, page: SQL) =>
  db
    .select({ memberId: sql<string>`page.member_id`, brought: broughtBy(sql`page.member_id`) })
    .from(sql`(${page}) as page`);

const selectChildren = ({ db }: Deps, memberId: string, childId: string) =>
  db
    .select({
      memberId: sql<string>`page.member_id`,
      sinceMs: sql<number>`page.created_at_ms`,
      brought: broughtBy(sql`page.member_id`),
    })
    .from(sql`(${pageOf(childId, null, NETWORK_PER_PAGE)}) as page`)
    .where(
      sql`exists (select 1 from ${referrals} where member_id = ${childId} and referrer_id = ${memberId})`,
    );

const selectAbout = ({ db }: Deps, memberId: string) =>
  db
    .select({
      isKnown: sql<number>`exists (select 1 from ${members} where id = ${memberId})`,
      code: sql<
        string | null
      >`(select code from ${referralCodes} where ${eq(referralCodes.memberId, memberId)})`,
      aboveReferrer: sql<string | null>`(select above.referrer_id from ${referrals} as mine
        join ${referrals} as above on above.member_id = mine.referrer_id where mine.member_id = ${memberId})`,
    })
    .from(sql`(select 1)`);
