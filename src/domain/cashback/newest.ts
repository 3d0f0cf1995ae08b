import { desc, eq } from "drizzle-orm";
import * as z from "zod/mini";
import { audits } from "../../db/schema/audit.ts";
import type { Deps } from "../deps.ts";

/** What a cashback batch has paid: the audit row of its end tells, so that nobody counts its payouts again. */
export type PaidBatch = {
  readonly id: string;
  readonly atMs: number;
  readonly members: number;
  readonly amount: number;
};

const TARGET = /^cashback:(.+)$/;
const factsSchema = z.object({ members: z.number(), amount: z.number() });

/** The statement that reads the newest ends; `readPaidBatches` reads its rows. A batch that is retried ends again. */
export const selectPaidBatches = ({ db }: Deps, most: number) =>
  db
    .select({ target: audits.target, after: audits.after, atMs: audits.createdAtMs })
    .from(audits)
    .where(eq(audits.action, "cashback.done"))
    .orderBy(desc(audits.createdAtMs))
    .limit(most);

/** The batches that ended last, the oldest of them first. */
export const paidBatches = async (deps: Deps, most: number): Promise<PaidBatch[]> =>
  readPaidBatches(await selectPaidBatches(deps, most));

type Row = { readonly target: string | null; readonly after: string | null; readonly atMs: number };

/** Each batch as it ended last, the oldest first. */
export function readPaidBatches(rows: readonly Row[]): PaidBatch[] {
  const batches = new Map<string, PaidBatch>();
  for (const { target, after, atMs } of rows) {
    const [, id] = TARGET.exec(target ?? "") ?? [];
    const facts = factsSchema.safeParse(JSON.parse(after ?? "{}"));
    if (id && facts.success && !batches.has(id)) batches.set(id, { id, atMs, ...facts.data });
  }
  return [...batches.values()].reverse();
}
