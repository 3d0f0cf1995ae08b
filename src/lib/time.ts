export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** Resolves after `ms`. */
export const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Where a verb asks for the time. */
export type Clock = () => number;

/** Half to one and a half of `ms` (`chance` is 0 to 1), so that those who failed together do not come back together. */
export function jittered(ms: number, chance: number): number {
  return Math.round(ms * (0.5 + chance));
}

/** The pause before attempt `attempt + 1`: doubling from `firstMs`, at most `mostMs`. */
export function backoffMs(attempt: number, firstMs: number, mostMs: number): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
}
