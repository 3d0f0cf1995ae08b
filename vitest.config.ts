import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/support/slowFirst.ts";

/** As wrangler has them: the dashboard's stylesheet and script are imported as texts. */
const texts = {
  name: "texts",
  enforce: "pre",
  load(id: string) {
    if (!/\/assets\/[^?]+\.(css|txt)$/.test(id)) return null;
    return `export default ${JSON.stringify(readFileSync(id, "utf8"))}`;
  },
} as const;

/** A worker goes on to the next file as it is: what a file makes is its own, and modules keep nothing of it. */
const isolate = false;

/** `unit` needs no server and takes seconds; `shop` runs on a real libSQL server and a real workerd. */
export default defineConfig({
  test: {
    // wrangler tells of every queue message.
    silent: "passed-only",
    // One more than CI's cores: much of a test in `shop` is waiting for a timer of a real program.
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    projects: [
      {
        test: {
          name: "unit",
          isolate,
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [texts],
        test: {
          name: "shop",
          isolate,
          include: ["test/domain/**/*.test.ts", "test/e2e/**/*.test.ts"],
          globalSetup: "test/support/migrated.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
