import { readFileSync, writeFileSync } from "node:fs";

const KIB = 1_024;
/** Makes Linux forget the peak so far; see proc(5), clear_refs. */
const FORGET_PEAK = "5";

/** How far a process's resident memory rises above what it is now, in bytes, while something runs. Linux only. */
export async function peakMemory(pid: number, work: () => Promise<unknown>): Promise<number> {
  writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK);
  const idleBytes = status(pid, "VmRSS");
  await work();
  return status(pid, "VmHWM") - idleBytes;
}

function status(pid: number, field: "VmRSS" | "VmHWM"): number {
  const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(
    readFileSync(`/proc/${pid}/status`, "utf8"),
  )?.[1];
  if (found === undefined) throw new Error(`no ${field} of process ${pid}`);
  return Number(found) * KIB;
}
