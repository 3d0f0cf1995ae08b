import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { behind } from "../../db/page.ts";
import { topupStates, topups, unmatchedPayments, unmatchedStates } from "../../db/schema/wallet.ts";
import { dayBegins } from "../../lib/localDay.ts";
import type { PageKey } from "../../lib/pageKey.ts";
import type { Deps } from "../deps.ts";
import { type ListedTopup, listedTopup } from "./list.ts";
import type { TopupState } from "./states.ts";
import type { UnmatchedPayment, UnmatchedState } from "./unmatchedList.ts";

export { topupStates, unmatchedStates };

export const TOPUPS_PER_SEARCH = 50;

/** `day` is one of the shop's own, in days since 1970-01-01: that on which the code was made. */
export type TopupSearch = {
  readonly state?: TopupState | undefined;
  readonly memberId?: string | undefined;
  readonly day?: number | null;
  readonly after: PageKey | null;
};

export type FoundTopups = { readonly rows: readonly ListedTopup[]; readonly next: PageKey | null };

/** A page of top-ups, the newest first, from the index of whatever narrows them most. */
export async function searchTopups(
  { db, shop }: Deps,
  search: TopupSearch,
  most = TOPUPS_PER_SEARCH,
): Promise<FoundTopups> {
  const { day = null } = search;
  const within =
    day === null
      ? undefined
      : sql`${topups.createdAtMs} >= ${dayBegins(day, shop.timeZone)} and ${topups.createdAtMs} < ${dayBegins(day + 1, shop.timeZone)}`;
  const rows = await db
    .select(listedTopup)
    .from(topups)
    .where(and(ofWhom(search), within, behind(topups.createdAtMs, topups.id, search.after)))
    .orderBy(desc(topups.createdAtMs), desc(topups.id))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > most && last ? { atMs: last.createdAtMs, id: last.id } : null };
}

/** A member has fewer top-ups than a state, so theirs are read where both are asked for. */
function ofWhom({ state, memberId }: TopupSearch): SQL | undefined {
  if (memberId === undefined) return state === undefined ? undefined : eq(topups.state, state);
  const ofMember = eq(topups.memberId, memberId);
  return state === undefined ? ofMember : sql`${ofMember} and +${topups.state} = ${state}`;
}

/** Top-ups that a notification calls paid and Midtrans' status does not; there are few. */
export const disputedTopups = ({ db }: Deps): Promise<ListedTopup[]> =>
  db
    .select(listedTopup)
    .from(topups)
    .where(sql`${topups.disputedAtMs} is not null`)
    .orderBy(desc(topups.disputedAtMs))
    .limit(TOPUPS_PER_SEARCH);

export type FoundPayments = { readonly rows: readonly UnmatchedPayment[]; readonly next: PageKey | null };

/** A page of the payments in a state that fit no top-up, those told of last first. */
export async function searchUnmatched(
  { db }: Deps,
  state: UnmatchedState,
  after: PageKey | null,
  most = TOPUPS_PER_SEARCH,
): Promise<FoundPayments> {
  const { lastAtMs, orderId } = unmatchedPayments;
  const rows = await db
    .select()
    .from(unmatchedPayments)
    .where(and(eq(unmatchedPayments.state, state), behind(lastAtMs, orderId, after)))
    .orderBy(desc(lastAtMs), desc(orderId))
    .limit(most + 1);
  const shown = rows.slice(0, most);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > most && last ? { atMs: last.lastAtMs, id: last.orderId } : null };
}
