import type { Clock } from "../../src/lib/time.ts";

/** Time that only a test moves. */
export type TestClock = { readonly now: Clock; pass(ms: number): void };

export function createClock(startMs = Date.UTC(2027, 0, 15, 3)): TestClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}
