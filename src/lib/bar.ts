/** A share of a whole as so many cells: `█████░░░░░`. */
export function bar(share: number, cells: number): string {
  const full = Math.floor(Math.min(1, Math.max(0, share)) * cells);
  return "█".repeat(full) + "░".repeat(cells - full);
}
