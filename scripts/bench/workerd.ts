import { spawn } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Readable } from "node:stream";
import * as z from "zod";
import { type Project, workerConfig } from "./config.ts";

const STARTUP_MAX_MS = 15_000;
/** What wrangler puts beside a bundle that imports a file as text: its name begins with its hash. */
const TEXT_MODULE = /^[0-9a-f]{40}-/;

export type WorkerdOptions = {
  /** Its own folder: config, module and the queue's disk. */
  readonly folder: string;
  /** The module of a bundle. */
  readonly modulePath: string;
  readonly project: Project;
  readonly settings: Readonly<Record<string, string>>;
  /** `none` for a Worker without queues; `kept` takes messages and delivers none. */
  readonly queues: "none" | "kept" | "delivered";
};

export type RunningWorkerd = { readonly port: number; readonly pid: number; stop(): Promise<void> };

/** Runs one Worker in workerd as npm brought it: no dev server, no proxy before it. */
export async function startWorkerd(options: WorkerdOptions): Promise<RunningWorkerd> {
  const { folder } = options;
  mkdirSync(join(folder, "queues"), { recursive: true });
  cpSync(options.modulePath, join(folder, "main.js"));
  const texts = readdirSync(dirname(options.modulePath)).filter((name) => TEXT_MODULE.test(name));
  for (const name of texts) cpSync(join(dirname(options.modulePath), name), join(folder, name));
  writeFileSync(join(folder, "config.capnp"), workerConfig(options, texts));
  // The queues that workerd brings are behind this switch.
  const flags = ["serve", "--experimental", "--control-fd=3", "config.capnp"];
  const child = spawn(workerdBinary(), flags, { cwd: folder, stdio: ["ignore", "ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const control = child.stdio[3];
  if (!child.pid || !control || !("read" in control)) throw new Error("workerd could not be started");
  const port = await Promise.race([
    listenPort(control),
    ended.then(() => {
      throw new Error(`workerd ended at once: ${said}`);
    }),
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`workerd does not listen: ${said}`)), STARTUP_MAX_MS).unref();
    }),
  ]).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { port, pid: child.pid, stop };
}

function workerdBinary(): string {
  const require = createRequire(import.meta.url);
  const fromWrangler = createRequire(require.resolve("wrangler/package.json"));
  return z.object({ default: z.string() }).parse(fromWrangler("workerd")).default;
}

const controlSchema = z.object({ event: z.literal("listen"), port: z.number() });

async function listenPort(control: Readable): Promise<number> {
  let text = "";
  for await (const chunk of control) {
    text += String(chunk);
    const line = text.split("\n", 1)[0];
    if (line && text.includes("\n")) return controlSchema.parse(JSON.parse(line)).port;
  }
  throw new Error("workerd closed its control pipe");
}
