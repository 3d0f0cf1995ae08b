import type { achievementRules } from "../../db/schema/achievements.ts";

/** How far an open achievement is. */
export type Progress =
  | { readonly kind: "points"; readonly have: number; readonly need: number }
  | { readonly kind: "places"; readonly left: number }
  /** By doing something once. */
  | { readonly kind: "deed" }
  /** By the shop's staff. */
  | { readonly kind: "hand" };

/** Null when it cannot be earned any more. */
export function progressOf(
  { rule, threshold, taken }: { rule: (typeof achievementRules)[number]; threshold: number; taken: number },
  { earned, balance }: { earned: number; balance: number },
): Progress | null {
  switch (rule) {
    case "earned_total":
      return { kind: "points", have: Math.min(earned, threshold), need: threshold };
    case "balance":
      return { kind: "points", have: Math.min(balance, threshold), need: threshold };
    case "early_adopter":
      return taken < threshold ? { kind: "places", left: threshold - taken } : null;
    case "manual":
      return { kind: "hand" };
    case "first_points":
    case "first_claim":
    case "first_purchase":
      return { kind: "deed" };
  }
}
