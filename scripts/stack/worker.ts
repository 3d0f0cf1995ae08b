import { join } from "node:path";
import { unstable_startWorker } from "wrangler";

const ROOT = join(import.meta.dirname, "../..");

export type WorkerOptions = {
  readonly port: number;
  /** Settings that differ from wrangler.toml's. */
  readonly settings: Readonly<Record<string, string>>;
  /** Rebuild and restart when a source changes. */
  readonly watch: boolean;
  /** What wrangler tells of itself; the Worker's own log lines are "log". */
  readonly logLevel?: "none" | "error" | "warn" | "log";
};

export type RunningWorker = { readonly url: string; stop(): Promise<void> };

/** Runs the Worker in workerd with its queues and cron, as `wrangler dev` would, with settings of our own. */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  // Otherwise wrangler asks Cloudflare what a request's place looks like, and complains when it is offline.
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = "false";
  process.env.WRANGLER_SEND_METRICS = "false";
  const bindings = Object.fromEntries(
    Object.entries(options.settings).map(([name, value]) => [name, { type: "plain_text" as const, value }]),
  );
  const worker = await unstable_startWorker({
    config: join(ROOT, "wrangler.toml"),
    envFiles: [],
    bindings,
    dev: {
      server: { hostname: "127.0.0.1", port: options.port },
      inspector: false,
      watch: options.watch,
      persist: false,
      logLevel: options.logLevel ?? "error",
    },
  });
  await worker.ready;
  return { url: `http://127.0.0.1:${options.port}`, stop: () => worker.dispose() };
}
