import type { Dice } from "../dice.ts";

/** How often somebody tries a code that was tried before. */
const TRIED_BEFORE = 0.3;

/** The codes that customers have had by mail. */
export type Codes = {
  readonly count: number;
  add(code: string): void;
  /** A code, mostly one that nobody has tried. */
  pick(dice: Dice): string | undefined;
};

export function createCodes(): Codes {
  const fresh: string[] = [];
  const tried: string[] = [];
  return {
    get count() {
      return fresh.length + tried.length;
    },
    add: (code) => void fresh.push(code),
    pick: (dice) => {
      if (tried.length > 0 && (fresh.length === 0 || dice.chance(TRIED_BEFORE))) return dice.any(tried);
      const code = fresh.shift();
      if (code) tried.push(code);
      return code;
    },
  };
}
