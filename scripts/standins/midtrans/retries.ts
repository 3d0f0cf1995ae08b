const MINUTE_MS = 60_000;

/** Between the tries of one notification. */
export const RETRY_PAUSES_MS = [2, 10, 30, 90, 210].map((minutes) => minutes * MINUTE_MS);

/** How often Midtrans repeats a notification that was answered so; null when it was not answered. */
export function retriesMax(status: number | null): number {
  if (status === null) return RETRY_PAUSES_MS.length;
  if (status >= 200 && status < 300) return 0;
  if (status >= 301 && status <= 303) return 0;
  if (status === 500) return 1;
  if (status === 503) return 4;
  if (status === 400 || status === 404) return 2;
  return RETRY_PAUSES_MS.length;
}
