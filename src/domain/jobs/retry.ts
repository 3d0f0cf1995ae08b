import type { OutboxRow } from "../../db/outbox.ts";
import { backoffMs, HOUR_MS, jittered, SECOND_MS } from "../../lib/time.ts";
import type { Deps } from "../deps.ts";

const FIRST_PAUSE_MS = 5 * SECOND_MS;
const LONGEST_PAUSE_MS = HOUR_MS;

/** With the pauses doubling to an hour, some twelve hours of trying. */
export const TRIES_MAX = 20;

/** A job's work cannot be done now; what it has done is written down. */
export class JobNotNow extends Error {
  override name = "JobNotNow";
  /** When it is due again; null for the usual growing pause. */
  readonly dueAtMs: number | null;
  private constructor(why: string, dueAtMs: number | null) {
    super(why);
    this.dueAtMs = dueAtMs;
  }
  /** It was told to wait: no failure, and no try is used up. */
  static waiting(why: string, dueAtMs: number): JobNotNow {
    return new JobNotNow(why, dueAtMs);
  }
  /** It failed and is tried again later, until its tries are used up. `why` is a fixed word. */
  static failing(why: string): JobNotNow {
    return new JobNotNow(why, null);
  }
}

/** When a job that could not be done is due again. */
export function retryAtMs(deps: Deps, job: OutboxRow): number {
  return deps.clock() + jittered(backoffMs(job.tries - 1, FIRST_PAUSE_MS, LONGEST_PAUSE_MS), deps.chance());
}
