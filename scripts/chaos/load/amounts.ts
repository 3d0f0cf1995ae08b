import type { Dice } from "../dice.ts";

/** Each top-up has its own rest, which stays whatever part is given back: an amount alone tells which payment is meant. */
export const AMOUNT_STEP = 10_000;
const STEPS_MAX = 60;
/** A run has no more top-ups than rests. */
export const TOPUPS_MAX = AMOUNT_STEP - 1;

export const restOf = (amount: number): number => amount % AMOUNT_STEP;

/** The amount of the so-manyth top-up, counted from 1. */
export const topupAmount = (dice: Dice, number: number): number =>
  dice.int(1, STEPS_MAX) * AMOUNT_STEP + number;

/** A part of what is left of a payment, or all of it. `isFirst`: nothing of it went back yet. */
export function partOf(dice: Dice, left: number, isFirst: boolean): number {
  const steps = Math.floor(left / AMOUNT_STEP);
  if (steps < 2 || dice.chance(0.4)) return left;
  const part = dice.int(1, steps - 1) * AMOUNT_STEP;
  return isFirst ? part + restOf(left) : part;
}
