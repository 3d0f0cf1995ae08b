import { execFile } from "node:child_process";
import { promisify } from "node:util";

const POLL_MS = 20;
const BACK_WITHIN_MS = 60_000;
const ASK_TIMEOUT_MS = 2_000;

/** The Worker's own process, and whether it is there. */
export type WorkerProcess = {
  readonly kills: number;
  /** SIGKILL at once: requests, jobs and the queue in its memory are gone. wrangler starts it again by itself. */
  kill(): void;
  /** Resolves when it answers. Before that it is not killed again: wrangler would not start it a third time. */
  isBack(): Promise<void>;
};

export function findWorker(url: string): WorkerProcess {
  let pid: number | null = null;
  let kills = 0;
  return {
    get kills() {
      return kills;
    },
    kill: () => {
      if (pid === null) return;
      process.kill(pid, "SIGKILL");
      pid = null;
      kills++;
    },
    isBack: async () => {
      await until(() => answers(url), "the Worker did not come back");
      pid = await workerdOf(process.pid, Number(new URL(url).port));
    },
  };
}

/** Of this process's two workerds, the one that does not hold wrangler's own port: that one is its proxy. */
async function workerdOf(parent: number, proxyPort: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,args="]);
  const found = stdout
    .split("\n")
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(parent) && /workerd.* serve /.test(match[3] ?? ""))
    .find((match) => !match?.[3]?.includes(`entry=127.0.0.1:${proxyPort} `));
  if (!found) throw new Error("the Worker's process is not there");
  return Number(found[1]);
}

/** Asks for what needs no database. */
async function answers(url: string): Promise<boolean> {
  return await fetch(`${url}/is-anybody-there`, { signal: AbortSignal.timeout(ASK_TIMEOUT_MS) }).then(
    ({ status }) => status === 404,
    () => false,
  );
}

/** Asks again and again until it holds. @throws Error with `failure` when it does not in time. */
export async function until(
  holds: () => Promise<boolean>,
  failure: string,
  { withinMs = BACK_WITHIN_MS, pollMs = POLL_MS } = {},
): Promise<void> {
  const lastMs = Date.now() + withinMs;
  while (!(await holds())) {
    if (Date.now() > lastMs) throw new Error(failure);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}
