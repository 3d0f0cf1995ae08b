/** Calls `act` at once, and for all calls within the next `everyMs` once more at their end. */
export function atMostEvery(everyMs: number, act: () => void): () => void {
  let again = false;
  let timer: ReturnType<typeof setTimeout> | null = null;

  function run(): void {
    act();
    again = false;
    timer = setTimeout(() => {
      timer = null;
      if (again) run();
    }, everyMs);
  }

  return () => {
    if (timer) again = true;
    else run();
  };
}
