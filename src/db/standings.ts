import { type SQL, sql } from "drizzle-orm";
import { DAY_MS } from "../lib/time.ts";
import { standingCounts, standingLevels } from "./schema/standings.ts";

export const boardPeriods = ["all", "month", "week"] as const;
export type BoardPeriod = (typeof boardPeriods)[number];

/** The first of January 1970 was a Thursday, three days after a Monday. */
const DAYS_SINCE_MONDAY = 3;

/** The board that a period's standings stand on at a day of the shop; the triggers in `drizzle/` name them alike. */
export function boardOf(period: BoardPeriod, localDay: number): string {
  if (period === "all") return "all";
  if (period === "week") return `week:${localDay - ((localDay + DAYS_SINCE_MONDAY) % 7)}`;
  return `month:${new Date(localDay * DAY_MS).toISOString().slice(0, 7)}`;
}

/**
 * How many shown members have more than a score: at the highest level all later prefixes, at each lower one those
 * that share the prefix above. Reads at most 255 rows a level, however many members there are: as a `cross join`, which
 * SQLite takes in the order that is written.
 */
export function countAbove(board: string, score: SQL): SQL<number> {
  return sql<number>`(
    select coalesce(sum(counts.members), 0)
    from ${standingLevels} as levels cross join ${standingCounts} as counts
      on counts.board = ${board} and counts.level = levels.level
      and counts.prefix > ${score} / levels.divisor
      and counts.prefix < coalesce(
        (select (${score} / above.divisor + 1) * (above.divisor / levels.divisor) from ${standingLevels} as above
          where above.level = levels.level + 1),
        9223372036854775807))`;
}
