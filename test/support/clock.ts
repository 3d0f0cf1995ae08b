import type { Clock } from "../../src/lib/time.ts";

/** Time that only a test moves. */
export type TestClock = { readonly now: Clock; pass(ms: number): void };

/** Time that goes on from there by itself: a millisecond at each look. */
export function ticking(clock: TestClock): Clock {
  let nowMs = clock.now();
  return () => nowMs++;
}

export function createClock(startMs = Date.UTC(2027, 0, 15, 3)): TestClock {
  let nowMs = startMs;
  return {
    now: () => nowMs,
    pass: (ms) => {
      nowMs += ms;
    },
  };
}
