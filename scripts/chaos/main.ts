import { parseArgs } from "node:util";
import * as z from "zod";
import { SECOND_MS } from "../../src/lib/time.ts";

const SEED_MAX = 2 ** 31;
/** The start, the first mails, the drain and the verdict, on a slow machine. */
const BESIDES_MAX_S = 300;

const { values } = parseArgs({ options: { seconds: { type: "string" }, seed: { type: "string" } } });
const { seconds, seed } = z
  .object({
    seconds: z.coerce.number().positive().max(86_400).default(60),
    seed: z.coerce
      .number()
      .int()
      .nonnegative()
      .max(SEED_MAX)
      .default(Date.now() % SEED_MAX),
  })
  .parse(values);

// wrangler reports each crash of the Worker that we cause.
process.env.WRANGLER_LOG ??= "none";
// An exit takes the servers along that a signal alone would leave behind.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1));
const { runChaos } = await import("./run.ts");
const { summary } = await import("./summary.ts");

setTimeout(
  () => {
    console.error(`no verdict: the run has not ended ${BESIDES_MAX_S} s after its ${seconds} s of chaos`);
    process.exit(1);
  },
  (seconds + BESIDES_MAX_S) * SECOND_MS,
).unref();
console.log(`chaos for ${seconds} s with seed ${seed}`);
const report = await runChaos(seed, seconds);
console.log(summary(report));
process.exit(report.violations.length === 0 ? 0 : 1);
