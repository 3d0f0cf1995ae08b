import * as z from "zod";
import { withClient } from "./client.ts";

const openSchema = z.object({ running: z.number(), waiting: z.number(), next_ms: z.number().nullable() });

/** What the outbox has still to do. */
export type OpenJobs = {
  readonly running: number;
  readonly waiting: number;
  /** When the next of them is due, or its lease over; null when none is left. */
  readonly nextMs: number | null;
};

export async function openJobs(databaseUrl: string): Promise<OpenJobs> {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.execute(`
      select count(*) filter (where state = 'running') as running, count(*) filter (where state = 'waiting') as waiting,
        min(iif(state = 'waiting', due_at_ms, leased_until_ms)) as next_ms
      from outbox where state in ('waiting', 'running')`),
  );
  const { running, waiting, next_ms } = openSchema.parse({ ...rows[0] });
  return { running, waiting, nextMs: next_ms };
}
