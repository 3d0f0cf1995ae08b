/** Randomness that the same seed gives again. */
export type TestRandom = {
  bytes(count: number): Uint8Array;
  chance(): number;
  pick<T>(from: readonly T[]): T;
};

/** Mulberry32: small, and even enough for ids, IVs and jitter of tests. */
export function createRandom(seed: number): TestRandom {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const chance = () => next() / 2 ** 32;
  return {
    chance,
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
    pick: (from) => {
      const picked = from[Math.floor(chance() * from.length)];
      if (picked === undefined) throw new RangeError("there is nothing to pick from");
      return picked;
    },
  };
}
