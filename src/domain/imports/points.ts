import { type Decimal, decimal, wholeProduct } from "../../lib/decimal.ts";

/** The most points that one row may give. */
export const POINTS_PER_ROW_MAX = 1_000_000;
export const MULTIPLIER_MAX = 1_000;

const MULTIPLIER = /^(\d{1,4})(?:\.(\d{1,4}))?$/;

export type PointsFault = "zero_points" | "points_over_max";
export type EarnedPoints = { ok: true; points: number } | { ok: false; reason: PointsFault };

/** Reads `2`, `1.5` or `0.0001`: above 0, at most `MULTIPLIER_MAX`, at most four decimals. Null for anything else. */
export function parseMultiplier(text: string): Decimal | null {
  const [, whole, fraction] = MULTIPLIER.exec(text.trim()) ?? [];
  if (whole === undefined) return null;
  const multiplier = decimal(whole, fraction);
  const max = BigInt(MULTIPLIER_MAX) * 10n ** BigInt(multiplier.decimals);
  return multiplier.digits > 0n && multiplier.digits <= max ? multiplier : null;
}

/** A point for each whole unit of the amount after the multiplier; exact, the fraction is dropped. */
export function pointsForAmount(amount: Decimal, multiplier: Decimal): EarnedPoints {
  const points = wholeProduct(amount, multiplier);
  if (points === 0n) return { ok: false, reason: "zero_points" };
  if (points > BigInt(POINTS_PER_ROW_MAX)) return { ok: false, reason: "points_over_max" };
  return { ok: true, points: Number(points) };
}
