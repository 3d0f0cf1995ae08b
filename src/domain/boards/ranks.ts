/** Equal scores share a rank, and the next one is as far behind as there are members before it: 1, 2, 2, 4. */
export function ranksOf(
  scores: readonly number[],
  first: { readonly above: number; readonly equal: number },
): number[] {
  const ranks: number[] = [];
  let [rank, next] = [first.above + 1, first.above + 1 + first.equal];
  for (const [at, score] of scores.entries()) {
    if (at > 0 && score !== scores[at - 1]) {
      rank = next;
      next = rank + scores.filter((other) => other === score).length;
    }
    ranks.push(rank);
  }
  return ranks;
}
