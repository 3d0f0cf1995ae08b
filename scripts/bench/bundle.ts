import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, parse } from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";

const run = promisify(execFile);
const BUILD_MAX_MS = 60_000;

/** Bundles a Worker as `npm run deploy` does, without sending it anywhere. Returns the path of its one module. */
export async function bundle(root: string, entry: string, folder: string): Promise<string> {
  const require = createRequire(import.meta.url);
  const wrangler = join(dirname(require.resolve("wrangler/package.json")), "bin/wrangler.js");
  const args = [wrangler, "deploy", entry, "--dry-run", "--minify", "--outdir", folder];
  await run(process.execPath, args, { cwd: root, timeout: BUILD_MAX_MS });
  return join(folder, `${parse(entry).name}.js`);
}

export function gzippedBytes(path: string): number {
  return gzipSync(readFileSync(path)).length;
}
