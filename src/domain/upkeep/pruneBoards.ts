import { sql } from "drizzle-orm";
import { standings } from "../../db/schema/standings.ts";
import { boardOf } from "../../db/standings.ts";
import { localDay } from "../../lib/localDay.ts";
import type { Deps } from "../deps.ts";

/** Boards that stay for whoever looks back. */
const MONTHS_KEPT = 13;
export const WEEKS_KEPT = 26;
const DAYS_OF_LONGEST_MONTH = 31;
/** Places that one run clears; each costs a few rows of counts, so more wait for the next. */
export const PLACES_PER_RUN_MAX = 10_000;

/** Clears old boards of months and weeks, at most `most` places of each at once. Returns how many. */
export async function pruneBoards(deps: Deps, most = PLACES_PER_RUN_MAX): Promise<number> {
  const today = localDay(deps.clock(), deps.shop.timeZone);
  const cleared = await deps.db.batch([
    clear(deps, "month:", boardOf("month", today - MONTHS_KEPT * DAYS_OF_LONGEST_MONTH), most),
    clear(deps, "week:", boardOf("week", today - WEEKS_KEPT * 7), most),
  ]);
  return cleared.reduce((sum, { rowsAffected }) => sum + rowsAffected, 0);
}

/** Names of one period sort as their times do. */
function clear({ db }: Deps, from: string, before: string, most: number) {
  return db.run(sql`
    delete from ${standings} where rowid in (
      select rowid from ${standings} where board >= ${from} and board < ${before} limit ${most})`);
}
