import { HOUR_MS } from "../../lib/time.ts";
import { lastWeeklyMs } from "../../lib/weekly.ts";
import type { Deps } from "../deps.ts";
import { beginWeekly } from "./ask.ts";

/** A shop's first cron trigger comes within this of the moment, or has nothing to make up for. */
const FIRST_WITHIN_MS = HOUR_MS;

/** When cashback was due last. */
export const cashbackDueMs = ({ shop }: Deps, scheduledMs: number): number =>
  lastWeeklyMs(scheduledMs, { weekday: shop.cashbackWeekday, hourUtc: shop.cashbackHourUtc });

/**
 * Begins the batch of the week, also where the cron trigger comes late: then once for all weeks that it missed. What
 * came due while it was switched off is not made up for.
 * @param lastMs the week that was seen to before; null in a new shop.
 */
export async function payWeekly(
  deps: Deps,
  due: { readonly slotMs: number; readonly lastMs: number | null; readonly scheduledMs: number },
): Promise<void> {
  const { slotMs, lastMs, scheduledMs } = due;
  if (!deps.shop.cashbackIsWeekly) return;
  if (lastMs === null && scheduledMs - slotMs >= FIRST_WITHIN_MS) return;
  await beginWeekly(deps, slotMs);
}
