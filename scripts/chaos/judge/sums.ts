/** More different sums than this are not looked through. */
const SUMS_MAX = 50_000;

/** Whether some of the amounts, each at most once, make up the whole. Given too many amounts it does not deny it. */
export function isSumOf(whole: number, amounts: readonly number[]): boolean {
  const sums = new Set([0]);
  for (const amount of amounts) {
    for (const sum of [...sums]) if (sum + amount <= whole) sums.add(sum + amount);
    if (sums.size > SUMS_MAX) return true;
  }
  return sums.has(whole);
}
