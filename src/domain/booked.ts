import { localDay } from "../lib/localDay.ts";
import type { Deps } from "./deps.ts";

/** When a transfer of now is booked: the moment, and the shop's day that its boards count it for. */
export function bookedNow(deps: Deps) {
  const createdAtMs = deps.clock();
  return { createdAtMs, localDay: localDay(createdAtMs, deps.shop.timeZone) };
}
