import { setTimeout as pause } from "node:timers/promises";
import { MINUTE_MS } from "../../src/lib/time.ts";
import { askAllPayments, type OpenJobs, openJobs, unaskedPayments } from "./jobs.ts";
import type { Load } from "./load/load.ts";
import type { Scene } from "./scene.ts";
import { until } from "./worker.ts";

/** Longer than the leases of jobs and duties. */
const DOWN_MS = 16 * MINUTE_MS;
/** When there were never fewer open jobs for so long, they stay open. A slow machine may take longer in all. */
const STUCK_AFTER_MS = 60_000;
const STILL_WITHIN_MS = 10_000;
const JOBS_WITHIN_MS = 20_000;
const CRON_WITHIN_MS = 30_000;
const POLL_MS = 50;

/** `forgotten`: jobs that only the outbox knew of when the queue was gone. */
export type Drained = { readonly forgotten: number; readonly rounds: number };

/** Kills the Worker while there are jobs to do, whose messages are lost with its queue. */
export async function killAmidJobs({ worker, database }: Scene): Promise<void> {
  const hasJobs = async () => isOpen(await database.whileUp(openJobs));
  // Without jobs nothing is forgotten, which the judge holds against the run.
  await until(hasJobs, "", { withinMs: JOBS_WITHIN_MS }).catch(() => undefined);
  worker.kill();
}

/**
 * Nothing goes wrong any more. Both servers start anew, and the queue has forgotten everything. The cron
 * trigger fires, asks Midtrans for all payments, and time passes, until nothing is left to do or nothing gets done any more: what is open
 * then is for the judge to see.
 */
export async function drain(
  scene: Scene,
  { postman, payers, confirmCashback }: Pick<Load, "postman" | "payers" | "confirmCashback">,
): Promise<Drained> {
  const { worker, database, wire, calendar } = scene;
  wire.mend();
  postman.hurry();
  await payers.endSilently();
  await worker.isBack();
  worker.kill();
  await worker.isBack();
  await database.killFor(0);
  const left = await database.whileUp(openJobs);
  await database.whileUp((url) => calendar.pass(url, DOWN_MS));
  await database.whileUp(askAllPayments);
  let least = Number.POSITIVE_INFINITY;
  let progressMs = Date.now();
  for (let rounds = 1; ; rounds++) {
    // A trigger that fails is made up for by the next one, as at Cloudflare.
    await Promise.race([scene.cron().catch(() => undefined), pause(CRON_WITHIN_MS)]);
    const open = await untilStill(scene);
    await postman.round();
    const isPaying = await confirmCashback();
    const unasked = await database.whileUp(unaskedPayments);
    if (open.running + open.waiting + unasked < least) {
      least = open.running + open.waiting + unasked;
      progressMs = Date.now();
    }
    const isDone = !isOpen(open) && unasked === 0 && !postman.hasMore() && !isPaying;
    const isStuck = Date.now() > progressMs + STUCK_AFTER_MS;
    if (isDone || isStuck) return { forgotten: left.running + left.waiting, rounds };
    const aheadMs = (open.nextMs ?? 0) - Date.now();
    // Whoever is still at work keeps the lease, unless nothing comes of it.
    const isWaiting = open.running === 0 || Date.now() > progressMs + STUCK_AFTER_MS / 2;
    if (aheadMs > 0 && isWaiting) await database.whileUp((url) => calendar.pass(url, aheadMs));
  }
}

const isOpen = ({ running, waiting }: OpenJobs) => running + waiting > 0;

/** Waits until no job is under way and none is due that the cron trigger rang for. */
async function untilStill({ database }: Scene): Promise<OpenJobs> {
  let open = await database.whileUp(openJobs);
  const still = async () => {
    open = await database.whileUp(openJobs);
    return open.running === 0 && (open.nextMs ?? Number.POSITIVE_INFINITY) > Date.now();
  };
  await until(still, "", { withinMs: STILL_WITHIN_MS, pollMs: POLL_MS }).catch(() => undefined);
  return open;
}
