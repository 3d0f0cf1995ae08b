/** Hands chunks on, but joins the first ones until they have at least `least` units: enough to judge the whole by. */
export async function* withBeginning<T extends { length: number }>(
  chunks: AsyncIterable<T>,
  least: number,
  join: (held: T, next: T) => T,
): AsyncGenerator<T> {
  let held: T | null = null;
  let begun = false;
  for await (const chunk of chunks) {
    if (begun) {
      yield chunk;
      continue;
    }
    held = held ? join(held, chunk) : chunk;
    begun = held.length >= least;
    if (begun) yield held;
  }
  if (!begun && held && held.length > 0) yield held;
}
