import { readFileSync } from "node:fs";
import { defineConfig } from "vitest/config";

/** As wrangler has them: the dashboard's stylesheet and script are imported as texts. */
const texts = {
  name: "texts",
  enforce: "pre",
  load(id: string) {
    if (!/\/assets\/[^?]+\.(css|txt)$/.test(id)) return null;
    return `export default ${JSON.stringify(readFileSync(id, "utf8"))}`;
  },
} as const;

/** `unit` needs no server and takes seconds; `shop` runs on a real libSQL server and a real workerd. */
export default defineConfig({
  test: {
    // wrangler tells of every queue message.
    silent: "passed-only",
    projects: [
      {
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "test/*.test.ts"],
          testTimeout: 20_000,
        },
      },
      {
        plugins: [texts],
        test: {
          name: "shop",
          include: ["test/domain/**/*.test.ts", "test/e2e/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
