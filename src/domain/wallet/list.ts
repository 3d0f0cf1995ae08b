import { desc, sql } from "drizzle-orm";
import { topupStates, topups } from "../../db/schema/wallet.ts";
import type { Locale } from "../../lib/words/locale.ts";
import type { Deps } from "../deps.ts";
import { chosenLocale, localeFrom } from "../members/locale.ts";
import type { TopupState } from "./states.ts";
import { isOpenRow } from "./topups.ts";

export const TOPUPS_PER_PAGE = 10;
const SUGGESTIONS_MAX = 25;
/** Behind every character that an id may have. */
const LAST_CHARACTER = "\uffff";

/** A top-up as staff see it in a list. */
export const listedTopup = {
  id: topups.id,
  memberId: topups.memberId,
  amount: topups.amount,
  refunded: topups.refunded,
  state: topups.state,
  disputedAtMs: topups.disputedAtMs,
  createdAtMs: topups.createdAtMs,
};
export type ListedTopup = {
  readonly id: string;
  readonly memberId: string;
  readonly amount: number;
  readonly refunded: number;
  readonly state: TopupState;
  readonly disputedAtMs: number | null;
  readonly createdAtMs: number;
};

export type TopupPage = {
  readonly rows: readonly ListedTopup[];
  readonly count: number;
  readonly page: number;
  readonly pages: number;
  readonly locale: Locale;
};

/** One page of all top-ups, the newest first. `page` counts from 1; one past the end shows the last. */
export async function listTopups(
  deps: Deps,
  readerId: string,
  state: TopupState | undefined,
  page: number,
): Promise<TopupPage> {
  const { db } = deps;
  const where = state && sql`${topups.state} = ${state}`;
  const [[total], rows, readers] = await db.batch([
    db.select({ count: sql<number>`count(*)` }).from(topups).where(where),
    db
      .select(listedTopup)
      .from(topups)
      .where(where)
      .orderBy(desc(topups.createdAtMs), desc(topups.id))
      .limit(TOPUPS_PER_PAGE)
      .offset((page - 1) * TOPUPS_PER_PAGE),
    chosenLocale(db, readerId),
  ]);
  const count = total?.count ?? 0;
  const pages = Math.max(1, Math.ceil(count / TOPUPS_PER_PAGE));
  if (page > pages) return await listTopups(deps, readerId, state, pages);
  return { rows, count, page, pages, locale: localeFrom(deps, readers) };
}

/**
 * Top-ups for autocompletion: the newest that wait to be paid; once something is typed, those whose id begins so
 * and those of the member whose id it is.
 */
export async function suggestTopups({ db }: Deps, typed: string): Promise<readonly ListedTopup[]> {
  const newest = (where: ReturnType<typeof sql>) =>
    db.select(listedTopup).from(topups).where(where).orderBy(desc(topups.createdAtMs)).limit(SUGGESTIONS_MAX);
  if (typed === "") return await newest(isOpenRow);
  const [theirs, named] = await db.batch([
    newest(sql`${topups.memberId} = ${typed}`),
    db
      .select(listedTopup)
      .from(topups)
      .where(sql`${topups.id} >= ${typed} and ${topups.id} < ${typed + LAST_CHARACTER}`)
      .orderBy(desc(topups.id))
      .limit(SUGGESTIONS_MAX),
  ]);
  return [...theirs, ...named].slice(0, SUGGESTIONS_MAX);
}

/** A state by its name, from a button or an option. */
export const topupStateOf = (name: string | undefined): TopupState | undefined =>
  topupStates.find((state) => state === name);
