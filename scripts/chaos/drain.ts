import { createClient } from "@libsql/client/http";
import * as z from "zod";
import { MINUTE_MS } from "../../src/lib/time.ts";
import type { Postman } from "./load/postman.ts";
import type { Scene } from "./scene.ts";
import { until } from "./worker.ts";

/** Longer than the leases of jobs and duties. */
const DOWN_MS = 16 * MINUTE_MS;
/** Whatever is open after this long stays open. */
const DRAIN_WITHIN_MS = 90_000;
const STILL_WITHIN_MS = 10_000;
const POLL_MS = 50;

const openSchema = z.object({ running: z.number(), waiting: z.number(), next_ms: z.number().nullable() });
type Open = z.infer<typeof openSchema>;

/**
 * Nothing goes wrong any more. Both servers start anew, and the queue has forgotten everything. The cron
 * trigger fires, and time passes, until nothing is left to do or `DRAIN_WITHIN_MS` are over: what is open
 * then is for the judge to see. Returns the rounds that it took.
 */
export async function drain(scene: Scene, postman: Postman): Promise<number> {
  const { worker, database, wire, calendar } = scene;
  wire.mend();
  worker.kill();
  await worker.isBack();
  await database.killFor(0);
  await database.whileUp((url) => calendar.pass(url, DOWN_MS));
  const lastMs = Date.now() + DRAIN_WITHIN_MS;
  for (let round = 1; ; round++) {
    await scene.cron();
    const open = await untilStill(database.url);
    await postman.round();
    const isDone = open.waiting + open.running === 0 && !postman.hasMore();
    if (isDone || Date.now() > lastMs) return round;
    const aheadMs = (open.next_ms ?? 0) - Date.now();
    if (aheadMs > 0) await database.whileUp((url) => calendar.pass(url, aheadMs));
  }
}

/** Waits until no job is under way and none is due that the cron trigger rang for. */
async function untilStill(databaseUrl: string): Promise<Open> {
  const client = createClient({ url: databaseUrl });
  try {
    let open = await openJobs(client);
    const still = async () => {
      open = await openJobs(client);
      return open.running === 0 && (open.next_ms ?? Number.POSITIVE_INFINITY) > Date.now();
    };
    await until(still, "", { withinMs: STILL_WITHIN_MS, pollMs: POLL_MS }).catch(() => undefined);
    return open;
  } finally {
    client.close();
  }
}

async function openJobs(client: ReturnType<typeof createClient>): Promise<Open> {
  const { rows } = await client.execute(`
    select count(*) filter (where state = 'running') as running, count(*) filter (where state = 'waiting') as waiting,
      min(iif(state = 'waiting', due_at_ms, leased_until_ms)) as next_ms
    from outbox where state in ('waiting', 'running')`);
  return openSchema.parse({ ...rows[0] });
}
