import type { Fault } from "./faults.ts";

/** How Midtrans is, for whoever plays with it. */
export const MODES = ["normal", "slow", "down", "error inside"] as const;

export type Mode = (typeof MODES)[number];

const SLOW_MS = 6_000;

/** What is wrong with every call in this mode. */
export function faultOf(mode: Mode): Fault | null {
  if (mode === "slow") return { delayMs: SLOW_MS };
  if (mode === "down") return { status: 503 };
  if (mode === "error inside") return { errorInside: "500" };
  return null;
}
