const DISCORD_EPOCH_MS = 1_420_070_400_000n;
const COUNTER_BITS = 22n;
const COUNTER_MAX = (1n << COUNTER_BITS) - 1n;

/** Makes ids as Discord does: the time in the high bits, so that a later id is a greater number. */
export function snowflakes(clock: () => number): () => string {
  let counter = 0n;
  return () => {
    counter = counter === COUNTER_MAX ? 0n : counter + 1n;
    return (((BigInt(clock()) - DISCORD_EPOCH_MS) << COUNTER_BITS) | counter).toString();
  };
}
