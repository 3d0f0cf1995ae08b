import { eq } from "drizzle-orm";
import type { OutboxRow } from "../../db/outbox.ts";
import { outbox } from "../../db/schema/outbox.ts";
import { base32 } from "../../lib/id.ts";
import type { Request } from "../actor.ts";
import type { Deps } from "../deps.ts";
import { waitJob } from "../jobs/take.ts";
import { attachBell } from "./attach.ts";
import { createOrder, type OrderCreated } from "./create.ts";
import { keepSentFile } from "./file.ts";
import type { FileGiven, OrderGiven } from "./form.ts";

const LEASE_BYTES = 10;

/** A file that comes with the request itself. */
export type FileSent = Omit<FileGiven, "url"> & { readonly content: AsyncIterable<Uint8Array> };

/**
 * Makes an order whose file comes with the request, where the command's is fetched from Discord by a job: this request holds the
 * job's row meanwhile. Should it die, the job comes, finds no file, and tells staff; the order stands. Sent twice, it is one order,
 * and the file of whoever holds the row.
 * @throws Problem as `createOrder` does; then nothing of the file is read.
 */
export async function createOrderWithFile(
  deps: Deps,
  request: Request,
  given: Omit<OrderGiven, "file">,
  { content, ...file }: FileSent,
): Promise<OrderCreated> {
  const lease = base32(deps.random(LEASE_BYTES));
  const created = await createOrder(deps, request, { ...given, file: { ...file, url: null } }, lease);
  const job = await jobOf(deps, created.order.id);
  if (job?.state === "running" && job.lease === lease)
    await keepOrPutBack(deps, job, created.order.id, content);
  return created;
}

async function keepOrPutBack(
  deps: Deps,
  job: OutboxRow,
  orderId: string,
  content: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await keepSentFile(deps, job, orderId, content);
  } catch (error) {
    // Whoever sends it again may be there before the job.
    await waitJob(deps, job, deps.clock(), "file_not_sent");
    throw error;
  }
}

async function jobOf({ db }: Deps, orderId: string): Promise<OutboxRow | undefined> {
  const [job] = await db
    .select()
    .from(outbox)
    .where(eq(outbox.id, attachBell(orderId).id));
  return job;
}
