/** Where the lines of a chart's grid stand: few, even, and on round numbers from 0 to above the highest value. */
export function gridOf(values: readonly number[]): readonly number[] {
  const highest = Math.max(1, ...values);
  const rough = highest / GRID_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (ROUND.find((round) => round * power >= rough) ?? 10) * power);
  return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, at) => at * step);
}

const GRID_STEPS = 4;
const ROUND = [1, 2, 5, 10];

/** Which of many labels are written below an axis that has room for a few: the first, the last, and some between them. */
export function labelledAt(count: number, most: number): readonly number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  return Array.from({ length: most }, (_, at) => Math.round((at * (count - 1)) / (most - 1)));
}
