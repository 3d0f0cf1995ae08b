/** Random choices that the same seed makes again. */
export type Dice = {
  /** True with this probability. */
  chance(probability: number): boolean;
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** One of a list that may be empty. */
  any<T>(list: readonly T[]): T | undefined;
  shuffled<T>(list: readonly T[]): T[];
  bytes(count: number): Uint8Array;
  /** A pause whose next end is never nearer for having waited: most are short, some are long. */
  pauseMs(meanMs: number): number;
  /** Dice of its own for somebody, so that what others throw changes nothing for them. */
  for(name: string): Dice;
};

const UINT32 = 2 ** 32;

export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  /** SplitMix32. */
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
  const share = () => next() / UINT32;
  const int = (least: number, most: number) => least + Math.floor(share() * (most - least + 1));
  return {
    chance: (probability) => share() < probability,
    int,
    pick: ([first, ...rest]) => [first, ...rest][int(0, rest.length)] ?? first,
    any: (list) => list[int(0, list.length - 1)],
    shuffled: (list) =>
      list
        .map((item) => ({ item, at: share() }))
        .sort((one, other) => one.at - other.at)
        .map(({ item }) => item),
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
    pauseMs: (meanMs) => Math.round(-Math.log(1 - share()) * meanMs),
    for: (name) =>
      createDice([...name].reduce((sum, letter) => Math.imul(sum, 31) + letter.charCodeAt(0), seed)),
  };
}
