import * as z from "zod";
import { withClient } from "./client.ts";

const openSchema = z.object({ running: z.number(), waiting: z.number(), next_ms: z.number().nullable() });

/** Has Midtrans asked for every payment of which more may come, as if the time for that had come. */
export async function askAllPayments(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, (client) =>
    client.execute("update topups set next_check_at_ms = 0 where next_check_at_ms is not null"),
  );
}

/** How many payments Midtrans is to be asked for now. */
export async function unaskedPayments(databaseUrl: string): Promise<number> {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.execute({
      sql: "select count(*) as count from topups where next_check_at_ms <= ?",
      args: [BigInt(Date.now())],
    }),
  );
  return z.object({ count: z.number() }).parse({ ...rows[0] }).count;
}

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
