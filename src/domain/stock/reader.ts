import { type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { extendLease, type OutboxRow, stillHeld } from "../../db/outbox.ts";
import { stockUploads } from "../../db/schema/stock.ts";
import type { Deps } from "../deps.ts";
import { LEASE_MS } from "../jobs/take.ts";

/** Whoever reads a file of codes: what it writes holds only while it is the one. */
export type Reader = {
  /** Whether it still is, as a condition of what it writes. */
  readonly reads: SQL;
  /** The statements that let it stay so, for every batch of the reading. */
  stay(): readonly BatchItem<"sqlite">[];
};

/** A job, which another may take over when it is silent for too long. */
export const jobReader = (deps: Deps, job: OutboxRow): Reader => ({
  reads: stillHeld(job),
  stay: () => [extendLease(deps.db, job, deps.clock() + LEASE_MS)],
});

/** The request that brought the file itself, whose mark stands where a file of Discord's has its address. */
export const requestReader = (uploadId: string, mark: string): Reader => ({
  reads: sql`exists (select 1 from ${stockUploads} where ${stockUploads.id} = ${uploadId} and ${stockUploads.fileUrl} = ${mark})`,
  stay: () => [],
});
