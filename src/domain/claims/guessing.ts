import { MINUTE_MS } from "../../lib/time.ts";

/** More wrong codes than this within the window make a member wait. */
export const WRONG_CODES_MAX = 5;
export const WRONG_CODES_WINDOW_MS = 10 * MINUTE_MS;

/** Until when a member must wait, given the wrong codes in the window; null when another try is free. */
export function waitUntilMs(wrongCodes: number, oldestAtMs: number | null): number | null {
  if (wrongCodes <= WRONG_CODES_MAX || oldestAtMs === null) return null;
  return oldestAtMs + WRONG_CODES_WINDOW_MS;
}
